import { describe, expect, it } from 'vitest';
import type { PendingCommand, Resolution } from '../../../wire/messages';
import { emptyQueue, focusedItem, type Queue, type QueueEvent, reduceQueue, wantsVote } from './queue';

const denied: Resolution = { outcome: 'denied', via: 'reviewer', decidedBy: 'grace', comment: null };

function pending(id: string): PendingCommand {
  return {
    id,
    command: `run ${id}`,
    sessionId: 'sess',
    cwd: null,
    submittedAt: 0,
    expiresAt: 60,
    riskScore: 10,
    riskLevel: 'LOW',
    riskFactors: [],
    anomalyReasons: [],
    agent: null,
    onBehalfOf: null,
    target: null,
    tier: null,
    context: null,
    goal: null,
    step: null,
    steps: [],
    policy: { type: 'any_reviewer', approvalsRequired: 1, approvals: [], needs: [], obstacles: [], mayDecide: true },
  };
}

/** Mulberry32: a small seeded source, so that a failing sequence can be replayed from its seed. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function anyEvent(next: () => number, now: number): QueueEvent {
  const id = `cmd_${Math.floor(next() * 9)}`;
  const kinds: readonly (() => QueueEvent)[] = [
    () => ({ type: 'arrived', command: pending(id), now }),
    () => ({ type: 'arrived', command: pending(id), now }),
    () => ({ type: 'resolved', id, resolution: denied, now }),
    () => ({ type: 'voted', id, votes: { approvals: ['grace'] } }),
    () => ({ type: 'deadline', id, expiresAt: 500 }),
    () => ({ type: 'looking', id, users: ['grace'] }),
    () => ({ type: 'refused', id, message: 'no' }),
    () => ({ type: 'connection_lost' }),
    () => ({ type: 'swept', now }),
    () => ({ type: 'snapshot', pending: ['cmd_1', 'cmd_4', 'cmd_7'].filter(() => next() < 0.7).map(pending), now }),
  ];
  return (kinds[Math.floor(next() * kinds.length)] ?? (() => ({ type: 'connection_lost' })))();
}

function idsOf(queue: Queue): readonly string[] {
  return queue.items.map((item) => item.command.id);
}

describe('the queue', () => {
  it('never lets an event take the focus from an item that wants a vote', () => {
    let moved = 0;
    for (let seed = 1; seed <= 400; seed += 1) {
      const next = chance(seed);
      let queue = emptyQueue;
      for (let step = 0; step < 120; step += 1) {
        const before = focusedItem(queue);
        const after = reduceQueue(queue, anyEvent(next, step * 1000));
        if (before !== null && wantsVote(before)) {
          const still = focusedItem(after)?.command;
          if (still?.id !== before.command.id || still.command !== before.command.command) expect.fail(`seed ${seed}, step ${step}: ${JSON.stringify(after)}`);
        }
        if (after.focusedId !== queue.focusedId) {
          moved += 1;
          if (after.focusArrivedAt !== step * 1000) expect.fail(`seed ${seed}, step ${step}: ${JSON.stringify(after)}`);
        }
        queue = after;
      }
    }
    expect(moved).toBeGreaterThan(100);
  });

  it('keeps the order of what stays and puts what is new at the end', () => {
    let grown = 0;
    for (let seed = 1; seed <= 400; seed += 1) {
      const next = chance(seed);
      let queue = emptyQueue;
      for (let step = 0; step < 120; step += 1) {
        const after = reduceQueue(queue, anyEvent(next, step * 1000));
        const [before, now] = [idsOf(queue), idsOf(after)];
        const stayed = before.filter((id) => now.includes(id));
        const ordered = stayed.every((id, index) => now[index] === id) && new Set(now).size === now.length;
        if (!ordered) expect.fail(`seed ${seed}, step ${step}: ${before.join()} became ${now.join()}`);
        if (now.length > before.length) grown += 1;
        queue = after;
      }
    }
    expect(grown).toBeGreaterThan(1000);
  });

  it('takes a vote for the id it was given, wherever the focus is', () => {
    let queue = ['a', 'b', 'c'].reduce((all, id) => reduceQueue(all, { type: 'arrived', command: pending(id), now: 0 }), emptyQueue);
    queue = reduceQueue(queue, { type: 'focus', id: 'c' });

    queue = reduceQueue(queue, { type: 'sent', id: 'b', vote: 'allow', now: 5 });

    expect(queue.items.map((item) => item.sent)).toEqual([null, 'allow', null]);
    expect(queue.focusedId).toBe('c');
  });

  it('brings the next waiting item into focus after a vote, and says when', () => {
    let queue = ['a', 'b', 'c'].reduce((all, id) => reduceQueue(all, { type: 'arrived', command: pending(id), now: 0 }), emptyQueue);
    queue = reduceQueue(queue, { type: 'resolved', id: 'b', resolution: denied, now: 1 });

    queue = reduceQueue(queue, { type: 'sent', id: 'a', vote: 'deny', now: 7 });

    expect(queue.focusedId).toBe('c');
    expect(queue.focusArrivedAt).toBe(7);
  });

  it('keeps a settled item in focus until something new arrives', () => {
    let queue = reduceQueue(emptyQueue, { type: 'arrived', command: pending('a'), now: 0 });
    queue = reduceQueue(queue, { type: 'resolved', id: 'a', resolution: denied, now: 1 });
    queue = reduceQueue(queue, { type: 'swept', now: 60_000 });
    expect(queue.focusedId).toBe('a');

    queue = reduceQueue(queue, { type: 'arrived', command: pending('b'), now: 90_000 });

    expect(queue.focusedId).toBe('b');
  });

  it('settles what a new snapshot no longer names, with no outcome claimed', () => {
    let queue = reduceQueue(emptyQueue, { type: 'arrived', command: pending('a'), now: 0 });
    queue = reduceQueue(queue, { type: 'sent', id: 'a', vote: 'allow', now: 1 });
    queue = reduceQueue(queue, { type: 'connection_lost' });

    queue = reduceQueue(queue, { type: 'snapshot', pending: [pending('b')], now: 2 });

    expect(queue.items.map((item) => item.settled)).toEqual([{ at: 2, resolution: null }, null]);
  });

  it('counts an own approval that needs others as voted, and offers it no more', () => {
    let queue = reduceQueue(emptyQueue, { type: 'arrived', command: pending('a'), now: 0 });
    queue = reduceQueue(queue, { type: 'sent', id: 'a', vote: 'allow', now: 1 });

    queue = reduceQueue(queue, { type: 'voted', id: 'a', votes: { approvals: ['me'] } });

    const item = focusedItem(queue);
    expect(item?.voted).toBe(true);
    expect(item !== null && wantsVote(item)).toBe(false);
  });
});
