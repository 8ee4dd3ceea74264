import { OutcomeMark } from '../../../components/ui/marks';
import { CommandLine, Untrusted } from '../../../components/ui/untrusted';
import { useSessionCommands } from '../api/session-commands';
import type { QueueItem } from '../model/queue';

const tiers: Readonly<Record<string, string>> = {
  T0: 'cooperative: only what the agent hands in is gated',
  T1: 'exec: these exact bytes, run once by the proxy',
  T1f: 'files: path, size and content are gated',
  T2: 'shell: each line, as the shell reports it',
  T2s: 'strict: every Enter is held',
};

/** Around the command: who asks, for what, where, and what went before. */
export function ContextPanel({ item }: { readonly item: QueueItem }) {
  const { command } = item;
  return (
    <div className="context" role="complementary" aria-label="Context">
      <Session item={item} />
      <section>
        <h3>Who and where</h3>
        <dl className="facts">
          <dt>Agent</dt>
          <dd>{command.agent === null ? 'unknown' : <Untrusted text={command.agent.name} />}</dd>
          {command.onBehalfOf !== null && (
            <>
              <dt>For</dt>
              <dd>
                <Untrusted text={command.onBehalfOf} />
              </dd>
            </>
          )}
          <dt>Target</dt>
          <dd>{command.target === null ? 'none named' : <Untrusted text={command.target.name} />}</dd>
          {command.cwd !== null && (
            <>
              <dt>Directory</dt>
              <dd className="mono">
                <Untrusted text={command.cwd} />
              </dd>
            </>
          )}
          {command.tier !== null && (
            <>
              <dt>Tier</dt>
              <dd>
                <strong>{command.tier}</strong> {tiers[command.tier] ?? ''}
              </dd>
            </>
          )}
        </dl>
      </section>
      <Before item={item} />
    </div>
  );
}

function Session({ item }: { readonly item: QueueItem }) {
  const { goal, step, steps, context } = item.command;
  if (goal === null && context === null && steps.length === 0) return null;
  return (
    <section>
      <h3>Goal, as the agent says</h3>
      {goal !== null && (
        <p>
          <Untrusted text={goal} />
        </p>
      )}
      {step !== null && (
        <p className="muted">
          step {step}
          {steps.length > 0 && ` of ${steps.length}`}
        </p>
      )}
      <ol className="steps">
        {steps.map((each, index) => (
          <li key={index} aria-current={index + 1 === step ? 'step' : undefined}>
            <span aria-hidden="true">{index + 1 === step ? '▸' : '·'}</span>
            <Untrusted text={each} />
          </li>
        ))}
      </ol>
      {context !== null && (
        <p>
          “<Untrusted text={context} />”
        </p>
      )}
    </section>
  );
}

function Before({ item }: { readonly item: QueueItem }) {
  const { data, error } = useSessionCommands(item.command.sessionId, item.settled === null ? 0 : 1);
  const before = (data ?? []).filter((command) => command.id !== item.command.id);
  return (
    <section>
      <h3>Before, in this session</h3>
      {error !== null && <p className="muted">Could not be read: {error.message}</p>}
      {data !== undefined && before.length === 0 && <p className="muted">This is its first command.</p>}
      <ul className="before">
        {before.map((command) => (
          <li key={command.id}>
            <OutcomeMark status={command.status} wordless />
            <CommandLine command={command.command} />
            <span className="muted number">{command.exit_code == null ? '' : `exit ${command.exit_code}`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
