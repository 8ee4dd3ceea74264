import { describe, expect, it } from 'vitest';
import { readServerMessage, type PendingCommand } from '../../../wire/messages';
import { obstacleInWords, policyInWords } from './standing';

function command(policy: object): PendingCommand {
  const message = readServerMessage(JSON.stringify({ type: 'pending_command', id: 'c', command: 'rm x', policy }));
  if (message?.type !== 'pending_command') throw new Error('not read');
  return message.item;
}

describe('what a policy asks for, in words', () => {
  it('says how far the approval has come and what is missing', () => {
    const two = command({ type: 'min_approvers', approvals_required: 2, approvals: ['grace'], needs: ['senior_reviewer or above', '1 more approval'] });
    const one = command({ type: 'role_required', approvals_required: 1, approvals: [], needs: ['owner'] });
    expect(policyInWords(two)).toBe('1 of 2 approvals, needs senior reviewer or above and 1 more approval');
    expect(policyInWords(one)).toBe('0 of 1 approval, needs owner');
    expect(policyInWords(command({ type: 'any_reviewer' }))).toBe('needs any reviewer');
  });

  it('tells nobody to deny who has voted already', () => {
    const stuck = command({ type: 'min_approvers', approvals_required: 2, obstacles: ['it needs 2 approvals, and only 1 may decide it'] });
    expect(obstacleInWords(stuck, false)).toMatch(/It ends by its time unless somebody else denies it or the policy changes\.$/);
  });

  it('says that nobody can approve a command, and why', () => {
    const stuck = command({ type: 'all_of', approvals_required: 1, obstacles: ['it needs Bob, who was removed'] });
    expect(obstacleInWords(stuck, true)).toBe('Nobody can approve this: it needs Bob, who was removed. Deny it, or change the policy.');
    expect(obstacleInWords(command({ type: 'any_reviewer' }), true)).toBeNull();
  });
});
