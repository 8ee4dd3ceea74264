import { useId, useState } from 'react';
import { duration, exactTime } from '../../lib/relative-time';
import type { Command } from '../../wire/rest';
import { CommandText, CommandWarnings } from './command-text';
import { CopyButton } from './copy-button';
import { Anomalies, Factors } from './factors';
import { OutcomeMark, Risk } from './marks';
import { TimeAgo } from './time-ago';
import { CommandLine, Untrusted } from './untrusted';

/** A command of the past: one line, and everything known of it when opened. */
export function CommandRow({ command }: { readonly command: Command }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <li>
      <button type="button" className="row-button command-row" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <OutcomeMark status={command.status} />
        <span className="main">
          <CommandLine command={command.command} />
        </span>
        <Risk level={command.risk_level} score={command.risk_score} />
        <span className="second">
          <Untrusted text={command.agent.name} />
          {command.target != null && <Untrusted text={command.target.name} />}
          <TimeAgo at={command.submitted_at} />
          {command.decided_by == null && command.via != null && <span>by {command.via.replaceAll('_', ' ')}</span>}
          {command.decided_by != null && (
            <span>
              by <Untrusted text={command.decided_by} />
            </span>
          )}
        </span>
      </button>
      <div id={id} hidden={!open}>
        {open && <CommandDetails command={command} />}
      </div>
    </li>
  );
}

function CommandDetails({ command }: { readonly command: Command }) {
  return (
    <div className="row-details">
      <CommandWarnings command={command.command} />
      <CommandText command={command.command} factors={command.risk_factors} level={command.risk_level} />
      {command.comment != null && command.comment !== '' && (
        <p>
          “<Untrusted text={command.comment} />”
        </p>
      )}
      {command.suggested_command != null && (
        <div>
          <h3>Suggested instead</h3>
          <CommandText command={command.suggested_command} factors={[]} level="LOW" />
        </div>
      )}
      <div className="split">
        <div>
          <h3>Risk</h3>
          <Factors factors={command.risk_factors} level={command.risk_level} />
          <Anomalies reasons={command.anomaly_reasons} />
        </div>
        <Facts command={command} />
      </div>
      <div className="actions">
        <CopyButton text={command.command} label="Copy command" />
        <CopyButton text={command.id} label="Copy id" />
      </div>
    </div>
  );
}

function Facts({ command }: { readonly command: Command }) {
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    ['Working directory', command.cwd],
    ['Target', command.target == null ? null : `${command.target.name} (${command.target.environment}, ${command.target.enforced ? 'enforced' : 'declared'})`],
    ['For', command.on_behalf_of],
    ['Context', command.context],
    ['Submitted', exact(command.submitted_at)],
    ['Decided', exact(command.decided_at)],
    ['Via', command.via?.replaceAll('_', ' ')],
    ['Reviewers', command.reviewers?.join(', ')],
    ['Rules', command.rule_ids?.join(', ')],
    ['Took', command.latency_ms == null ? null : duration(command.latency_ms)],
    ['Exit code', command.exit_code == null ? null : String(command.exit_code)],
    ['Id', command.id],
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) =>
        value == null || value === '' ? null : (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>
              <Untrusted text={value} />
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}

function exact(at: string | null | undefined): string | null {
  return at == null ? null : exactTime(new Date(at));
}
