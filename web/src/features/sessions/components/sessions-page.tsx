import { Link } from 'react-router';
import { Pages } from '../../../components/ui/states';
import { TimeAgo } from '../../../components/ui/time-ago';
import { Untrusted } from '../../../components/ui/untrusted';
import type { Session } from '../../../wire/rest';
import { useSessions } from '../api/sessions';

export function SessionsPage() {
  const sessions = useSessions();
  const items = sessions.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <main className="page" id="main">
      <h1>Sessions</h1>
      <div className="panel">
        <Pages {...sessions} empty={items.length === 0} nothing="No agent has connected yet.">
          <ul className="rows">
            {items.map((session) => (
              <Row key={session.id} session={session} />
            ))}
          </ul>
        </Pages>
      </div>
    </main>
  );
}

const kinds: Readonly<Record<Session['kind'], string>> = {
  explicit: 'session without a goal',
  implicit: 'a connection’s own session',
  http: 'standing session for HTTP',
};

function Row({ session }: { readonly session: Session }) {
  return (
    <li>
      <Link className="row-button session-row" to={`/sessions/${session.id}`}>
        <span className="goal">{session.goal == null ? kinds[session.kind] : <Untrusted text={session.goal} />}</span>
        <span className="number">{session.commands === 1 ? '1 command' : `${session.commands} commands`}</span>
        <span className="second muted">
          <Untrusted text={session.agent.name} />
          {session.target != null && <Untrusted text={session.target.name} />}
          {session.on_behalf_of != null && (
            <span>
              for <Untrusted text={session.on_behalf_of} />
            </span>
          )}
          <TimeAgo at={session.opened_at} />
          {session.closed_at == null ? <span className="badge">open</span> : null}
        </span>
      </Link>
    </li>
  );
}
