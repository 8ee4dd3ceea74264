import { type RefObject, useEffect, useRef } from 'react';
import { anomaliesInWords } from '../../../components/ui/factors';
import { OutcomeMark, Risk } from '../../../components/ui/marks';
import { CommandLine, Untrusted } from '../../../components/ui/untrusted';
import type { Desk, DeskState } from '../api/desk';
import { isOpen, type QueueItem } from '../model/queue';
import { Remaining } from './remaining';

interface QueueListProps {
  readonly desk: Desk;
  readonly state: DeskState;
  readonly shown: readonly QueueItem[];
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
  readonly filterInput: RefObject<HTMLInputElement | null>;
  readonly onPick: () => void;
}

const sweepMs = 1000;

export function QueueList({ desk, state, shown, filter, onFilter, filterInput, onPick }: QueueListProps) {
  const pointed = useRef(false);
  const { focusedId, items } = state.queue;
  useEffect(() => {
    // Rows leave only while nobody points at the list, so that no row moves under a pointer.
    const timer = setInterval(() => !pointed.current && desk.sweep(), sweepMs);
    return () => clearInterval(timer);
  }, [desk]);
  useEffect(() => {
    if (focusedId !== null) document.getElementById(rowId(focusedId))?.scrollIntoView({ block: 'nearest' });
  }, [focusedId]);
  const leaveFilter = (clear: boolean) => {
    if (clear) onFilter('');
    filterInput.current?.blur();
  };
  const hidden = items.filter(isOpen).length - shown.filter(isOpen).length;
  return (
    <aside className="desk-list" aria-label="Pending commands">
      <div className="find">
        <input
          ref={filterInput}
          className="input"
          type="search"
          placeholder="Find in queue  /"
          aria-label="Find in queue"
          value={filter}
          onChange={(event) => onFilter(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') leaveFilter(true);
            if (event.key === 'Enter') leaveFilter(false);
          }}
        />
      </div>
      <ul
        className="queue-list"
        role="listbox"
        aria-label="Queue, oldest first"
        tabIndex={0}
        aria-activedescendant={focusedId === null ? undefined : rowId(focusedId)}
        onPointerEnter={() => (pointed.current = true)}
        onPointerLeave={() => (pointed.current = false)}
      >
        {shown.map((item) => (
          <Row
            key={item.command.id}
            item={item}
            focused={item.command.id === focusedId}
            offsetMs={state.clockOffsetMs}
            pick={() => {
              desk.focus(item.command.id);
              onPick();
            }}
          />
        ))}
      </ul>
      {shown.length === 0 && <p className="empty">{filter === '' ? 'Nothing is pending.' : 'Nothing pending matches.'}</p>}
      {hidden > 0 && <p className="empty">{hidden} more not shown by this search</p>}
    </aside>
  );
}

interface RowProps {
  readonly item: QueueItem;
  readonly focused: boolean;
  readonly offsetMs: number;
  readonly pick: () => void;
}

function Row({ item, focused, offsetMs, pick }: RowProps) {
  const { command, settled } = item;
  return (
    <li id={rowId(command.id)} role="option" aria-selected={focused} className={`queue-row ${settled === null ? '' : 'settled'}`} onClick={pick}>
      <span className="left">
        <Risk level={command.riskLevel} score={command.riskScore} />
        {command.anomalyReasons.length > 0 && (
          <span className="unusual" title={anomaliesInWords(command.anomalyReasons).join(', ')}>
            <span aria-hidden="true">⚑</span>
            <span className="visually-hidden">unusual</span>
          </span>
        )}
        <span className="name">{command.agent !== null && <Untrusted text={command.agent.name} />}</span>
      </span>
      {settled === null ? (
        <Remaining expiresAt={command.expiresAt} offsetMs={offsetMs} />
      ) : settled.resolution === null ? (
        <span className="muted">settled</span>
      ) : (
        <OutcomeMark status={settled.resolution.outcome} />
      )}
      <CommandLine command={command.command} />
      {item.error !== null && <span className="fault">Your vote was not taken</span>}
      {item.voted && settled === null && <span className="muted">you approved</span>}
    </li>
  );
}

function rowId(id: string): string {
  return `row-${id}`;
}
