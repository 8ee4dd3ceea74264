import { type SyntheticEvent, useState } from 'react';
import { Link } from 'react-router';
import { Button } from '../../../components/ui/button';
import { EntryCard } from '../../../components/ui/entry-card';
import { CheckField, InputField } from '../../../components/ui/field';
import { Failure } from '../../../components/ui/states';
import { useLinkToken } from '../../../lib/link-token';
import { useAskReset, useReset } from '../api/entry';
import { AskLink } from './ask-link';
import { faultAt, strayFault } from './faults';

/** With the link of a mail, a new password; without one, the mail. */
export function ResetPage() {
  const token = useLinkToken();
  return token === '' ? <Ask /> : <Choose key={token} token={token} />;
}

function Ask() {
  return <AskLink title="Forgotten password" ask={useAskReset()} sentTo="an account" />;
}

function Choose({ token }: { readonly token: string }) {
  const [password, setPassword] = useState('');
  const [notMine, setNotMine] = useState(false);
  const reset = useReset();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    reset.mutate({ token, password, second_factor_not_mine: notMine });
  };
  const stray = strayFault(reset.error, ['password']);
  if (reset.isSuccess) {
    return (
      <EntryCard title="The password is set">
        <p role="status">All sign-ins of the account have ended.</p>
        <Link className="button primary" to="/">
          Sign in
        </Link>
      </EntryCard>
    );
  }
  return (
    <EntryCard title="Choose a new password">
      <form className="form" onSubmit={submit}>
        <InputField label="New password" hint="12 characters or more; several words do well." required type="password" maxLength={256} autoComplete="new-password" autoFocus value={password} fault={faultAt(reset.error, 'password')} onChange={(event) => setPassword(event.target.value)} />
        <CheckField
          label="I never set up a second factor for this account"
          hint="Leave it empty unless signing in asks for a code or passkey you know nothing of: somebody else may have signed up with your address."
          checked={notMine}
          onChange={(event) => setNotMine(event.target.checked)}
        />
        {stray !== null && <Failure error={stray} />}
        <Button look="primary" type="submit" disabled={reset.isPending}>
          {reset.isPending ? 'Setting…' : 'Set the password'}
        </Button>
      </form>
    </EntryCard>
  );
}
