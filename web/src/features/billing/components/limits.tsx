import { useId } from 'react';
import type { Billing } from '../../../wire/rest';
import { day, fill } from '../model/standing';

export function Limits({ limits }: { readonly limits: Billing['limits'] }) {
  return (
    <dl className="limits">
      <Limit name="Commands this month" used={limits.commands.used} limit={limits.commands.limit} note={`counted anew from ${day(limits.commands.resets_at)}`} />
      <Limit name="Targets" used={limits.targets.used} limit={limits.targets.limit} />
      <Limit name="Reviewers" used={limits.reviewers.used} limit={limits.reviewers.limit} />
    </dl>
  );
}

interface LimitProps {
  readonly name: string;
  readonly used: number;
  readonly limit: number | null | undefined;
  readonly note?: string;
}

function Limit({ name, used, limit, note }: LimitProps) {
  const id = useId();
  const state = fill(used, limit);
  return (
    <div className={`limit ${state}`}>
      <dt id={id}>{name}</dt>
      <dd>
        {limit != null && <meter aria-labelledby={id} min={0} max={limit} low={limit * 0.8} high={limit - 0.5} optimum={0} value={Math.min(used, limit)} />}
        <span>
          {limit == null ? `${used}, unlimited` : `${used} of ${limit}`}
          {state === 'full' && ' · full'}
          {note !== undefined && <span className="muted"> · {note}</span>}
        </span>
      </dd>
    </div>
  );
}
