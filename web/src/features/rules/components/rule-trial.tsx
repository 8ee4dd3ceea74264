import { type SyntheticEvent, useState } from 'react';
import { Button } from '../../../components/ui/button';
import { CommandText, CommandWarnings } from '../../../components/ui/command-text';
import { AreaField, InputField, SelectField } from '../../../components/ui/field';
import { Factors } from '../../../components/ui/factors';
import { OutcomeMark, Risk } from '../../../components/ui/marks';
import { Failure } from '../../../components/ui/states';
import { Untrusted } from '../../../components/ui/untrusted';
import { RequestFailure } from '../../../lib/rest';
import type { Effect, Explanation, PatternType, RuleTestResult, Verdict } from '../../../wire/rest';
import { useExplanation, useRuleTest } from '../api/rules';

/** What would happen with a command: under all rules as they are, and under one pattern that is not stored. */
export function RuleTrial() {
  const [command, setCommand] = useState('');
  const [cwd, setCwd] = useState('');
  const [asked, setAsked] = useState('');
  const [effect, setEffect] = useState<Effect>('allow');
  const [patternType, setPatternType] = useState<PatternType>('glob');
  const [pattern, setPattern] = useState('');
  const explanation = useExplanation();
  const test = useRuleTest();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setAsked(command);
    explanation.mutate({ command, cwd });
    if (pattern === '') test.reset();
    else test.mutate({ effect, pattern_type: patternType, pattern, command, cwd });
  };
  const patternFault = test.error instanceof RequestFailure && test.error.field?.includes('pattern') === true ? test.error.message : null;
  return (
    <section className="panel padded" aria-labelledby="trial">
      <h2 id="trial">Test a command</h2>
      <form className="form" onSubmit={submit}>
        <AreaField label="Command" mono required spellCheck={false} autoCapitalize="off" placeholder="docker logs api; rm -rf /" value={command} onChange={(event) => setCommand(event.target.value)} />
        <div className="rule-fields">
          <SelectField label="Also try a rule that would" value={effect} onChange={(event) => setEffect(event.target.value as Effect)}>
            <option value="allow">allow</option>
            <option value="deny">deny</option>
          </SelectField>
          <SelectField label="by" value={patternType} onChange={(event) => setPatternType(event.target.value as PatternType)}>
            <option value="exact">exact text</option>
            <option value="glob">glob</option>
            <option value="regex">regular expression</option>
          </SelectField>
          <InputField label="Pattern" mono placeholder="docker logs *" maxLength={4096} spellCheck={false} fault={patternFault} value={pattern} onChange={(event) => setPattern(event.target.value)} />
          <InputField label="In directory" mono placeholder="any" maxLength={4096} spellCheck={false} value={cwd} onChange={(event) => setCwd(event.target.value)} />
        </div>
        <div className="actions">
          <Button type="submit" disabled={explanation.isPending || test.isPending}>
            {explanation.isPending || test.isPending ? 'Testing…' : 'Test'}
          </Button>
          <span className="muted">Nothing runs and nothing is stored.</span>
        </div>
      </form>
      {explanation.error !== null && <Failure error={explanation.error} />}
      {test.error !== null && patternFault === null && <Failure error={test.error} />}
      {test.data !== undefined && <Tried effect={effect} result={test.data} />}
      {explanation.data !== undefined && <Explained command={asked} explanation={explanation.data} />}
    </section>
  );
}

function Tried({ effect, result }: { readonly effect: Effect; readonly result: RuleTestResult }) {
  const does = result.rule_indexes.length > 0;
  const words = effect === 'allow' ? (result.matched ? 'The tried rule would let it through.' : 'The tried rule would not let it through.') : does ? 'The tried rule would stop it.' : 'The tried rule would not stop it.';
  return (
    <div className="banner plain" role="status">
      <OutcomeMark status={result.matched ? 'approved' : 'blocked'} wordless />
      <div>
        <strong>{words}</strong>
        <p>
          <Untrusted text={result.reason} />
        </p>
      </div>
    </div>
  );
}

const verdicts: Readonly<Record<Verdict, string>> = {
  allow_rule: 'As things stand, a rule lets it through.',
  deny_rule: 'As things stand, a rule stops it.',
  threshold: 'As things stand, it passes: its risk is below the threshold.',
  review: 'As things stand, a person is asked.',
  plan_limit: 'As things stand, it is stopped: the plan’s limit is reached.',
};

function Explained({ command, explanation }: { readonly command: string; readonly explanation: Explanation }) {
  const { parse, near_misses: misses, what_would_change: changes } = explanation;
  return (
    <div className="form" role="status">
      <div className="toolbar">
        <strong>{verdicts[explanation.verdict]}</strong>
        <Risk level={explanation.risk_level} score={explanation.risk_score} />
      </div>
      <CommandWarnings command={command} />
      <CommandText command={command} factors={explanation.risk_factors} level={explanation.risk_level} />
      <Factors factors={explanation.risk_factors} level={explanation.risk_level} />
      {!parse.parsed && (
        <p className="banner">
          It could not be read to its end{parse.reason == null ? '' : ': '}
          {parse.reason != null && <Untrusted text={parse.reason} />}
        </p>
      )}
      {explanation.rule_ids.length > 0 && (
        <p className="muted">
          Rules: <code>{explanation.rule_ids.join(', ')}</code>
        </p>
      )}
      {misses !== undefined && misses.length > 0 && (
        <div>
          <h3 id="misses">Rules that almost matched</h3>
          <ul className="bulleted" aria-labelledby="misses">
            {misses.map((miss) => (
              <li key={miss.rule_id}>
                <code>{miss.rule_id}</code>{' '}
                {miss.pattern !== undefined && (
                  <code>
                    <Untrusted text={miss.pattern} />
                  </code>
                )}{' '}
                <Untrusted text={miss.reason} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {changes !== undefined && changes.length > 0 && (
        <div>
          <h3 id="changes">What would change it</h3>
          <ul className="bulleted" aria-labelledby="changes">
            {changes.map((sentence) => (
              <li key={sentence}>
                <Untrusted text={sentence} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
