import { Button } from '../../../components/ui/button';
import { levelClass } from '../../../components/ui/marks';
import { Untrusted } from '../../../components/ui/untrusted';
import { isLong } from '../../../lib/command-runs';
import { useNow } from '../../../lib/use-now';
import type { Me } from '../../../wire/rest';
import type { Desk, DeskState } from '../api/desk';
import { secondPressMs, unread } from '../model/friction';
import type { QueueItem } from '../model/queue';
import { obstacleInWords, policyInWords, whyMayNotDecide } from '../model/standing';
import { DenyForm } from './deny-form';
import { SuggestForm } from './suggest-form';

export type CardMode = 'decide' | 'deny' | 'suggest' | 'remember';

interface ActionBarProps {
  readonly desk: Desk;
  readonly state: DeskState;
  readonly item: QueueItem;
  readonly me: Me;
  readonly mode: CardMode;
  readonly onMode: (mode: CardMode) => void;
}

export function ActionBar({ desk, state, item, me, mode, onMode }: ActionBarProps) {
  const { id, command } = item.command;
  const back = () => onMode('decide');
  if (mode === 'deny') {
    const deny = (comment: string) => {
      back();
      desk.deny(id, comment);
    };
    return (
      <div className="action-bar">
        <DenyForm onDeny={deny} onCancel={back} />
      </div>
    );
  }
  if (mode === 'suggest') {
    const suggest = (suggested: string, comment: string) => {
      back();
      desk.suggest(id, suggested, comment);
    };
    return (
      <div className="action-bar">
        <SuggestForm command={command} onSuggest={suggest} onCancel={back} />
      </div>
    );
  }
  return <Decisions desk={desk} state={state} item={item} me={me} mode={mode} onMode={onMode} />;
}

function Decisions({ desk, state, item, me, onMode }: ActionBarProps) {
  const { id, command, riskLevel } = item.command;
  const now = useNow(250);
  const armed = state.armed?.id === id && now - state.armed.at <= secondPressMs;
  const blocked = whyBlocked(state, item, me);
  // A short command is seen at once; only where scrolling is sure to be needed the buttons say so beforehand.
  const unseen = isLong(command) && !desk.hasSeenEnd(item);
  const obstacle = obstacleInWords(item.command, blocked === null);
  const mayRemember = me.permissions.includes('rules:write');
  return (
    <div className={`action-bar ${levelClass(riskLevel)}`}>
      <div className="actions decisions">
        <Button
          look="primary"
          className={`decide allow ${armed ? 'armed' : ''}`}
          keyCap="a"
          disabled={blocked !== null}
          aria-disabled={unseen || undefined}
          title={unseen ? unread : undefined}
          onClick={() => desk.allow(id)}
        >
          {armed ? 'Again to allow' : 'Allow'}
        </Button>
        <Button className="decide" keyCap="d" disabled={blocked !== null} onClick={() => onMode('deny')}>
          Deny…
        </Button>
        <Button className="rest" keyCap="e" disabled={blocked !== null} onClick={() => onMode('suggest')}>
          Suggest…
        </Button>
        <Button
          className="rest"
          keyCap="r"
          disabled={blocked !== null || unseen || !mayRemember}
          title={mayRemember ? undefined : 'Your role or key does not make rules'}
          onClick={() => onMode('remember')}
        >
          Allow and remember…
        </Button>
      </div>
      <div className="note">
        <span>
          <Untrusted text={policyInWords(item.command)} />
          {item.command.policy.approvals.length > 0 && (
            <>
              {' · '}
              <Untrusted text={item.command.policy.approvals.join(', ')} />
            </>
          )}
        </span>
        {obstacle !== null && (
          <span className="why" role="status">
            <Untrusted text={obstacle} />
          </span>
        )}
        {blocked !== null && <span className="why">{blocked}</span>}
        {blocked === null && unseen && <span className="why phone-only">Scroll to the end of the command first.</span>}
      </div>
    </div>
  );
}

function whyBlocked(state: DeskState, item: QueueItem, me: Me): string | null {
  if (state.connection !== 'live') return 'Connection lost: decisions are not possible.';
  if (item.sent !== null) return 'Your decision is on its way…';
  if (item.voted) return 'You approved it; it waits for others.';
  return whyMayNotDecide(item.command, me);
}
