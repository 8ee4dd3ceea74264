import type { RiskLevel } from '../../../wire/rest';
import { type QueueItem } from './queue';

/** A first press on a risky item: the second one counts on the same item and in time only. */
export interface Armed {
  readonly id: string;
  readonly at: number;
}

export type AllowPress =
  | { readonly kind: 'send'; readonly id: string }
  | { readonly kind: 'arm'; readonly armed: Armed }
  | { readonly kind: 'wait'; readonly armed: Armed | null }
  | { readonly kind: 'refuse'; readonly why: string };

export const secondPressMs = 3000;
/** Two presses closer than this are one bouncing key. */
const bounceMs = 200;
/** After the focus moved by itself, keys still in the air for the item before are not obeyed. */
export const wakeMs = 450;

export interface Circumstances {
  readonly now: number;
  readonly armed: Armed | null;
  readonly focusArrivedAt: number;
  readonly connected: boolean;
  /** Whether the command's end has been on the screen, however long it is and however small the screen. */
  readonly seenToEnd: boolean;
}

export function needsSecondPress(level: RiskLevel): boolean {
  return level === 'HIGH' || level === 'CRITICAL';
}

/** What one press of "allow" on this item does. */
export function pressAllow(item: QueueItem, at: Circumstances): AllowPress {
  const why = whyNotDecidable(item, at.connected) ?? (at.seenToEnd ? null : unread);
  if (why !== null) return { kind: 'refuse', why };
  if (at.now - at.focusArrivedAt < wakeMs) return { kind: 'wait', armed: null };
  const { id, riskLevel } = item.command;
  if (!needsSecondPress(riskLevel)) return { kind: 'send', id };
  const armed = at.armed?.id === id && at.now - at.armed.at <= secondPressMs ? at.armed : null;
  if (armed === null) return { kind: 'arm', armed: { id, at: at.now } };
  return at.now - armed.at < bounceMs ? { kind: 'wait', armed } : { kind: 'send', id };
}

export const unread = 'Scroll to the end of the command first (Space).';

/** Why nothing can be decided on this item now, for the status line; `null` when it can. */
export function whyNotDecidable(item: QueueItem, connected: boolean): string | null {
  if (!connected) return 'The connection is lost: decisions are not possible.';
  if (item.settled !== null) return 'This command is settled already; nothing was sent.';
  if (item.sent !== null) return 'Your decision is on its way.';
  if (item.voted) return 'Your approval is counted; it waits for others.';
  return item.command.policy.mayDecide ? null : 'You may not decide this command.';
}
