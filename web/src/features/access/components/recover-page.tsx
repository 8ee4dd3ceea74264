import { type SyntheticEvent, useState } from 'react';
import { Link } from 'react-router';
import { Button } from '../../../components/ui/button';
import { EntryCard } from '../../../components/ui/entry-card';
import { InputField } from '../../../components/ui/field';
import { Failure } from '../../../components/ui/states';
import { useLinkToken } from '../../../lib/link-token';
import { useAskRecovery, useRecovery } from '../api/entry';
import { AskLink } from './ask-link';

/** For who lost every second factor: the mail, then the password; after a wait both again. */
export function RecoverPage() {
  const token = useLinkToken();
  return token === '' ? <Ask /> : <Prove key={token} token={token} />;
}

function Ask() {
  return (
    <AskLink title="I lost my second factor" ask={useAskRecovery()} sentTo="an account with a second factor">
      <p>
        A backup code signs you in at once. Without one, an owner or admin of your organisation can remove your second factor, or you do it here: by a link in your mail, your
        password, and a wait of some days in which it can be cancelled.
      </p>
    </AskLink>
  );
}

function Prove({ token }: { readonly token: string }) {
  const [password, setPassword] = useState('');
  const recovery = useRecovery();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    recovery.mutate({ token, password });
  };
  if (recovery.data?.status === 'done') {
    return (
      <EntryCard title="Your second factor is gone">
        <p role="status">App, passkeys and backup codes are removed, and all your sign-ins have ended. Sign in with your password, and set up another second factor.</p>
        <Link className="button primary" to="/">
          Sign in
        </Link>
      </EntryCard>
    );
  }
  if (recovery.data !== undefined) return <Waiting readyAt={recovery.data.ready_at} endsAt={recovery.data.ends_at} />;
  return (
    <EntryCard title="I lost my second factor">
      <form className="form" onSubmit={submit}>
        <p>Say your password to begin, or to finish what you began. If you did not ask for this, close this page: then nothing happens.</p>
        <InputField label="Your password" required type="password" maxLength={256} autoComplete="current-password" autoFocus value={password} onChange={(event) => setPassword(event.target.value)} />
        {recovery.error !== null && <Failure error={recovery.error} />}
        <Button look="primary" type="submit" disabled={recovery.isPending}>
          {recovery.isPending ? 'Looking…' : 'Go on'}
        </Button>
      </form>
    </EntryCard>
  );
}

function Waiting({ readyAt, endsAt }: { readonly readyAt: string | undefined; readonly endsAt: string | undefined }) {
  return (
    <EntryCard title="It waits">
      <p role="status">
        From <strong>{moment(readyAt)}</strong> until {moment(endsAt)} you can come back here with another link and remove your second factor.
      </p>
      <p>Until then nothing changes. You are sent a mail now and every day with a link that cancels it, and your organisations can cancel it too. Signing in with your second factor does as well.</p>
      <p className="muted">
        <Link to="/">Back to sign in</Link>
      </p>
    </EntryCard>
  );
}

function moment(at: string | undefined): string {
  return at === undefined ? 'then' : new Date(at).toLocaleString(undefined, { dateStyle: 'long', timeStyle: 'short' });
}
