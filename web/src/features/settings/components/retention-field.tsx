import { InputField } from '../../../components/ui/field';
import { useRetention } from '../api/org';

const DAYS_MIN = 30;
const DAYS_MAX = 3650;

interface Props {
  readonly days: string;
  readonly set: number | null;
  readonly disabled: boolean;
  readonly fault: string | null;
  readonly choose: (days: string) => void;
}

/** Says what would be erased before anybody saves it. */
export function RetentionField({ days, set, disabled, fault, choose }: Props) {
  const wanted = Number(days);
  const asked = days !== '' && Number.isInteger(wanted) && wanted >= DAYS_MIN && wanted <= DAYS_MAX && wanted !== set;
  const outlook = useRetention(asked ? wanted : null);
  return (
    <>
      <InputField
        label="Erase what is over after this many days"
        hint="30 to 3650; empty keeps everything. Commands, sessions and recordings go, and what the audit log says of them; that there was an entry stays, and the log still verifies."
        type="number"
        min={DAYS_MIN}
        max={DAYS_MAX}
        placeholder="never"
        disabled={disabled}
        fault={fault}
        value={days}
        onChange={(event) => choose(event.target.value)}
      />
      {outlook.data !== undefined && (
        <p className="banner plain" role="status">
          {`This erases ${String(outlook.data.entries)} entries of the audit log and what they are about, for good. Nothing goes in the first 24 hours after you save: until then you can take it back.`}
        </p>
      )}
    </>
  );
}
