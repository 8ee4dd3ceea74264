import { CheckField } from '../../../components/ui/field';
import { Failure } from '../../../components/ui/states';
import { useDeciders } from '../api/org';

interface Props {
  readonly chosen: readonly string[];
  readonly disabled: boolean;
  readonly fault: string | null;
  readonly choose: (ids: readonly string[]) => void;
}

/** Who is asked as well where nobody answered in time. It gives nobody a right to decide. */
export function BackupReviewers({ chosen, disabled, fault, choose }: Props) {
  const deciders = useDeciders();
  return (
    <fieldset>
      <legend>Backup reviewers</legend>
      <p className="muted">
        Asked as well when the time is over, for as long again and to 600 s in all; then the command is denied. With nobody chosen it is denied at once.
      </p>
      {deciders.error !== null && <Failure error={deciders.error} retry={() => void deciders.refetch()} />}
      {deciders.data?.map((member) => (
        <CheckField
          key={member.id}
          label={`${member.display_name} (${member.email})`}
          checked={chosen.includes(member.id)}
          disabled={disabled}
          onChange={(event) => choose(event.target.checked ? [...chosen, member.id] : chosen.filter((id) => id !== member.id))}
        />
      ))}
      {fault !== null && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  );
}
