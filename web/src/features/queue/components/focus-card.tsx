import { type RefObject, useCallback } from 'react';
import { CommandWarnings } from '../../../components/ui/command-text';
import { Button } from '../../../components/ui/button';
import { Anomalies, Factors } from '../../../components/ui/factors';
import { OutcomeMark, Risk } from '../../../components/ui/marks';
import { Untrusted } from '../../../components/ui/untrusted';
import { isLong } from '../../../lib/command-runs';
import type { Me } from '../../../wire/rest';
import type { Desk, DeskState } from '../api/desk';
import { unread } from '../model/friction';
import type { QueueItem } from '../model/queue';
import { ActionBar, type CardMode } from './action-bar';
import { CommandBox } from './command-box';
import { ContextPanel } from './context-panel';
import { Remaining } from './remaining';

interface FocusCardProps {
  readonly desk: Desk;
  readonly state: DeskState;
  readonly item: QueueItem;
  readonly me: Me;
  readonly mode: CardMode;
  readonly onMode: (mode: CardMode) => void;
  readonly box: RefObject<HTMLDivElement | null>;
}

export function FocusCard({ desk, state, item, me, mode, onMode, box }: FocusCardProps) {
  const { command, settled } = item;
  const onEnd = useCallback(() => desk.sawEnd(command.id), [desk, command.id]);
  const others = item.looking.filter((name) => name !== me.name && name !== me.email);
  const mustScroll = isLong(command.command) && !state.seenToEnd.has(command.id) && settled === null;
  return (
    <>
      <div className="card-scroll">
        <div className="card-head">
          <h1 className="where-risk">
            <Risk level={command.riskLevel} score={command.riskScore} large />
          </h1>
          {settled === null && (
            <div className="time">
              <Remaining expiresAt={command.expiresAt} offsetMs={state.clockOffsetMs} suffix=" left" />
              <Button small keyCap="t" onClick={() => desk.extend(command.id)} disabled={state.connection !== 'live'}>
                +5 min
              </Button>
            </div>
          )}
        </div>
        <Where item={item} />
        {settled !== null && <Verdict item={item} />}
        {item.error !== null && (
          <div className="banner critical" role="alert">
            <span>
              Your vote was not taken: <Untrusted text={item.error} />
            </span>
          </div>
        )}
        <CommandWarnings command={command.command} />
        <CommandBox command={command} onEnd={onEnd} box={box} />
        {(command.cwd !== null || isLong(command.command)) && (
          <div className="box-note">
            {command.cwd !== null && (
              <span className="mono">
                in <Untrusted text={command.cwd} />
              </span>
            )}
            {isLong(command.command) && (
              <span className={mustScroll ? 'must' : ''}>
                {command.command.length} characters{mustScroll && `. ${unread}`}
              </span>
            )}
          </div>
        )}
        <Factors factors={command.riskFactors} level={command.riskLevel} />
        <Anomalies reasons={command.anomalyReasons} />
        {others.length > 0 && (
          <p className="muted">
            <Untrusted text={others.join(', ')} /> {others.length === 1 ? 'is' : 'are'} looking at this too
          </p>
        )}
        <ContextPanel item={item} />
      </div>
      {settled === null && <ActionBar desk={desk} state={state} item={item} me={me} mode={mode} onMode={onMode} />}
    </>
  );
}

function Where({ item }: { readonly item: QueueItem }) {
  const { agent, target, onBehalfOf } = item.command;
  return (
    <p className="where">
      <strong>{agent === null ? 'An agent' : <Untrusted text={agent.name} />}</strong>
      {onBehalfOf !== null && (
        <span>
          for <Untrusted text={onBehalfOf} />
        </span>
      )}
      {target === null ? (
        <span className="muted">names no target</span>
      ) : (
        <>
          <span>
            on <Untrusted text={target.name} />
          </span>
          {target.environment !== null && <span className={`badge ${target.environment}`}>{target.environment.toUpperCase()}</span>}
          <span
            className="badge"
            title={target.enforced ? 'A proxy stands before the target' : 'The agent says so; nothing stands before the target'}
          >
            {target.enforced ? 'enforced' : 'declared'}
          </span>
        </>
      )}
    </p>
  );
}

function Verdict({ item }: { readonly item: QueueItem }) {
  const resolution = item.settled?.resolution ?? null;
  if (resolution === null) {
    return <div className="banner plain verdict">Settled while the connection was lost. Its outcome is in the history.</div>;
  }
  return (
    <div className={`banner verdict ${resolution.outcome === 'approved' ? 'good' : 'plain'}`} role="status">
      <OutcomeMark status={resolution.outcome} />
      {resolution.decidedBy !== null && (
        <span>
          by <Untrusted text={resolution.decidedBy} />
        </span>
      )}
      {resolution.comment !== null && resolution.comment !== '' && (
        <span>
          “<Untrusted text={resolution.comment} />”
        </span>
      )}
    </div>
  );
}
