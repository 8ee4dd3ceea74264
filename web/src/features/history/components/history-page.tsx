import { useState } from 'react';
import { CommandRow } from '../../../components/ui/command-row';
import { outcomeWords } from '../../../components/ui/marks';
import { Pages } from '../../../components/ui/states';
import { useSettled } from '../../../lib/use-settled';
import type { CommandStatus } from '../../../wire/rest';
import { useCommands } from '../api/commands';

const statuses: readonly CommandStatus[] = ['pending', 'approved', 'denied', 'timed_out', 'blocked', 'cancelled'];
const searchMax = 200;

export function HistoryPage() {
  const [status, setStatus] = useState<CommandStatus | null>(null);
  const [search, setSearch] = useState('');
  const q = useSettled(search.trim(), 250);
  const commands = useCommands({ status, q });
  const items = commands.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <main className="page" id="main">
      <h1>History</h1>
      <div className="toolbar">
        <input
          className="input"
          type="search"
          aria-label="Search in commands"
          placeholder="Search in commands"
          maxLength={searchMax}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <div className="choices" role="group" aria-label="Outcome">
          <Choice word="all" on={status === null} pick={() => setStatus(null)} />
          {statuses.map((each) => (
            <Choice key={each} word={outcomeWords[each]} on={status === each} pick={() => setStatus(each)} />
          ))}
        </div>
      </div>
      <div className="panel">
        <Pages
          {...commands}
          empty={items.length === 0}
          nothing={q === '' && status === null ? 'No agent has asked for anything yet.' : 'No command matches. Widen the search.'}
        >
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

function Choice({ word, on, pick }: { readonly word: string; readonly on: boolean; readonly pick: () => void }) {
  return (
    <button type="button" className="choice" aria-pressed={on} onClick={pick}>
      {word}
    </button>
  );
}
