import type { components } from './api-types';
import type { CommandStatus, Environment, RiskFactor, RiskLevel } from './rest';

/**
 * The messages of the reviewer socket, `/reviewer/ws`, which OpenAPI cannot describe. Time stamps are Unix seconds,
 * spans are half-open UTF-16 offsets into the command. Unknown message types and unknown fields are ignored.
 */

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface PendingTarget extends Named {
  readonly environment: Environment | null;
  readonly enforced: boolean;
}

export interface PendingPolicy {
  readonly type: string;
  readonly approvalsRequired: number;
  /** Display names of those whose approval counts so far. */
  readonly approvals: readonly string[];
  /** What is still missing, in words: a number, a role, a name. */
  readonly needs: readonly string[];
  /** Why nobody's approval can be enough; empty where it can. */
  readonly obstacles: readonly string[];
  readonly mayDecide: boolean;
}

/** What a vote, or a change of the policy, leaves of who may decide untouched. */
export type Votes = Partial<Omit<PendingPolicy, 'mayDecide'>> & Pick<PendingPolicy, 'approvals'>;

export interface PendingCommand {
  readonly id: string;
  readonly sessionId: string;
  readonly command: string;
  readonly cwd: string | null;
  readonly submittedAt: number;
  readonly expiresAt: number;
  readonly riskScore: number;
  readonly riskLevel: RiskLevel;
  readonly riskFactors: readonly RiskFactor[];
  readonly anomalyReasons: readonly string[];
  readonly agent: Named | null;
  readonly onBehalfOf: string | null;
  readonly target: PendingTarget | null;
  readonly tier: string | null;
  readonly context: string | null;
  readonly goal: string | null;
  readonly step: number | null;
  readonly steps: readonly string[];
  readonly policy: PendingPolicy;
}

export type Outcome = Exclude<CommandStatus, 'pending'>;

export interface Resolution {
  readonly outcome: Outcome;
  readonly via: string | null;
  readonly decidedBy: string | null;
  readonly comment: string | null;
}

export type ServerMessage =
  | { readonly type: 'welcome'; readonly user: string; readonly role: string; readonly timestamp: number | null }
  | { readonly type: 'snapshot'; readonly pending: readonly PendingCommand[] }
  | { readonly type: 'pending_command'; readonly item: PendingCommand }
  | { readonly type: 'vote_recorded'; readonly id: string; readonly votes: Votes }
  | { readonly type: 'deadline_changed'; readonly id: string; readonly expiresAt: number }
  | { readonly type: 'looking'; readonly id: string; readonly users: readonly string[] }
  | { readonly type: 'command_resolved'; readonly id: string; readonly resolution: Resolution }
  | { readonly type: 'error'; readonly code: string; readonly message: string; readonly id: string | null };

export interface Remember {
  readonly pattern_type: 'exact';
  readonly pattern: string;
  readonly scope: string;
  readonly ttl_seconds?: number;
}

export type ClientMessage =
  | { readonly type: 'auth'; readonly token: string }
  | {
      readonly type: 'decide';
      readonly id: string;
      readonly allow: boolean;
      readonly comment?: string;
      readonly suggested_command?: string;
      readonly whitelist?: Remember;
      readonly step_up?: components['schemas']['PasskeyAssertion'];
    }
  | { readonly type: 'look'; readonly id: string }
  | { readonly type: 'extend'; readonly id: string; readonly seconds: number };

type Fields = Readonly<Record<string, unknown>>;

/** Reads one text frame; `null` for what is not JSON, of an unknown type, or lacks a field we cannot do without. */
export function readServerMessage(frame: string): ServerMessage | null {
  const fields = parse(frame);
  if (fields === null) return null;
  switch (fields.type) {
    case 'welcome':
      return { type: 'welcome', user: nameOf(fields.user) ?? '', role: text(fields.role) ?? '', timestamp: count(fields.timestamp) };
    case 'snapshot':
      return { type: 'snapshot', pending: list(fields.pending).flatMap((each) => pendingOf(asFields(each)) ?? []) };
    case 'pending_command': {
      const item = pendingOf(fields);
      return item && { type: 'pending_command', item };
    }
    default:
      return readEvent(fields);
  }
}

