import { useId, useState } from 'react';
import { Button } from '../../../components/ui/button';
import { Icon, OutcomeMark, outcomeWords } from '../../../components/ui/marks';
import { Failure, Pages } from '../../../components/ui/states';
import { TimeAgo } from '../../../components/ui/time-ago';
import { CommandLine, Untrusted } from '../../../components/ui/untrusted';
import type { AuditEntry, AuditFinding, CommandStatus } from '../../../wire/rest';
import { useAudit, useExport, useVerification } from '../api/audit';

export function AuditPage() {
  const audit = useAudit();
  const verification = useVerification();
  const exported = useExport();
  const items = audit.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <main className="page" id="main">
      <div className="page-head">
        <h1>Audit log</h1>
        <div className="actions">
          <Button onClick={() => exported.mutate()} disabled={exported.isPending}>
            {exported.isPending ? 'Exporting…' : 'Export'}
          </Button>
          <Button look="primary" onClick={() => verification.mutate()} disabled={verification.isPending}>
            {verification.isPending ? 'Verifying…' : 'Verify'}
          </Button>
        </div>
      </div>
      {exported.error !== null && <Failure error={exported.error} />}
      {verification.error !== null && <Failure error={verification.error} />}
      {verification.data !== undefined && <Finding finding={verification.data} />}
      <div className="panel">
        <Pages {...audit} empty={items.length === 0} nothing="The log is empty.">
          <ul className="rows">
            {items.map((entry) => (
              <Entry key={entry.seq} entry={entry} />
            ))}
          </ul>
        </Pages>
      </div>
    </main>
  );
}

function Finding({ finding }: { readonly finding: AuditFinding }) {
  return (
    <div className={`banner ${finding.valid ? 'good' : 'critical'}`} role="status">
      {finding.valid ? <OutcomeMark status="approved" wordless /> : <Icon name="warning" />}
      <div>
        <p>
          <strong>{finding.valid ? 'The chain is whole.' : 'The chain is broken.'}</strong>{' '}
          {finding.entries === 1 ? '1 entry' : `${finding.entries} entries`} hold from the first on.
        </p>
        {finding.first_bad_seq != null && <p>First bad entry: {finding.first_bad_seq}</p>}
        {finding.reason != null && (
          <p>
            <Untrusted text={finding.reason} />
          </p>
        )}
        <p className="muted">
          Head: {finding.head.seq} <code className="untrusted">{finding.head.hash}</code>
        </p>
        <p className="muted">
          {finding.checkpoint == null ? 'No signed checkpoint yet.' : `Held against the checkpoint at ${finding.checkpoint.seq}.`}
        </p>
      </div>
    </div>
  );
}

function Entry({ entry }: { readonly entry: AuditEntry }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const decision = statusOf(entry.decision);
  return (
    <li>
      <button type="button" className="row-button audit-row" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <span className="number muted">{entry.seq}</span>
        <span className="what">
          <span className="event">{entry.erased_by != null ? 'erased' : (entry.event ?? 'entry').replaceAll('_', ' ')}</span>
          {decision !== null && <OutcomeMark status={decision} />}
        </span>
        <span className="muted">{entry.timestamp === undefined ? '' : <TimeAgo at={entry.timestamp} />}</span>
        <span className="second">
          {entry.command !== undefined && <CommandLine command={entry.command} />}
          {entry.decided_by !== undefined && (
            <span className="muted">
              by <Untrusted text={entry.decided_by} />
            </span>
          )}
        </span>
      </button>
      <div id={id} hidden={!open}>
        {open && <Fields entry={entry} />}
      </div>
    </li>
  );
}

/** Everything that is hashed, as it stands in the log. */
function Fields({ entry }: { readonly entry: AuditEntry }) {
  return (
    <dl className="facts audit-fields">
      {Object.entries(entry).map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd className="mono">
            <Untrusted text={typeof value === 'string' ? value : JSON.stringify(value)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function statusOf(decision: string | undefined): CommandStatus | null {
  const known = Object.keys(outcomeWords) as CommandStatus[];
  return known.find((each) => each === decision) ?? null;
}
