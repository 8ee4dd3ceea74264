import type { PendingCommand, Resolution, Votes } from '../../../wire/messages';

/**
 * The reviewer's queue as a value. What the server says may add, change or settle items, and never moves the focus
 * away from an item that can still be decided. Only the reviewer does that.
 */

export interface QueueItem {
  readonly command: PendingCommand;
  readonly looking: readonly string[];
  /** What the reviewer sent and the gate has not answered yet. */
  readonly sent: 'allow' | 'deny' | null;
  /** The reviewer's own vote, where more votes are needed. */
  readonly voted: boolean;
  readonly settled: Settled | null;
  readonly error: string | null;
}

export interface Settled {
  readonly at: number;
  /** `null` where it was settled while the connection was lost. */
  readonly resolution: Resolution | null;
}

export interface Queue {
  readonly items: readonly QueueItem[];
  readonly focusedId: string | null;
  /** When the focus last came to an item by itself, so that a key meant for what was there before is not obeyed. */
  readonly focusArrivedAt: number;
}

export const emptyQueue: Queue = { items: [], focusedId: null, focusArrivedAt: 0 };

export type QueueEvent =
  | { readonly type: 'snapshot'; readonly pending: readonly PendingCommand[]; readonly now: number }
  | { readonly type: 'arrived'; readonly command: PendingCommand; readonly now: number }
  | { readonly type: 'voted'; readonly id: string; readonly votes: Votes }
  | { readonly type: 'deadline'; readonly id: string; readonly expiresAt: number }
  | { readonly type: 'looking'; readonly id: string; readonly users: readonly string[] }
  | { readonly type: 'resolved'; readonly id: string; readonly resolution: Resolution; readonly now: number }
  | { readonly type: 'refused'; readonly id: string; readonly message: string }
  | { readonly type: 'connection_lost' }
  /** Takes settled rows out of the list; sent while nobody points at it. */
  | { readonly type: 'swept'; readonly now: number };

export type QueueAction =
  | { readonly type: 'focus'; readonly id: string }
  | { readonly type: 'move'; readonly by: 1 | -1; readonly shown: readonly string[] }
  | { readonly type: 'next' }
  | { readonly type: 'sent'; readonly id: string; readonly vote: 'allow' | 'deny'; readonly now: number };

const settledShownMs = 6000;

export function reduceQueue(queue: Queue, change: QueueEvent | QueueAction): Queue {
  switch (change.type) {
    case 'snapshot':
      return takeSnapshot(queue, change.pending, change.now);
    case 'arrived':
      return arrive(queue, change.command, change.now);
    case 'voted':
      return update(queue, change.id, (item) => withVotes(item, change.votes));
    case 'deadline':
      return update(queue, change.id, (item) => ({ ...item, command: { ...item.command, expiresAt: change.expiresAt } }));
    case 'looking':
      return update(queue, change.id, (item) => ({ ...item, looking: change.users }));
    case 'resolved':
      return update(queue, change.id, (item) => settle(item, change.resolution, change.now));
    case 'refused':
      return update(queue, change.id, (item) => ({ ...item, sent: null, error: change.message }));
    case 'connection_lost':
      return { ...queue, items: queue.items.map((item) => ({ ...item, sent: null, looking: [] })) };
    case 'swept':
      return sweep(queue, change.now);
    case 'focus':
      return queue.items.some((item) => item.command.id === change.id) ? { ...queue, focusedId: change.id } : queue;
    case 'move':
      return move(queue, change.by, change.shown);
    case 'next':
      return next(queue);
    case 'sent':
      return send(queue, change.id, change.vote, change.now);
  }
}

export function focusedItem(queue: Queue): QueueItem | null {
  return queue.items.find((item) => item.command.id === queue.focusedId) ?? null;
}

export function isOpen(item: QueueItem): boolean {
  return item.settled === null;
}

