import { Link, useParams } from 'react-router';
import { CommandRow } from '../../../components/ui/command-row';
import { Failure, Loading, Pages } from '../../../components/ui/states';
import { TimeAgo } from '../../../components/ui/time-ago';
import { Untrusted } from '../../../components/ui/untrusted';
import type { Session } from '../../../wire/rest';
import { useCommandsOf, useSession } from '../api/sessions';

export function SessionPage() {
  const { id = '' } = useParams();
  const session = useSession(id);
  const commands = useCommandsOf(id);
  const items = commands.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <main className="page" id="main">
      <p>
        <Link to="/sessions">All sessions</Link>
      </p>
      {session.isPending && <Loading />}
      {session.error !== null && <Failure error={session.error} retry={() => void session.refetch()} />}
      {session.data !== undefined && <Head session={session.data} />}
      <div className="panel">
        <Pages {...commands} empty={items.length === 0} nothing="Nothing was asked for in this session.">
          <ul className="rows">
            {items.map((command) => (
              <CommandRow key={command.id} command={command} />
            ))}
          </ul>
        </Pages>
      </div>
    </main>
  );
}

function Head({ session }: { readonly session: Session }) {
  return (
    <>
      <h1>{session.goal == null ? 'Session' : <Untrusted text={session.goal} />}</h1>
      <div className="panel padded split">
        <dl className="facts">
          <dt>Agent</dt>
          <dd>
            <Untrusted text={session.agent.name} />
          </dd>
          {session.on_behalf_of != null && (
            <>
              <dt>For</dt>
              <dd>
                <Untrusted text={session.on_behalf_of} />
              </dd>
            </>
          )}
          <dt>Target</dt>
          <dd>{session.target == null ? 'none named' : <Untrusted text={`${session.target.name} (${session.target.environment})`} />}</dd>
          <dt>Opened</dt>
          <dd>
            <TimeAgo at={session.opened_at} />
          </dd>
          <dt>Closed</dt>
          <dd>{session.closed_at == null ? 'still open' : <TimeAgo at={session.closed_at} />}</dd>
          <dt>Id</dt>
          <dd className="mono">{session.id}</dd>
        </dl>
        {session.steps.length > 0 && (
          <div>
            <h3>Steps, as the agent says</h3>
            <ol className="numbered">
              {session.steps.map((step, index) => (
                <li key={index}>
                  <Untrusted text={step} />
                </li>
              ))}
            </ol>
          </div>
        )}
      </div>
    </>
  );
}
