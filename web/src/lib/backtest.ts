import type { Backtest, Effect } from '../wire/rest';

/** What a rule would have done to the commands of the past, as one sentence. */
export function backtestSentence(backtest: Backtest, effect: Effect): string {
  const commands = (count: number) => (count === 1 ? '1 command' : `${count} commands`);
  const within = `In the last ${backtest.days} days this would have`;
  const rest = backtest.complete ? '.' : ' (only the newest were tried).';
  if (backtest.considered === 0) return `Nothing was decided in the last ${backtest.days} days to try this on.`;
  return effect === 'allow'
    ? `${within} let ${commands(backtest.matched)} through, ${backtest.of_these_denied} of them denied${rest}`
    : `${within} stopped ${commands(backtest.matched)}, ${backtest.of_these_approved} of them approved${rest}`;
}

/** How much of a warning that is: a rule against what people decided. */
export function contradicts(backtest: Backtest, effect: Effect): boolean {
  return effect === 'allow' ? backtest.of_these_denied > 0 : backtest.of_these_approved > 0;
}
