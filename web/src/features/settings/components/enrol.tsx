import { type SyntheticEvent, useState } from 'react';
import { Button } from '../../../components/ui/button';
import { CopyButton } from '../../../components/ui/copy-button';
import { InputField } from '../../../components/ui/field';
import { Failure } from '../../../components/ui/states';
import { RequestFailure } from '../../../lib/rest';
import type { Me } from '../../../wire/rest';
import { useBeginSecondFactor, useConfirmSecondFactor } from '../api/second-factor';
import { ProofForm } from './proof-form';

/** Password, then the app's secret, then its first code, then the backup codes: each once. */
export function Enrol({ me, done }: { readonly me: Me; readonly done: () => void }) {
  const begin = useBeginSecondFactor();
  const confirm = useConfirmSecondFactor();
  if (confirm.data !== undefined) return <BackupCodes codes={confirm.data.backup_codes} done={done} />;
  if (begin.data !== undefined) {
    return (
      <>
        <p>
          Add this secret to an authenticator app, or open it there by <a href={begin.data.otpauth_uri}>this link</a>.
        </p>
        <div className="secret">
          <code>{begin.data.secret}</code>
          <CopyButton text={begin.data.secret} />
        </div>
        <OneField key="code" label="Code the app shows" mono autoComplete="one-time-code" act="Switch on" busy={confirm.isPending} error={confirm.error} enter={(code) => confirm.mutate(code)} />
      </>
    );
  }
  return <ProofForm me={me} act="Begin" busy={begin.isPending} error={begin.error} prove={(proof) => begin.mutate(proof)} />;
}

interface OneFieldProps {
  readonly label: string;
  readonly mono?: boolean;
  readonly autoComplete: string;
  readonly act: string;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly enter: (value: string) => void;
}

function OneField({ label, mono = false, autoComplete, act, busy, error, enter }: OneFieldProps) {
  const [value, setValue] = useState('');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    enter(value);
  };
  const known = error instanceof RequestFailure ? error.message : null;
  return (
    <form className="form" onSubmit={submit}>
      <InputField label={label} required mono={mono} autoComplete={autoComplete} fault={known} value={value} onChange={(event) => setValue(event.target.value)} />
      {error !== null && known === null && <Failure error={error} />}
      <Button look="primary" type="submit" disabled={busy}>
        {act}
      </Button>
    </form>
  );
}

export function BackupCodes({ codes, done }: { readonly codes: readonly string[]; readonly done: () => void }) {
  return (
    <>
      <p role="status">The second factor is on. Keep these backup codes on paper: each is good once, and they are shown this one time.</p>
      <ul className="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="actions">
        <CopyButton text={codes.join('\n')} />
        <Button look="primary" onClick={done}>
          I have kept them
        </Button>
      </div>
    </>
  );
}
