import { CheckField } from '../../../components/ui/field';
import { Failure } from '../../../components/ui/states';
import { useMyMails, useMyMailsChange } from '../api/my-mails';

/** What one is written about. Each member's own choice, saved as it is made. */
export function MyMails() {
  const mails = useMyMails();
  const change = useMyMailsChange();
  const choice = mails.data;
  return (
    <section className="form" aria-labelledby="my-mails">
      <h2 id="my-mails">Mails to you</h2>
      {mails.error !== null && <Failure error={mails.error} retry={() => void mails.refetch()} />}
      {choice !== undefined && (
        <>
          <CheckField
            label="When I am asked as a backup reviewer"
            checked={choice.escalations}
            disabled={change.isPending}
            onChange={(event) => change.mutate({ escalations: event.target.checked })}
          />
          <CheckField
            label="When half of a command's wait is over and nobody has voted"
            checked={choice.reminders}
            disabled={change.isPending}
            onChange={(event) => change.mutate({ reminders: event.target.checked })}
          />
        </>
      )}
      {change.error !== null && <Failure error={change.error} retry={() => change.reset()} />}
    </section>
  );
}
