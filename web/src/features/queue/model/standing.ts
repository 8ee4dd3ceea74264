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
  return 'You own or made this agent or its token, so somebody else has to decide.';
}

/** How far the approval has come and what is missing, for example `1 of 2 approvals, needs senior_reviewer or above`. */
export function policyInWords(command: PendingCommand): string {
  const { type, approvals, approvalsRequired, needs } = command.policy;
  if (type === 'any_reviewer') return 'needs any reviewer';
  const have = `${approvals.length} of ${approvalsRequired} ${approvalsRequired === 1 ? 'approval' : 'approvals'}`;
  return needs.length > 0 ? `${have}, needs ${needs.join(' and ')}` : have;
}

/** Why no approval can be enough, as a sentence; `null` where it can. */
export function obstacleInWords(command: PendingCommand): string | null {
  const { obstacles } = command.policy;
  if (obstacles.length === 0) return null;
  return `Nobody can approve this: ${obstacles.join('; ')}. Deny it, or change the policy.`;
}
