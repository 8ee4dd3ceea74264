import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { Button } from '../../../components/ui/button';
import { InputField } from '../../../components/ui/field';
import { Failure } from '../../../components/ui/states';
import type { Me } from '../../../wire/rest';
import type { Proof } from '../api/proof';

interface ProofFormProps {
  readonly me: Me;
  readonly act: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly prove: (proof: Proof) => void;
  readonly onCancel?: () => void;
  readonly children?: ReactNode;
}

/** Asks for the password and, where signing in takes one, a second factor: again, since a page left open is not its owner. */
export function ProofForm({ me, act, danger = false, busy, error, prove, onCancel, children }: ProofFormProps) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const ways = me.second_factors ?? [];
  const passkey = ways.includes('passkey');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    prove({ me, password, code });
  };
  return (
    <form className="form" onSubmit={submit}>
      {children}
      <InputField label="Your password" required type="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} />
      {ways.length > 0 && (
        <InputField
          label={ways.includes('totp') ? 'Code the app shows' : 'A backup code'}
          hint={passkey ? 'Leave it empty to use a passkey.' : undefined}
          required={!passkey}
          mono
          autoComplete="one-time-code"
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      )}
      {error !== null && <Failure error={error} />}
      <div className="actions">
        <Button look={danger ? 'danger' : 'primary'} type="submit" disabled={busy}>
          {act}
        </Button>
        {onCancel !== undefined && <Button onClick={onCancel}>Cancel</Button>}
      </div>
    </form>
  );
}