/** Open and not yet voted on by this reviewer. */
export function wantsVote(item: QueueItem): boolean {
  return isOpen(item) && item.sent === null && !item.voted;
}

export function pendingCount(queue: Queue): number {
  return queue.items.filter(isOpen).length;
}

function freshItem(command: PendingCommand): QueueItem {
  return { command, looking: [], sent: null, voted: false, settled: null, error: null };
}

function takeSnapshot(queue: Queue, pending: readonly PendingCommand[], now: number): Queue {
  const byId = new Map(pending.map((command) => [command.id, command]));
  const known = queue.items.map((item): QueueItem => {
    const command = byId.get(item.command.id);
    byId.delete(item.command.id);
    if (command !== undefined) return { ...item, command, sent: null, settled: null };
    return item.settled === null ? { ...item, sent: null, settled: { at: now, resolution: null } } : item;
  });
  return focusOnArrival({ ...queue, items: [...known, ...[...byId.values()].map(freshItem)] }, queue, now);
}

function arrive(queue: Queue, command: PendingCommand, now: number): Queue {
  if (queue.items.some((item) => item.command.id === command.id)) {
    return update(queue, command.id, (item) => ({ ...item, command }));
  }
  return focusOnArrival({ ...queue, items: [...queue.items, freshItem(command)] }, queue, now);
}

/** The focus goes to an arrival only from nothing, or from something settled when nothing else was waiting. */
function focusOnArrival(queue: Queue, before: Queue, now: number): Queue {
  const current = focusedItem(before);
  if (current !== null && (wantsVote(current) || before.items.some(wantsVote))) return queue;
  const still = focusedItem(queue);
  if (still !== null && wantsVote(still)) return queue;
  const first = queue.items.find(wantsVote);
  return first === undefined ? queue : { ...queue, focusedId: first.command.id, focusArrivedAt: now };
}

function withVotes(item: QueueItem, votes: Votes): QueueItem {
  const policy = { ...item.command.policy, ...votes };
  return { ...item, command: { ...item.command, policy }, sent: null, voted: item.voted || item.sent === 'allow' };
}

function settle(item: QueueItem, resolution: Resolution, now: number): QueueItem {
  return { ...item, sent: null, error: null, looking: [], settled: item.settled ?? { at: now, resolution } };
}

function sweep(queue: Queue, now: number): Queue {
  const kept = queue.items.filter((item) => {
    const shown = item.settled === null || now - item.settled.at < settledShownMs;
    return shown || item.command.id === queue.focusedId;
  });
  return kept.length === queue.items.length ? queue : { ...queue, items: kept };
}

function move(queue: Queue, by: 1 | -1, shown: readonly string[]): Queue {
  const current = queue.focusedId === null ? -1 : shown.indexOf(queue.focusedId);
  const start = current === -1 && by === -1 ? shown.length : current;
  const id = shown[Math.min(Math.max(start + by, 0), shown.length - 1)];
  return id === undefined ? queue : { ...queue, focusedId: id };
}

function next(queue: Queue): Queue {
  const at = queue.items.findIndex((item) => item.command.id === queue.focusedId);
  const around = [...queue.items.slice(at + 1), ...queue.items.slice(0, Math.max(at, 0))];
  const found = around.find(wantsVote);
  return found === undefined ? queue : { ...queue, focusedId: found.command.id };
}

/** After a vote the next item comes into focus; where none is left the voted one stays, and shows its outcome. */
function send(queue: Queue, id: string, vote: 'allow' | 'deny', now: number): Queue {
  const sent = update(queue, id, (item) => ({ ...item, sent: vote, error: null }));
  return sent.focusedId === id ? { ...next(sent), focusArrivedAt: now } : sent;
}

function update(queue: Queue, id: string, change: (item: QueueItem) => QueueItem): Queue {
  return { ...queue, items: queue.items.map((item) => (item.command.id === id ? change(item) : item)) };
}
