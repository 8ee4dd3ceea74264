import { countdown } from '../../../lib/countdown';
import { useNow } from '../../../lib/use-now';

interface RemainingProps {
  readonly expiresAt: number;
  readonly offsetMs: number;
  readonly suffix?: string;
}

/** Counts down for the eye; a screen reader meets it only when it is read, not every second. */
export function Remaining({ expiresAt, offsetMs, suffix = '' }: RemainingProps) {
  const left = countdown(expiresAt, useNow(250), offsetMs);
  const exact = new Date(expiresAt * 1000).toISOString().replace('T', ' ').replace('.000Z', ' UTC');
  return (
    <span className={`countdown ${left.stage}`} title={`until ${exact}`}>
      {left.label}
      {suffix}
    </span>
  );
}
