import { useEffect, useState } from 'react';
import { backtestSentence, contradicts } from '../../lib/backtest';
import { answered, rest } from '../../lib/rest';
import { useSettled } from '../../lib/use-settled';
import type { Backtest, BacktestDraft } from '../../wire/rest';
import { Icon, OutcomeMark } from './marks';
import { Untrusted } from './untrusted';

interface Tried {
  readonly key: string;
  readonly backtest: Backtest;
}

/** What the rule would have done in the last 30 days, kept up to date while it is written. Says nothing while it can't be told. */
export function BacktestNote({ draft }: { readonly draft: BacktestDraft }) {
  const key = useSettled(JSON.stringify(draft), 400);
  const [tried, setTried] = useState<Tried | null>(null);
  useEffect(() => {
    let current = true;
    const body = JSON.parse(key) as BacktestDraft;
    if (body.pattern.trim() === '') return;
    answered(rest.POST('/whitelist/backtest', { body })).then(
      (backtest) => current && setTried({ key, backtest }),
      () => current && setTried(null),
    );
    return () => {
      current = false;
    };
  }, [key]);
  if (tried?.key !== JSON.stringify(draft)) return null;
  const effect = draft.effect ?? 'allow';
  const against = contradicts(tried.backtest, effect);
  const wanted = effect === 'allow' ? 'denied' : 'approved';
  const examples = tried.backtest.examples.filter((each) => each.outcome === wanted).slice(0, 3);
  return (
    <div className={against ? 'banner' : 'banner plain'} role="status">
      {against && <Icon name="warning" />}
      <div>
        <p>{backtestSentence(tried.backtest, effect)}</p>
        {against && examples.length > 0 && (
          <ul className="past" aria-label={wanted === 'denied' ? 'Denied, for example' : 'Approved, for example'}>
            {examples.map((each) => (
              <li key={each.id}>
                <OutcomeMark status={wanted} wordless />
                <code>
                  <Untrusted text={each.command} />
                </code>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
