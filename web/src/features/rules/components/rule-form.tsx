import { type SyntheticEvent, useState } from 'react';
import { BacktestNote } from '../../../components/ui/backtest-note';
import { Button } from '../../../components/ui/button';
import { AreaField, InputField, SelectField } from '../../../components/ui/field';
import { Failure } from '../../../components/ui/states';
import { RequestFailure } from '../../../lib/rest';
import type { Effect, PatternType, Rule, RuleDraft } from '../../../wire/rest';
import { useTargets } from '../api/rules';

const day = 86_400;
const lives: readonly (readonly [string, string])[] = [
  ['does not expire', ''],
  ['1 hour', '3600'],
  ['1 day', String(day)],
  ['7 days', String(7 * day)],
  ['30 days', String(30 * day)],
  ['90 days', String(90 * day)],
];

const patternHints: Readonly<Record<PatternType, string>> = {
  exact: 'The whole text, byte for byte.',
  glob: 'Word by word over one simple command: * is any run within a word, or whole plain words when it stands alone.',
  regex: 'RE2, anchored at both ends, over one simple command.',
};

interface RuleFormProps {
  /** The rule to change; a new one is made where there is none. */
  readonly rule: Rule | null;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onSave: (draft: RuleDraft) => void;
  readonly onCancel: () => void;
}

export function RuleForm({ rule, busy, error, onSave, onCancel }: RuleFormProps) {
  const targets = useTargets();
  const [effect, setEffect] = useState<Effect>(rule?.effect ?? 'allow');
  const [patternType, setPatternType] = useState<PatternType>(rule?.pattern_type ?? 'exact');
  const [pattern, setPattern] = useState(rule?.pattern ?? '');
  const [scope, setScope] = useState(rule?.scope ?? 'global');
  const [life, setLife] = useState('');
  const [maxRisk, setMaxRisk] = useState(rule?.max_risk == null ? '' : String(rule.max_risk));
  const [examples, setExamples] = useState((rule?.examples ?? []).join('\n'));
  const [note, setNote] = useState(rule?.note ?? '');
  const failure = error instanceof RequestFailure ? error : null;
  const faultAt = (field: string) => (failure?.field?.split(/[.[]/)[0] === field ? failure.message : null);
  const known = ['pattern', 'pattern_type', 'scope', 'ttl_seconds', 'max_risk', 'examples', 'note', 'effect'];
  const atField = known.some((field) => faultAt(field) !== null);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const lines = examples.split('\n').filter((line) => line.trim() !== '');
    onSave({
      effect,
      pattern_type: patternType,
      pattern,
      scope,
      ...(life === '' ? {} : { ttl_seconds: Number(life) }),
      ...(lines.length === 0 && (rule?.examples ?? []).length === 0 ? {} : { examples: lines }),
      ...(maxRisk === '' ? (rule?.max_risk == null ? {} : { max_risk: null }) : { max_risk: Number(maxRisk) }),
      ...(note === '' ? (rule?.note == null ? {} : { note: null }) : { note }),
    });
  };
  const scopes = [
    { id: 'global', name: 'every target' },
    ...(targets.data ?? []).map((target) => ({ id: `target:${target.id}`, name: `only ${target.name}` })),
  ];
  return (
    <form className="form" onSubmit={submit}>
      <div className="rule-fields">
        <SelectField label="Effect" value={effect} fault={faultAt('effect')} onChange={(event) => setEffect(event.target.value as Effect)}>
          <option value="allow">Allow without asking</option>
          <option value="deny">Deny without asking</option>
        </SelectField>
        <SelectField label="Reads the pattern as" value={patternType} fault={faultAt('pattern_type')} onChange={(event) => setPatternType(event.target.value as PatternType)}>
          <option value="exact">exact text</option>
          <option value="glob">glob</option>
          <option value="regex">regular expression</option>
        </SelectField>
      </div>
      <AreaField
        label="Pattern"
        hint={patternHints[patternType]}
        mono
        required
        maxLength={4096}
        spellCheck={false}
        autoCapitalize="off"
        placeholder={patternType === 'glob' ? 'docker logs *' : patternType === 'regex' ? 'git (status|diff)' : 'git status'}
        fault={faultAt('pattern')}
        value={pattern}
        onChange={(event) => setPattern(event.target.value)}
      />
      <div className="rule-fields">
        <SelectField label="Where" value={scope} fault={faultAt('scope')} onChange={(event) => setScope(event.target.value)}>
          {scopes.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
          {!scopes.some((each) => each.id === scope) && <option value={scope}>{scope}</option>}
        </SelectField>
        <SelectField label="For how long" value={life} fault={faultAt('ttl_seconds')} onChange={(event) => setLife(event.target.value)}>
          {rule !== null && <option value="">{rule.expires_at == null ? 'does not expire' : 'as it is'}</option>}
          {lives.slice(rule === null ? 0 : 1).map(([label, seconds]) => (
            <option key={label} value={seconds}>
              {label}
            </option>
          ))}
        </SelectField>
        {effect === 'allow' && patternType !== 'exact' && (
          <InputField
            label="Up to risk"
            type="number"
            min={0}
            max={100}
            placeholder="default"
            fault={faultAt('max_risk')}
            value={maxRisk}
            onChange={(event) => setMaxRisk(event.target.value)}
          />
        )}
      </div>
      {patternType !== 'exact' && (
        <AreaField
          label="Examples"
          hint="Commands you have in mind, one a line. They set how risky a match may be, and have to match."
          mono
          spellCheck={false}
          fault={faultAt('examples')}
          value={examples}
          onChange={(event) => setExamples(event.target.value)}
        />
      )}
      <InputField label="Note" maxLength={1000} fault={faultAt('note')} value={note} onChange={(event) => setNote(event.target.value)} />
      <BacktestNote
        draft={{
          effect,
          pattern_type: patternType,
          pattern,
          scope,
          ...(rule?.cwd == null ? {} : { cwd: rule.cwd }),
          ...(maxRisk === '' ? {} : { max_risk: Number(maxRisk) }),
        }}
      />
      {error !== null && !atField && <Failure error={error} />}
      <div className="actions end">
        <Button onClick={onCancel}>Cancel</Button>
        <Button look={effect === 'deny' ? 'danger' : 'primary'} type="submit" disabled={busy}>
          {busy ? 'Saving…' : rule === null ? 'Add rule' : 'Save rule'}
        </Button>
      </div>
    </form>
  );
}
