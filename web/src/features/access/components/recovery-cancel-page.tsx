import { Link } from 'react-router';
import { Button } from '../../../components/ui/button';
import { EntryCard } from '../../../components/ui/entry-card';
import { Failure } from '../../../components/ui/states';
import { useLinkToken } from '../../../lib/link-token';
import { useCancelRecovery } from '../api/entry';

/** Takes a click: whatever opens links in mails by itself cancels nothing. */
export function RecoveryCancelPage() {
  const token = useLinkToken();
  const cancel = useCancelRecovery();
  if (cancel.isSuccess) {
    return (
      <EntryCard title="Your second factor stays">
        <p role="status">Nothing was removed. Whoever began this knows your password and reads your mail: set another password now, and look after your mailbox.</p>
        <Link className="button primary" to="/reset">
          Set another password
        </Link>
      </EntryCard>
    );
  }
  return (
    <EntryCard title="Keep your second factor">
      {token === '' ? (
        <p>The link is incomplete. Open it from the mail again, or copy all of it.</p>
      ) : (
        <>
          <p>Somebody is removing the second factor of your account. Was it not you, or did you find it again?</p>
          <div className="actions">
            <Button look="primary" autoFocus disabled={cancel.isPending} onClick={() => cancel.mutate(token)}>
              {cancel.isPending ? 'Cancelling…' : 'Keep it'}
            </Button>
          </div>
        </>
      )}
      {cancel.error !== null && <Failure error={cancel.error} />}
    </EntryCard>
  );
}
