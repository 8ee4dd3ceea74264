import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { Button } from '../../../components/ui/button';
import { InputField } from '../../../components/ui/field';
import { Failure } from '../../../components/ui/states';
import type { Me } from '../../../wire/rest';
import { useRemoveSecondFactor } from '../api/second-factor';
import { Enrol } from './enrol';

/** Of somebody who signed in by password; a key has no second factor. */
export function SecondFactor({ me }: { readonly me: Me }) {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    void client.invalidateQueries({ queryKey: ['me'] });
  };
  return (
    <section className="form" aria-labelledby="second-factor">
      <h2 id="second-factor">Your second factor</h2>
      <p>{me.totp_enabled && !open ? 'Signing in takes a code of your app.' : 'Signing in takes your password alone.'}</p>
      {open && (me.totp_enabled ? <Remove done={close} /> : <Enrol done={close} />)}
      {!open && (
        <div className="actions">
          <Button onClick={() => setOpen(true)}>{me.totp_enabled ? 'Switch it off…' : 'Set one up…'}</Button>
        </div>
      )}
    </section>
  );
}

function Remove({ done }: { readonly done: () => void }) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const remove = useRemoveSecondFactor();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    remove.mutate({ password, code: code.replace(/\s/g, '') }, { onSuccess: done });
  };
  return (
    <form className="form" onSubmit={submit}>
      <InputField label="Your password" required type="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} />
      <InputField label="Code the app shows" required mono autoComplete="one-time-code" value={code} onChange={(event) => setCode(event.target.value)} />
      {remove.error !== null && <Failure error={remove.error} />}
      <Button look="danger" type="submit" disabled={remove.isPending}>
        Switch it off
      </Button>
    </form>
  );
}
