import { describe, expect, it } from 'vitest';
import type { Billing } from '../../../wire/rest';
import { fill, warning } from './standing';

function free(used: number): Billing {
  return {
    configured: true,
    plan: 'free',
    status: 'none',
    cancel_at_period_end: false,
    limits: {
      targets: { used: 1, limit: 1 },
      reviewers: { used: 1, limit: 1 },
      commands: { used, limit: 100, month: '2026-11', resets_at: '2026-12-01T00:00:00Z' },
    },
    history_days: 30,
    features: [],
  };
}

describe('how full a limit is', () => {
  it('says so from four fifths on', () => {
    expect([fill(79, 100), fill(80, 100), fill(99, 100), fill(100, 100), fill(101, 100)]).toEqual(['room', 'nearly', 'nearly', 'full', 'full']);
  });

  it('leaves room without a limit', () => {
    expect([fill(10_000, null), fill(10_000, undefined)]).toEqual(['room', 'room']);
  });
});

describe('the warning', () => {
  it('comes before the limit bites', () => {
    expect(warning(free(79))).toBeNull();
    expect(warning(free(80))).toContain('80 of this month’s 100 commands');
  });

  it('says until when commands are blocked', () => {
    expect(warning(free(100))).toContain('blocked until 1 December 2026');
  });

  it('says until when an unpaid plan holds', () => {
    expect(warning({ ...free(3), status: 'past_due', grace_until: '2026-11-15T06:00:00Z' })).toContain('15 November 2026');
  });

  it('stays away where nothing is limited', () => {
    expect(warning({ ...free(100), configured: false })).toBeNull();
  });
});
