export interface Countdown {
  readonly seconds: number;
  readonly label: string;
  readonly stage: 'calm' | 'soon' | 'over';
}

const soonSeconds = 15;

/** What is left until `expiresAt` (Unix seconds). `offsetMs` is how far the server's clock is ahead of ours. */
export function countdown(expiresAt: number, now: number, offsetMs: number): Countdown {
  const seconds = Math.max(0, Math.ceil(expiresAt - (now + offsetMs) / 1000));
  const label = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return { seconds, label, stage: seconds === 0 ? 'over' : seconds <= soonSeconds ? 'soon' : 'calm' };
}

/** Whole-second stamps and the way here make small differences; only a clock that is really off is corrected. */
export function clockOffset(serverSeconds: number | null, now: number): number {
  if (serverSeconds === null) return 0;
  const offset = serverSeconds * 1000 - now;
  return Math.abs(offset) > 2500 ? offset : 0;
}
