import { describe, expect, it } from 'vitest';
import { clockOffset, countdown } from './countdown';

describe('the countdown', () => {
  it('shows minutes and seconds left, rounded up', () => {
    expect(countdown(1100, 1_018_500, 0)).toEqual({ seconds: 82, label: '1:22', stage: 'calm' });
  });

  it('says when it is close and when it is over', () => {
    expect(countdown(1010, 1_000_000, 0).stage).toBe('soon');
    expect(countdown(1010, 1_011_000, 0)).toEqual({ seconds: 0, label: '0:00', stage: 'over' });
  });

  it('goes by the server clock where ours is off', () => {
    const offset = clockOffset(5000, 4_000_000);
    expect(countdown(5060, 4_000_000, offset).seconds).toBe(60);
    expect(clockOffset(4001, 4_000_000)).toBe(0);
    expect(clockOffset(null, 1)).toBe(0);
  });
});
