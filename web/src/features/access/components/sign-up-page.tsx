import { type SyntheticEvent, useState } from 'react';
import { Link } from 'react-router';
import { Button } from '../../../components/ui/button';
import { EntryCard } from '../../../components/ui/entry-card';
import { CheckField, InputField } from '../../../components/ui/field';
import { Failure } from '../../../components/ui/states';
import { useSignUp } from '../api/entry';
import { faultAt, strayFault } from './faults';
import { ProviderButtons } from './provider-buttons';

export function SignUpPage() {
  const [orgName, setOrgName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [alone, setAlone] = useState(false);
  const signUp = useSignUp();
  const stray = strayFault(signUp.error, ['org_name', 'email', 'password']);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    signUp.mutate({ org_name: orgName.trim(), email: email.trim(), password, allow_self_approval: alone });
  };
  if (signUp.data !== undefined) return <Sent email={email.trim()} />;
  return (
    <EntryCard title="Sign up">
      <form className="form" onSubmit={submit}>
        <InputField label="Organisation" required maxLength={100} placeholder="Acme" autoFocus value={orgName} fault={faultAt(signUp.error, 'org_name')} onChange={(event) => setOrgName(event.target.value)} />
        <InputField label="Your e-mail" required type="email" maxLength={254} autoComplete="username" value={email} fault={faultAt(signUp.error, 'email')} onChange={(event) => setEmail(event.target.value)} />
        <InputField label="Password" hint="12 characters or more; several words do well." required type="password" maxLength={256} autoComplete="new-password" value={password} fault={faultAt(signUp.error, 'password')} onChange={(event) => setPassword(event.target.value)} />
        <CheckField
          label="I review alone: let me decide commands of agents I own"
          hint="Otherwise somebody else has to. It is written to the audit log and can be changed under Settings."
          checked={alone}
          onChange={(event) => setAlone(event.target.checked)}
        />
        {stray !== null && <Failure error={stray} />}
        <Button look="primary" type="submit" disabled={signUp.isPending}>
          {signUp.isPending ? 'Signing up…' : 'Sign up'}
        </Button>
      </form>
      <ProviderButtons verb="Sign up" />
      <p className="muted">
        Have an account? <Link to="/">Sign in</Link>
      </p>
    </EntryCard>
  );
}

function Sent({ email }: { readonly email: string }) {
  return (
    <EntryCard title="Look into your mail">
      <p role="status">
        A mail with a link is on its way to <strong>{email}</strong>. Open the link within 24 hours; then sign in.
      </p>
      <p className="muted">Where no mail server is set up, the operator finds it in the folder “outbox” beside the server’s data.</p>
    </EntryCard>
  );
}
