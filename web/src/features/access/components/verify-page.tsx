import { type SyntheticEvent, useState } from 'react';
import { Link } from 'react-router';
import { Button } from '../../../components/ui/button';
import { EntryCard } from '../../../components/ui/entry-card';
import { InputField } from '../../../components/ui/field';
import { Failure } from '../../../components/ui/states';
import { useLinkToken } from '../../../lib/link-token';
import { useVerify } from '../api/entry';

/**
 * Takes the password that was chosen at sign-up: whatever opens links in mails by itself confirms nothing, and neither does somebody
 * whose address a stranger signed up with.
 */
export function VerifyPage() {
  const token = useLinkToken();
  const verify = useVerify();
  const [password, setPassword] = useState('');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    verify.mutate({ token, password });
  };
  if (verify.data !== undefined) {
    return (
      <EntryCard title="Your address is confirmed">
        <p role="status">{verify.data.email} can sign in now.</p>
        <Link className="button primary" to="/">
          Sign in
        </Link>
      </EntryCard>
    );
  }
  return (
    <EntryCard title="Confirm your e-mail address">
      {token === '' ? (
        <p>The link is incomplete. Open it from the mail again, or copy all of it.</p>
      ) : (
        <form className="form" onSubmit={submit}>
          <p>Enter the password you chose when you signed up. If you did not sign up, close this page: then nothing happens.</p>
          <InputField label="Your password" required type="password" maxLength={256} autoComplete="current-password" autoFocus value={password} onChange={(event) => setPassword(event.target.value)} />
          <Button look="primary" type="submit" disabled={verify.isPending}>
            {verify.isPending ? 'Confirming…' : 'Confirm'}
          </Button>
        </form>
      )}
      {verify.error !== null && <Failure error={verify.error} />}
    </EntryCard>
  );
}
