import { Fragment, useMemo } from 'react';
import { type CommandRun, commandRuns } from '../../lib/command-runs';
import { lookAlikes } from '../../lib/look-alikes';
import { hiddenWarnings } from '../../lib/visible-characters';
import type { RiskFactor, RiskLevel } from '../../wire/rest';
import { Icon, levelClass } from './marks';
import { isQuietMark, markTitle } from './untrusted';

interface CommandTextProps {
  readonly command: string;
  readonly factors: readonly RiskFactor[];
  readonly level: RiskLevel;
}

/** The whole command, in the order of its bytes, with the words marked that the risk comes from. */
export function CommandText({ command, factors, level }: CommandTextProps) {
  const runs = useMemo(() => commandRuns(command, factors), [command, factors]);
  return (
    <code className={`command ${levelClass(level)}`}>
      {runs.map((run) => (
        <Run key={run.from} run={run} command={command} />
      ))}
    </code>
  );
}

function Run({ run, command }: { readonly run: CommandRun; readonly command: string }) {
  if (run.hidden !== null) {
    const raw = String.fromCodePoint(command.codePointAt(run.from) ?? 0);
    return (
      <Fragment>
        <span className={`hidden-mark ${isQuietMark(raw) ? 'quiet' : ''}`} title={markTitle(raw)}>
          {run.shown}
        </span>
        {raw === '\t' && '\t'}
        {run.breaks && <br />}
      </Fragment>
    );
  }
  const classes = `tone-${run.tone} ${run.lookAlike === null ? '' : 'look-alike'}`;
  const why = [...run.reasons, ...(run.lookAlike === null ? [] : [run.lookAlike])].join('; ');
  const text = (
    <span className={classes} title={why === '' ? undefined : why}>
      {run.shown}
    </span>
  );
  return run.reasons.length > 0 && run.tone !== 'blank' ? <mark>{text}</mark> : text;
}

/** What the eye would miss in the command, in words above it. */
export function CommandWarnings({ command }: { readonly command: string }) {
  const hidden = useMemo(() => hiddenWarnings(command), [command]);
  const doubles = useMemo(() => lookAlikes(command), [command]);
  const lines = command.split('\n').length;
  if (hidden.length === 0 && doubles.length === 0 && lines === 1) return null;
  const first = doubles[0];
  return (
    <div className="banner" role="note">
      <Icon name="warning" />
      <div>
        {hidden.length > 0 && <p>Contains {hidden.join(', ')}. They are shown as marks, not obeyed.</p>}
        {first !== undefined && (
          <p>
            Letters are not what they seem: <code>{first.word}</code> {first.why}
            {doubles.length > 1 && `, and ${doubles.length - 1} more`}.
          </p>
        )}
        {lines > 1 && <p>Runs as {lines} lines; each line feed is marked.</p>}
      </div>
    </div>
  );
}
