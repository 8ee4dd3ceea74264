const firstMs = 500;
const longestMs = 15_000;

/** Full jitter: anywhere up to a doubling ceiling, so that reviewers do not come back all at once. */
export function backoff(attempt: number, chance: number): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 10));
  return Math.round(200 + chance * ceiling);
}
