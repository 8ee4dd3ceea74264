import { useMemo, useRef, useState } from 'react';
import { Button } from '../../../components/ui/button';
import { Icon } from '../../../components/ui/marks';
import { useStore } from '../../../lib/store';
import { visibleText } from '../../../lib/visible-characters';
import type { Remember } from '../../../wire/messages';
import type { Me } from '../../../wire/rest';
import type { Desk } from '../api/desk';
import { unread, whyNotDecidable } from '../model/friction';
import { focusedItem, pendingCount, type Queue, type QueueItem } from '../model/queue';
import type { CardMode } from './action-bar';
import { ContextPanel } from './context-panel';
import { FocusCard } from './focus-card';
import { KeySheet } from './key-sheet';
import { QueueList } from './queue-list';
import { QuietDesk } from './quiet-desk';
import { RememberDialog } from './remember-dialog';
import { StatusLine } from './status-line';
import { StepUpDialog } from './step-up-dialog';
import { type KeyName, useQueueKeys } from './use-queue-keys';

interface QueuePageProps {
  readonly desk: Desk;
  readonly me: Me;
}

/** What the reviewer is doing, bound to the item it was begun on: it ends when the focus moves or the item settles. */
interface Doing {
  readonly id: string;
  readonly mode: CardMode;
}

export function QueuePage({ desk, me }: QueuePageProps) {
  const state = useStore(desk.state);
  const [filter, setFilter] = useState('');
  const [listing, setListing] = useState(false);
  const [sheet, setSheet] = useState(false);
  const [doing, setDoing] = useState<Doing | null>(null);
  const filterInput = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const item = focusedItem(state.queue);
  const shown = useMemo(() => matching(state.queue, filter), [state.queue, filter]);
  const stepUp = state.queue.items.find((each) => each.command.id === state.stepUp && each.settled === null) ?? null;
  const mode = item !== null && item.settled === null && doing?.id === item.command.id ? doing.mode : 'decide';

  const begin = (next: CardMode) => {
    if (item === null) return;
    const why = next === 'decide' ? null : whyNotDecidable(item, state.connection === 'live');
    if (why === null) setDoing({ id: item.command.id, mode: next });
    else desk.say(why, 'problem');
    // The form is gone with its field; keys and readers go on at the command.
    if (next === 'decide') box.current?.focus({ preventScroll: true });
  };
  const beginRemember = () => {
    if (item === null || !me.permissions.includes('rules:write')) desk.say('Your role or key does not make rules.', 'problem');
    else if (!desk.hasSeenEnd(item)) desk.say(unread, 'problem');
    else begin('remember');
  };
  const allow = () => {
    if (item === null) return;
    if (mode === 'decide') desk.allow(item.command.id);
    else desk.say('Send or leave the open form first.', 'problem');
  };
  const ids = shown.map((each) => each.command.id);
  useQueueKeys((key) => {
    const acts: Readonly<Record<KeyName, () => void>> = {
      a: allow,
      d: () => begin('deny'),
      e: () => begin('suggest'),
      r: beginRemember,
      t: () => item !== null && desk.extend(item.command.id),
      j: () => desk.move(1, ids),
      k: () => desk.move(-1, ids),
      n: () => desk.next(),
      '/': () => filterInput.current?.focus(),
      '?': () => setSheet(true),
      ' ': () => box.current?.scrollBy({ top: box.current.clientHeight * 0.85 }),
    };
    acts[key]();
  });
  const remember = (whitelist: Remember) => {
    if (item === null) return;
    setDoing(null);
    desk.remember(item.command.id, whitelist);
  };

  return (
    <>
      <PhoneBar desk={desk} count={pendingCount(state.queue)} ids={ids} listing={listing} onListing={setListing} />
      <div className={`desk ${listing ? 'listing' : ''}`}>
        <QueueList
          desk={desk}
          state={state}
          shown={shown}
          filter={filter}
          onFilter={setFilter}
          filterInput={filterInput}
          onPick={() => setListing(false)}
        />
        <main className="desk-card" id="main" tabIndex={-1} aria-label="Command in focus">
          {item === null ? (
            <div className="card-scroll">
              <QuietDesk state={state} />
            </div>
          ) : (
            <FocusCard desk={desk} state={state} item={item} me={me} mode={mode} onMode={begin} box={box} />
          )}
        </main>
        {item !== null && <ContextPanel item={item} />}
      </div>
      <StatusLine notice={state.notice} onKeys={() => setSheet(true)} />
      {mode === 'remember' && item !== null && (
        <RememberDialog command={item.command} onRemember={remember} onClose={() => setDoing(null)} />
      )}
      {stepUp !== null && (
        <StepUpDialog key={stepUp.command.id} command={stepUp.command} onSigned={(assertion) => desk.confirm(stepUp.command.id, assertion)} onClose={() => desk.leaveStepUp()} />
      )}
      {sheet && <KeySheet onClose={() => setSheet(false)} />}
    </>
  );
}

function matching(queue: Queue, filter: string): readonly QueueItem[] {
  const wanted = filter.trim().toLowerCase();
  if (wanted === '') return queue.items;
  return queue.items.filter(({ command }) =>
    [visibleText(command.command), command.agent?.name ?? '', command.target?.name ?? '', command.riskLevel].some((text) =>
      text.toLowerCase().includes(wanted),
    ),
  );
}

interface PhoneBarProps {
  readonly desk: Desk;
  readonly count: number;
  readonly ids: readonly string[];
  readonly listing: boolean;
  readonly onListing: (listing: boolean) => void;
}

function PhoneBar({ desk, count, ids, listing, onListing }: PhoneBarProps) {
  return (
    <div className="phone-only phone-bar">
      <button type="button" className="icon-button" aria-label="Previous command" onClick={() => desk.move(-1, ids)}>
        <Icon name="earlier" />
      </button>
      <Button look="plain" aria-expanded={listing} onClick={() => onListing(!listing)}>
        {listing ? 'Back to the command' : `${count} pending`}
      </Button>
      <button type="button" className="icon-button" aria-label="Next command" onClick={() => desk.move(1, ids)}>
        <Icon name="later" />
      </button>
    </div>
  );
}
