import { CommandLine } from '../../../components/ui/untrusted';
import { TimeAgo } from '../../../components/ui/time-ago';
import type { DeskState } from '../api/desk';
import { usePassedToday } from '../api/passed-today';

const shownMax = 6;

/** Nothing to decide: what passed today without a person, so that quiet is not mistaken for idle. */
export function QuietDesk({ state }: { readonly state: DeskState }) {
  const { data, error } = usePassedToday();
  const connected = state.connection === 'live';
  return (
    <div className="quiet-desk">
      <div>
        <h1>{connected ? 'Nothing is waiting' : state.connection === 'lost' ? 'Not connected' : 'Connecting…'}</h1>
        <p className="muted">
          {connected
            ? 'New commands come in here by themselves.'
            : 'What is pending cannot be seen from here until the connection is back.'}
        </p>
      </div>
      {error !== null && <p className="muted">What passed today could not be read: {error.message}</p>}
      {data?.commands.length === 0 && <p className="muted">No rule let anything through today.</p>}
      {data !== undefined && data.commands.length > 0 && (
        <section>
          <h2>
            {data.more ? 'More than ' : ''}
            {data.commands.length} passed by rule today
          </h2>
          <ul className="rows">
            {data.commands.slice(0, shownMax).map((command) => (
              <li key={command.id}>
                <CommandLine command={command.command} />
                <span className="muted">
                  {command.via} · <TimeAgo at={command.submitted_at} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
