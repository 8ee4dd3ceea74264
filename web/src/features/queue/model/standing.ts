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

/** How far the approval has come and what is missing, for example `1 of 2 approvals, needs senior reviewer or above`. */
export function policyInWords(command: PendingCommand): string {
  const { type, approvals, approvalsRequired, needs } = command.policy;
  if (type === 'any_reviewer') return 'needs any reviewer';
  const have = `${approvals.length} of ${approvalsRequired} ${approvalsRequired === 1 ? 'approval' : 'approvals'}`;
  return needs.length > 0 ? `${have}, needs ${needs.map(roleInWords).join(' and ')}` : have;
}

/** A need is for people to read but for the name of a role, which the wire writes with an underscore. */
function roleInWords(need: string): string {
  return need.replace(/^senior_reviewer(?= or above$)/, 'senior reviewer');
}

/** Why no approval can be enough and what can be done, in sentences; `null` where one can. */
export function obstacleInWords(command: PendingCommand, mayDeny: boolean): string | null {
  const { obstacles } = command.policy;
  if (obstacles.length === 0) return null;
  const next = mayDeny ? 'Deny it, or change the policy.' : 'It ends by its time unless somebody else denies it or the policy changes.';
  return `Nobody can approve this: ${obstacles.join('; ')}. ${next}`;
}
