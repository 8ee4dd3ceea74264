import { Link } from 'react-router';
import { Button } from '../../../components/ui/button';
import { EntryCard } from '../../../components/ui/entry-card';
import { Failure } from '../../../components/ui/states';
import { useLinkToken } from '../../../lib/link-token';
import { useVerify } from '../api/entry';

/** Takes a press: whatever opens links in mails by itself must not confirm an address. */
export function VerifyPage() {
  const token = useLinkToken();
  const verify = useVerify();
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
        <Button look="primary" autoFocus disabled={verify.isPending} onClick={() => verify.mutate(token)}>
          {verify.isPending ? 'Confirming…' : 'Confirm'}
        </Button>
      )}
      {verify.error !== null && <Failure error={verify.error} />}
    </EntryCard>
  );
}
