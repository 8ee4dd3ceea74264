import type { Billing } from '../../../wire/rest';

export const planNames = { free: 'Free', pro: 'Pro', enterprise: 'Enterprise' } as const;

const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

export function day(moment: string | null | undefined): string {
  return moment == null ? 'the end of its period' : days.format(new Date(moment));
}

/** From here on people are told before a limit bites. */
const nearlyAt = 0.8;

export type Fill = 'room' | 'nearly' | 'full';

export function fill(used: number, limit: number | null | undefined): Fill {
  if (limit == null) return 'room';
  if (used >= limit) return 'full';
  return used >= limit * nearlyAt ? 'nearly' : 'room';
}

export function reachOf(billing: Billing): string {
  return billing.history_days == null ? 'Lists show all of the past.' : `Lists show the last ${billing.history_days} days; nothing is deleted.`;
}

/** One sentence for those who can do something about it, or none while there is room. */
export function warning(billing: Billing): string | null {
  if (!billing.configured) return null;
  if (billing.status === 'past_due') return `A payment failed. The plan holds until ${day(billing.grace_until)}.`;
  const { used, limit, resets_at } = billing.limits.commands;
  switch (fill(used, limit)) {
    case 'full':
      return `This month’s ${limit} commands are used up: further ones are blocked until ${day(resets_at)}. What waits can still be decided.`;
    case 'nearly':
      return `${used} of this month’s ${limit} commands are used. Beyond them, commands are blocked until ${day(resets_at)}.`;
    case 'room':
      return null;
  }
}
