import { useState } from 'react';
import { Button } from '../../../components/ui/button';
import { EntryCard } from '../../../components/ui/entry-card';
import { leave } from '../../../lib/leave';
import { hasPasskeys } from '../../../lib/passkeys';
import type { Me } from '../../../wire/rest';
import { Enrol } from './enrol';
import { AddPasskey } from './passkeys';

/** For whoever signed in to an organisation that asks for a second factor, without one: this sign-in may do nothing else. */
export function EnrolFirst({ me }: { readonly me: Me }) {
  const [way, setWay] = useState<'app' | 'passkey'>('app');
  const done = () => void leave();
  return (
    <EntryCard title="Set up a second factor">
      <p>Your organisation asks for one. Afterwards, sign in again with it.</p>
      {way === 'app' ? <Enrol me={me} done={done} /> : <AddPasskey me={me} done={done} />}
      <div className="actions">
        {hasPasskeys() && <Button onClick={() => setWay(way === 'app' ? 'passkey' : 'app')}>{way === 'app' ? 'Use a passkey instead' : 'Use an app instead'}</Button>}
        <Button onClick={done}>Sign out</Button>
      </div>
    </EntryCard>
  );
}
