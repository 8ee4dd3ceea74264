import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { Button } from '../../../components/ui/button';
import { InputField } from '../../../components/ui/field';
import { Failure, Loading } from '../../../components/ui/states';
import { TimeAgo } from '../../../components/ui/time-ago';
import { Untrusted } from '../../../components/ui/untrusted';
import type { components } from '../../../wire/api-types';
import type { Me } from '../../../wire/rest';
import { useAddPasskey, usePasskeys, useRemovePasskey, useRenamePasskey } from '../api/passkeys';
import { BackupCodes } from './enrol';
import { ProofForm } from './proof-form';

type Passkey = components['schemas']['Passkey'];

/** Of somebody who signed in by password: their passkeys, each by a name of theirs. */
export function Passkeys({ me }: { readonly me: Me }) {
  const client = useQueryClient();
  const keys = usePasskeys();
  const [adding, setAdding] = useState(false);
  const done = () => {
    setAdding(false);
    void client.invalidateQueries({ queryKey: ['me'] });
  };
  return (
    <section className="form" aria-labelledby="passkeys">
      <h2 id="passkeys">Your passkeys</h2>
      <p>A passkey is kept by this device or a security key, and opened by your finger, face or PIN. It is a second factor at sign-in.</p>
      {keys.isPending && <Loading />}
      {keys.error !== null && <Failure error={keys.error} retry={() => void keys.refetch()} />}
      {keys.data !== undefined && keys.data.items.length > 0 && (
        <ul className="plain-list">
          {keys.data.items.map((key) => (
            <PasskeyRow key={key.id} passkey={key} me={me} />
          ))}
        </ul>
      )}
      {adding ? (
        <AddPasskey me={me} done={done} onCancel={() => setAdding(false)} />
      ) : (
        <div className="actions">
          <Button onClick={() => setAdding(true)}>Add a passkey…</Button>
        </div>
      )}
    </section>
  );
}

interface AddProps {
  readonly me: Me;
  readonly done: () => void;
  readonly onCancel?: () => void;
}

export function AddPasskey({ me, done, onCancel }: AddProps) {
  const [name, setName] = useState('');
  const add = useAddPasskey();
  const codes = add.data?.backup_codes;
  if (codes !== undefined) return <BackupCodes codes={codes} done={done} />;
  return (
    <ProofForm
      me={me}
      act={add.isPending ? 'Adding…' : 'Add the passkey'}
      busy={add.isPending}
      error={add.error}
      prove={(proof) =>
        add.mutate({ name, proof }, { onSuccess: (made) => made.backup_codes === undefined && done() })
      }
      {...(onCancel === undefined ? {} : { onCancel })}
    >
      <InputField label="Name of the passkey" hint="As you will know it again: laptop, phone, key on my ring." required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
    </ProofForm>
  );
}

function PasskeyRow({ passkey, me }: { readonly passkey: Passkey; readonly me: Me }) {
  const [doing, setDoing] = useState<'rename' | 'remove' | null>(null);
  const remove = useRemovePasskey();
  return (
    <li>
      <p>
        <strong>
          <Untrusted text={passkey.name} />
        </strong>{' '}
        <span className="muted">
          added <TimeAgo at={passkey.created_at} />
          {passkey.last_used_at == null ? ', never used' : (
            <>
              , used <TimeAgo at={passkey.last_used_at} />
            </>
          )}
        </span>
      </p>
      {doing === null && (
        <div className="actions">
          <Button small aria-label={`Rename ${passkey.name}`} onClick={() => setDoing('rename')}>
            Rename…
          </Button>
          <Button small aria-label={`Remove ${passkey.name}`} onClick={() => setDoing('remove')}>
            Remove…
          </Button>
        </div>
      )}
      {doing === 'rename' && <Rename passkey={passkey} done={() => setDoing(null)} />}
      {doing === 'remove' && (
        <ProofForm
          me={me}
          act="Remove the passkey"
          danger
          busy={remove.isPending}
          error={remove.error}
          prove={(proof) => remove.mutate({ id: passkey.id, proof })}
          onCancel={() => setDoing(null)}
        />
      )}
    </li>
  );
}

function Rename({ passkey, done }: { readonly passkey: Passkey; readonly done: () => void }) {
  const [name, setName] = useState(passkey.name);
  const rename = useRenamePasskey();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    rename.mutate({ id: passkey.id, name }, { onSuccess: done });
  };
  return (
    <form className="form" onSubmit={submit}>
      <InputField label="New name" required maxLength={100} autoFocus value={name} onChange={(event) => setName(event.target.value)} />
      {rename.error !== null && <Failure error={rename.error} />}
      <div className="actions">
        <Button look="primary" type="submit" disabled={rename.isPending}>
          Rename
        </Button>
        <Button onClick={done}>Cancel</Button>
      </div>
    </form>
  );
}
