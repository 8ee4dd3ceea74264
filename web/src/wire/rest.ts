import type { components } from './api-types';

type Schemas = components['schemas'];

export type Command = Schemas['Command'];
export type CommandStatus = Schemas['CommandStatus'];
export type RiskLevel = Schemas['RiskLevel'];
export type RiskFactor = Schemas['RiskFactor'];
export type Rule = Schemas['Rule'];
export type RuleDraft = Schemas['RuleDraft'];
export type RuleChange = Schemas['RuleChange'];
export type RuleTestResult = Schemas['RuleTestResult'];
export type Explanation = Schemas['Explanation'];
export type PatternType = Schemas['PatternType'];
export type Effect = Schemas['Effect'];
export type Verdict = Schemas['Verdict'];
export type Environment = Schemas['Environment'];
export type TargetRef = NonNullable<Schemas['TargetRef']>;
export type Target = Schemas['Target'];
export type Session = Schemas['Session'];
export type AuditEntry = Schemas['AuditEntry'];
export type AuditFinding = Schemas['AuditFinding'];
export type Org = Schemas['Org'];
export type OrgChange = Schemas['OrgChange'];
export type Me = Schemas['Me'];
export type Permission = Schemas['Permission'];
export type Role = Schemas['Role'];
export type Problem = Schemas['Problem'];
export type SetupDone = Schemas['SetupDone'];
