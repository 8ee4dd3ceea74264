import { describe, expect, it } from 'vitest';
import type { Backtest } from '../wire/rest';
import { backtestSentence, contradicts } from './backtest';

const past: Backtest = {
  days: 30,
  since: '2026-02-19T06:00:00Z',
  considered: 812,
  matched: 41,
  of_these_approved: 40,
  of_these_denied: 0,
  of_these_timed_out: 1,
  of_these_cancelled: 0,
  of_these_blocked: 0,
  complete: true,
  examples: [],
};

describe('a backtest in words', () => {
  it('says what an allow rule would have let through', () => {
    expect(backtestSentence(past, 'allow')).toBe('In the last 30 days this would have let 41 commands through, 0 of them denied.');
    expect(contradicts(past, 'allow')).toBe(false);
    expect(contradicts({ ...past, of_these_denied: 1 }, 'allow')).toBe(true);
  });

  it('says what a deny rule would have stopped', () => {
    expect(backtestSentence({ ...past, matched: 1, of_these_approved: 1 }, 'deny')).toBe('In the last 30 days this would have stopped 1 command, 1 of them approved.');
    expect(contradicts(past, 'deny')).toBe(true);
  });

  it('says when it did not look at everything, and when there was nothing', () => {
    expect(backtestSentence({ ...past, complete: false }, 'allow')).toContain('only the newest were tried');
    expect(backtestSentence({ ...past, considered: 0, matched: 0 }, 'allow')).toBe('Nothing was decided in the last 30 days to try this on.');
  });
});
