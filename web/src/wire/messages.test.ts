import { describe, expect, it } from 'vitest';
import { readServerMessage } from './messages';

describe('the reviewer socket', () => {
  it('reads a pending command with its target, policy and factors', () => {
    const message = readServerMessage(
      JSON.stringify({
        type: 'pending_command',
        id: 'cmd_1',
        session_id: 'sess_1',
        command: 'kubectl delete pod --all',
        timestamp: 100,
        expires_at: 160,
        risk_score: 82,
        risk_level: 'CRITICAL',
        risk_factors: [{ code: 'all', label: 'everything', points: 20, span: [19, 24] }, { code: 'x', points: 3 }],
        target: { id: 't', name: 'prod-1', environment: 'production', enforced: true },
        policy: { id: 'p', type: 'min_approvers', approvals_required: 2, approvals: ['grace'], may_decide: false },
        something_new: 1,
      }),
    );
    expect(message).toMatchObject({
      type: 'pending_command',
      item: {
        riskLevel: 'CRITICAL',
        riskFactors: [{ span: [19, 24] }, { label: 'x', span: null }],
        target: { name: 'prod-1', enforced: true },
        policy: { approvalsRequired: 2, approvals: ['grace'], needs: [], obstacles: [], mayDecide: false },
      },
    });
  });

  it('ignores what it does not know or cannot read', () => {
    for (const frame of ['', '[]', 'null', '{"type":"future"}', '{"type":"pending_command","id":"x"}', '{"type":"looking"}']) {
      expect(readServerMessage(frame)).toBeNull();
    }
  });

  it('takes an unknown outcome for a denial, never for an approval', () => {
    const message = readServerMessage('{"type":"command_resolved","id":"c","outcome":"new_word","allow":false}');
    expect(message).toMatchObject({ resolution: { outcome: 'denied' } });
  });

  it('takes a score without a level for the level of that score, and no score for the worst', () => {
    const level = (fields: object) => {
      const message = readServerMessage(JSON.stringify({ type: 'pending_command', id: 'c', command: 'x', ...fields }));
      return message?.type === 'pending_command' ? message.item.riskLevel : null;
    };
    expect([level({ risk_score: 24 }), level({ risk_score: 25 }), level({ risk_score: 74 }), level({})]).toEqual(['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']);
  });

  it('reads a vote with what is missing, and one of a server that does not say', () => {
    const policy = { type: 'min_approvers', approvals_required: 2, approvals: ['grace'], needs: ['1 more approval'], obstacles: [] };
    const told = readServerMessage(JSON.stringify({ type: 'vote_recorded', id: 'c', approvals: ['grace'], policy }));
    const bare = readServerMessage('{"type":"vote_recorded","id":"c","approvals":["grace"]}');
    expect(told).toMatchObject({ votes: { approvalsRequired: 2, approvals: ['grace'], needs: ['1 more approval'] } });
    expect(bare).toEqual({ type: 'vote_recorded', id: 'c', votes: { approvals: ['grace'] } });
  });
});
