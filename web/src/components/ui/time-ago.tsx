import { useNow } from '../../lib/use-now';
import { exactTime, relativeTime } from '../../lib/relative-time';

/** Relative to look at, exact on hover and for machines. */
export function TimeAgo({ at }: { readonly at: string }) {
  const now = useNow(30_000);
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <>unknown</>;
  return (
    <time dateTime={at} title={exactTime(date)}>
      {relativeTime(date, now)}
    </time>
  );
}
