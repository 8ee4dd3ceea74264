import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../components/ui/button';
import type { Me } from '../../../wire/rest';
import { useRemoveSecondFactor } from '../api/second-factor';
import { Enrol } from './enrol';
import { ProofForm } from './proof-form';

function signingIn(me: Me): string {
  const ways = me.second_factors ?? [];
  if (ways.includes('totp')) return ways.includes('passkey') ? 'Signing in takes a code of your app, or a passkey.' : 'Signing in takes a code of your app.';
  return ways.includes('passkey') ? 'Signing in takes a passkey. Codes of an app are another way.' : 'Signing in takes your password alone.';
}

/** Of somebody who signed in by password; a key has no second factor. */
export function SecondFactor({ me }: { readonly me: Me }) {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const on = me.second_factors?.includes('totp') === true;
  const close = () => {
    setOpen(false);
    void client.invalidateQueries({ queryKey: ['me'] });
  };
  return (
    <section className="form" aria-labelledby="second-factor">
      <h2 id="second-factor">Your second factor</h2>
      <p>{signingIn(me)}</p>
      {open && (on ? <Remove me={me} done={close} /> : <Enrol me={me} done={close} />)}
      {!open && (
        <div className="actions">
          <Button onClick={() => setOpen(true)}>{on ? 'Switch it off…' : 'Set one up…'}</Button>
        </div>
      )}
    </section>
  );
}

function Remove({ me, done }: { readonly me: Me; readonly done: () => void }) {
  const remove = useRemoveSecondFactor();
  return <ProofForm me={me} act="Switch it off" danger busy={remove.isPending} error={remove.error} prove={(proof) => remove.mutate(proof, { onSuccess: done })} />;
}
