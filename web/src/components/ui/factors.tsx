import type { RiskFactor, RiskLevel } from '../../wire/rest';
import { levelClass } from './marks';
import { Untrusted } from './untrusted';

interface FactorsProps {
  readonly factors: readonly RiskFactor[];
  readonly level: RiskLevel;
}

/** Why the score is what it is, the strongest reason first. */
export function Factors({ factors, level }: FactorsProps) {
  if (factors.length === 0) return <p className="muted">Nothing in the command adds to its risk.</p>;
  const sorted = [...factors].sort((one, other) => Math.abs(other.points) - Math.abs(one.points));
  return (
    <ul className={`factors ${levelClass(level)}`}>
      {sorted.map((factor, index) => (
        <li key={`${factor.code}-${index}`}>
          <span className="points">{factor.points > 0 ? `+${factor.points}` : factor.points}</span>
          <Untrusted text={factor.label} />
        </li>
      ))}
    </ul>
  );
}

const anomalies: Readonly<Record<string, string>> = {
  outside_operating_hours: 'outside operating hours',
  unusual_source_ip: 'from an address this agent does not usually use',
  unusual_target: 'on a target this agent does not usually use',
  high_frequency: 'more than 60 commands within a minute',
  pattern_deviation: 'unlike what this agent usually runs',
  first_high_risk_class: 'the first command of this dangerous kind',
  consecutive_denials: 'after several denials in a row',
  retry_storm: 'right after a denial',
  risk_spike_vs_baseline: "at least 3× this session's usual risk",
};

export function anomaliesInWords(reasons: readonly string[]): readonly string[] {
  return reasons.map((reason) => anomalies[reason] ?? reason);
}

export function Anomalies({ reasons }: { readonly reasons: readonly string[] }) {
  if (reasons.length === 0) return null;
  return (
    <ul className="anomalies" aria-label="Unusual">
      {anomaliesInWords(reasons).map((words) => (
        <li key={words}>
          <span aria-hidden="true">⚑ </span>
          <Untrusted text={words} />
        </li>
      ))}
    </ul>
  );
}
