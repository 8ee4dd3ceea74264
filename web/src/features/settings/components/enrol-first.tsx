import { Button } from '../../../components/ui/button';
import { EntryCard } from '../../../components/ui/entry-card';
import { leave } from '../../../lib/leave';
import { Enrol } from './enrol';

/** For whoever signed in to an organisation that asks for a second factor, without one: this sign-in may do nothing else. */
export function EnrolFirst() {
  return (
    <EntryCard title="Set up a second factor">
      <p>Your organisation asks for one. Afterwards, sign in again with it.</p>
      <Enrol done={() => void leave()} />
      <Button onClick={() => void leave()}>Sign out</Button>
    </EntryCard>
  );
}
