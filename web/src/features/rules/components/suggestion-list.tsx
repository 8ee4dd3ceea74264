import { useState } from 'react';
import { Button } from '../../../components/ui/button';
import { CommandText } from '../../../components/ui/command-text';
import { Risk } from '../../../components/ui/marks';
import { Failure } from '../../../components/ui/states';
import { TimeAgo } from '../../../components/ui/time-ago';
import { Untrusted } from '../../../components/ui/untrusted';
import { visibleText } from '../../../lib/visible-characters';
import type { Suggestion } from '../../../wire/rest';
import { useAcceptance, useDismissal, useSuggestions } from '../api/suggestions';
import { Scope } from './scope';

const day = 86_400;

/** Rules that approvals add up to, with what speaks for them. Absent while there are none. */
export function SuggestionList({ mayWrite }: { readonly mayWrite: boolean }) {
  const suggestions = useSuggestions();
  const acceptance = useAcceptance();
  const dismissal = useDismissal();
  const items = suggestions.data ?? [];
  const error = acceptance.error ?? dismissal.error;
  if (items.length === 0 && error === null) return null;
  const busy = acceptance.isPending || dismissal.isPending;
  return (
    <section className="panel" aria-labelledby="suggestions">
      <div className="panel-head">
        <h2 id="suggestions">Suggested rules</h2>
        <p className="muted">What people approved again and again, and nobody denied, in the last 30 days.</p>
        {error !== null && <Failure error={error} />}
      </div>
      <ul className="rows">
        {items.map((each) => (
          <Row
            key={each.id}
            suggestion={each}
            disabled={!mayWrite || busy}
            onAccept={(ttl) => acceptance.mutate({ id: each.id, ttl })}
            onDismiss={() => dismissal.mutate(each.id)}
          />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  readonly suggestion: Suggestion;
  readonly disabled: boolean;
  readonly onAccept: (ttl: number | null) => void;
  readonly onDismiss: () => void;
}

function Row({ suggestion, disabled, onAccept, onDismiss }: RowProps) {
  const [life, setLife] = useState('');
  const { backtest } = suggestion;
  const name = visibleText(suggestion.pattern);
  return (
    <li className="rule-row suggestion">
      <Risk level={suggestion.risk_level} score={suggestion.risk_score} />
      <div className="pattern">
        <CommandText command={suggestion.pattern} factors={[]} level="LOW" />
        <div className="about">
          <span>{suggestion.pattern_type}</span>
          <span>
            approved {suggestion.approvals} times by <Untrusted text={suggestion.reviewers.join(', ')} />, since <TimeAgo at={suggestion.approved_since} />
          </span>
          <Scope scope={suggestion.scope} />
          {suggestion.cwd != null && (
            <span>
              in <Untrusted text={suggestion.cwd} />
            </span>
          )}
          <span>
            would have let {backtest.matched} of {backtest.considered} commands through, {backtest.of_these_denied} of them denied
          </span>
          {suggestion.runs_mutable_code && <span>runs code that can change between runs</span>}
        </div>
        <details>
          <summary>{suggestion.commands === 1 ? 'The command' : `${suggestion.commands} commands, for example`}</summary>
          <ul>
            {suggestion.examples.map((example) => (
              <li key={example}>
                <code>
                  <Untrusted text={example} />
                </code>
              </li>
            ))}
          </ul>
        </details>
      </div>
      <div className="actions">
        <select className="input" aria-label="For how long" value={life} disabled={disabled} onChange={(event) => setLife(event.target.value)}>
          <option value="">does not expire</option>
          <option value={day}>1 day</option>
          <option value={30 * day}>30 days</option>
          <option value={90 * day}>90 days</option>
        </select>
        <Button small look="primary" aria-label={`Accept ${name}`} disabled={disabled} onClick={() => onAccept(life === '' ? null : Number(life))}>
          Accept
        </Button>
        <Button small aria-label={`Dismiss ${name}`} disabled={disabled} onClick={onDismiss}>
          Dismiss
        </Button>
      </div>
    </li>
  );
}
