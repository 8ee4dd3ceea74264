import { describe, expect, it } from 'vitest';
import { readServerMessage } from '../../../wire/messages';
import type { RiskLevel } from '../../../wire/rest';
import { type Circumstances, pressAllow } from './friction';
import { emptyQueue, focusedItem, type QueueItem, reduceQueue } from './queue';

function item(riskLevel: RiskLevel, mayDecide = true): QueueItem {
  const frame = { type: 'pending_command', id: 'cmd_1', command: 'x', risk_level: riskLevel, policy: { may_decide: mayDecide } };
  const message = readServerMessage(JSON.stringify(frame));
  if (message?.type !== 'pending_command') throw new Error('the frame is not read');
  const queue = reduceQueue(emptyQueue, { type: 'arrived', command: message.item, now: 0 });
  const found = focusedItem(queue);
  if (found === null) throw new Error('nothing in focus');
  return found;
}

const calm: Circumstances = { now: 10_000, armed: null, focusArrivedAt: 0, connected: true, seenToEnd: true };

describe('a press of allow', () => {
  it.each(['LOW', 'MEDIUM'] as const)('is enough once for %s', (level) => {
    expect(pressAllow(item(level), calm)).toEqual({ kind: 'send', id: 'cmd_1' });
  });

  it.each(['HIGH', 'CRITICAL'] as const)('arms first and sends second for %s', (level) => {
    const first = pressAllow(item(level), calm);
    expect(first).toEqual({ kind: 'arm', armed: { id: 'cmd_1', at: 10_000 } });

    const second = pressAllow(item(level), { ...calm, now: 12_900, armed: { id: 'cmd_1', at: 10_000 } });
    expect(second).toEqual({ kind: 'send', id: 'cmd_1' });
  });

  it('arms anew when the second comes after 3 s', () => {
    const late = pressAllow(item('HIGH'), { ...calm, now: 13_001, armed: { id: 'cmd_1', at: 10_000 } });
    expect(late.kind).toBe('arm');
  });

  it('does not take a bouncing key for the second press', () => {
    const bounced = pressAllow(item('HIGH'), { ...calm, now: 10_150, armed: { id: 'cmd_1', at: 10_000 } });
    expect(bounced.kind).toBe('wait');
  });

  it('does not count a first press on another item', () => {
    const other = pressAllow(item('CRITICAL'), { ...calm, now: 11_000, armed: { id: 'cmd_0', at: 10_000 } });
    expect(other.kind).toBe('arm');
  });

  it('is not obeyed right after the focus came by itself', () => {
    expect(pressAllow(item('LOW'), { ...calm, focusArrivedAt: 9_800 }).kind).toBe('wait');
  });

  it('is refused with a reason where it cannot count', () => {
    expect(pressAllow(item('LOW'), { ...calm, connected: false }).kind).toBe('refuse');
    expect(pressAllow(item('LOW', false), calm).kind).toBe('refuse');
    expect(pressAllow(item('LOW'), { ...calm, seenToEnd: false }).kind).toBe('refuse');
    expect(pressAllow({ ...item('LOW'), sent: 'deny' }, calm).kind).toBe('refuse');
    expect(pressAllow({ ...item('LOW'), settled: { at: 1, resolution: null } }, calm).kind).toBe('refuse');
  });
});