function readEvent(fields: Fields): ServerMessage | null {
  const id = text(fields.id);
  if (fields.type === 'error') {
    return { type: 'error', code: text(fields.code) ?? 'internal', message: text(fields.message) ?? '', id };
  }
  if (id === null) return null;
  switch (fields.type) {
    case 'vote_recorded':
      return { type: 'vote_recorded', id, votes: votesOf(fields) };
    case 'deadline_changed': {
      const expiresAt = count(fields.expires_at);
      return expiresAt === null ? null : { type: 'deadline_changed', id, expiresAt };
    }
    case 'looking':
      return { type: 'looking', id, users: names(fields.users) };
    case 'command_resolved':
      return { type: 'command_resolved', id, resolution: resolutionOf(fields) };
    default:
      return null;
  }
}

function resolutionOf(fields: Fields): Resolution {
  const outcome = outcomes.find((each) => each === fields.outcome);
  return {
    outcome: outcome ?? (fields.allow === true ? 'approved' : 'denied'),
    via: text(fields.via),
    decidedBy: nameOf(fields.decided_by),
    comment: text(fields.comment),
  };
}

const outcomes: readonly Outcome[] = ['approved', 'denied', 'timed_out', 'cancelled', 'blocked'];
const levels: readonly RiskLevel[] = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];
const environments: readonly Environment[] = ['production', 'staging', 'development'];

function pendingOf(fields: Fields | null): PendingCommand | null {
  const id = text(fields?.id);
  const command = text(fields?.command);
  if (fields === null || id === null || command === null) return null;
  const riskScore = count(fields.risk_score) ?? 100;
  const submittedAt = count(fields.timestamp) ?? 0;
  return {
    id,
    command,
    sessionId: text(fields.session_id) ?? '',
    cwd: text(fields.cwd),
    submittedAt,
    expiresAt: count(fields.expires_at) ?? submittedAt,
    riskScore,
    riskLevel: levels.find((each) => each === fields.risk_level) ?? levelOf(riskScore),
    riskFactors: list(fields.risk_factors).flatMap((each) => factorOf(asFields(each)) ?? []),
    anomalyReasons: names(fields.anomaly_reasons),
    agent: namedOf(asFields(fields.agent)),
    onBehalfOf: text(fields.on_behalf_of),
    target: targetOf(asFields(fields.target)),
    tier: text(fields.tier),
    context: text(fields.context),
    goal: text(fields.goal),
    step: count(fields.step),
    steps: names(fields.steps),
    policy: policyOf(asFields(fields.policy)),
  };
}

export function levelOf(score: number): RiskLevel {
  if (score >= 75) return 'CRITICAL';
  if (score >= 50) return 'HIGH';
  return score >= 25 ? 'MEDIUM' : 'LOW';
}

function factorOf(fields: Fields | null): RiskFactor | null {
  if (fields === null) return null;
  const [from, to] = list(fields.span).map(count);
  const span = typeof from === 'number' && typeof to === 'number' ? [from, to] : null;
  const code = text(fields.code) ?? '';
  return { code, label: text(fields.label) ?? code, points: count(fields.points) ?? 0, span };
}

function namedOf(fields: Fields | null): Named | null {
  const id = text(fields?.id);
  return id === null ? null : { id, name: text(fields?.name) ?? id };
}

function targetOf(fields: Fields | null): PendingTarget | null {
  const named = namedOf(fields);
  if (named === null) return null;
  const environment = environments.find((each) => each === fields?.environment) ?? null;
  return { ...named, environment, enforced: fields?.enforced === true };
}

// The gate itself checks who may decide; where it did not say, the key is offered and its answer shown.
function policyOf(fields: Fields | null): PendingPolicy {
  return {
    type: text(fields?.type) ?? 'any_reviewer',
    approvalsRequired: Math.max(1, count(fields?.approvals_required) ?? 1),
    approvals: names(fields?.approvals),
    needs: names(fields?.needs),
    obstacles: names(fields?.obstacles),
    mayDecide: fields?.may_decide !== false,
  };
}

function votesOf(fields: Fields): Votes {
  const policy = asFields(fields.policy);
  const approvals = names(fields.approvals);
  if (policy === null) return { approvals };
  const { type, approvalsRequired, needs, obstacles } = policyOf(policy);
  return { type, approvalsRequired, approvals, needs, obstacles };
}

function parse(frame: string): Fields | null {
  try {
    return asFields(JSON.parse(frame));
  } catch {
    return null;
  }
}

function asFields(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A person by a display name, whether the server sends the name alone or the person. */
function nameOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  const fields = asFields(value);
  return fields === null ? null : (text(fields.name) ?? text(fields.email) ?? text(fields.id));
}

function names(value: unknown): readonly string[] {
  return list(value).flatMap((each) => nameOf(each) ?? []);
}
