const steps: readonly (readonly [limitSeconds: number, unitSeconds: number, unit: string])[] = [
  [90, 1, 's'],
  [90 * 60, 60, 'min'],
  [36 * 3600, 3600, 'h'],
  [Infinity, 86400, 'd'],
];

/** "12 s ago", "in 3 d"; the exact time belongs in a title beside it. */
export function relativeTime(at: Date, now: number): string {
  const seconds = Math.round((now - at.getTime()) / 1000);
  const size = Math.abs(seconds);
  if (size < 2) return 'now';
  const [, unitSeconds, unit] = steps.find(([limit]) => size < limit) ?? [0, 86400, 'd'];
  const count = `${Math.round(size / unitSeconds)} ${unit}`;
  return seconds < 0 ? `in ${count}` : `${count} ago`;
}

export function exactTime(at: Date): string {
  return at.toISOString().replace('T', ' ').replace('Z', ' UTC');
}

export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 90) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
