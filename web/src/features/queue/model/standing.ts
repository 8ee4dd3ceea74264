import type { PendingCommand } from '../../../wire/messages';
import type { Me } from '../../../wire/rest';

const deciders: readonly string[] = ['owner', 'admin', 'senior_reviewer', 'reviewer'];

/** Why this reviewer may not decide, as far as it can be told from here; the gate itself is the judge. */
export function whyMayNotDecide(command: PendingCommand, me: Me): string | null {
  if (command.policy.mayDecide) return null;
  if (!deciders.includes(me.role)) return `Your role, ${me.role.replaceAll('_', ' ')}, does not decide.`;
  if (command.onBehalfOf !== null && command.onBehalfOf.toLowerCase() === me.email.toLowerCase()) {
    return 'The agent acts on your behalf, so somebody else has to decide.';
  }
  if (command.policy.approvals.includes(me.name)) return 'You approved it already; it waits for others.';
  if (command.policy.type === 'role_required') return 'The policy asks for a higher role than yours.';
  if (command.policy.type === 'all_of') return 'The policy names other people.';
  return 'You own or made this agent or its token, so somebody else has to decide.';
}

export function policyInWords(command: PendingCommand): string {
  const { type, approvals, approvalsRequired } = command.policy;
  const have = `${approvals.length}/${approvalsRequired}`;
  switch (type) {
    case 'any_reviewer':
      return `needs any reviewer · ${have}`;
    case 'min_approvers':
      return `needs ${approvalsRequired} people · ${have}`;
    case 'role_required':
      return `needs somebody of a named role · ${have}`;
    case 'all_of':
      return `needs all named people · ${have}`;
    default:
      return `needs ${approvalsRequired} · ${have}`;
  }
}
