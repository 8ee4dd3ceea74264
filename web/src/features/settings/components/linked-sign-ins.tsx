import { useState } from 'react';
import { Button } from '../../../components/ui/button';
import { Failure } from '../../../components/ui/states';
import { useOwnIssuers, useProviders } from '../../../lib/outside';
import type { Me } from '../../../wire/rest';
import { useBeginLink, useLinks, useUnlink } from '../api/linked-sign-ins';
import { ProofForm } from './proof-form';

type Doing = { readonly what: 'link'; readonly provider: string; readonly name: string } | { readonly what: 'unlink'; readonly id: string; readonly name: string };

/** The services one's own account signs in with, where this instance or the organisation offers any. */
export function LinkedSignIns({ me }: { readonly me: Me }) {
  const links = useLinks();
  const providers = useProviders();
  const own = useOwnIssuers();
  const [doing, setDoing] = useState<Doing | null>(null);
  const offered = [...(own.data ?? []), ...(providers.data?.items ?? [])];
  const all = links.data?.items ?? [];
  if (offered.length === 0 && all.length === 0) return null;
  return (
    <section className="form" aria-labelledby="linked-sign-ins">
      <h2 id="linked-sign-ins">Signing in with another service</h2>
      {links.error !== null && <Failure error={links.error} retry={() => void links.refetch()} />}
      {all.length === 0 && links.error === null && <p>None is linked to your account.</p>}
      <ul className="plain">
        {all.map((link) => (
          <li key={link.id} className="actions">
            <span>
              {link.name}
              {link.email != null && <span className="muted"> · {link.email}</span>}
            </span>
            <Button small aria-label={`Remove ${link.name}`} onClick={() => setDoing({ what: 'unlink', id: link.id, name: link.name })}>
              Remove…
            </Button>
          </li>
        ))}
      </ul>
      {doing !== null && <Prove key={`${doing.what} ${doing.name}`} me={me} doing={doing} done={() => setDoing(null)} />}
      {doing === null && (
        <div className="actions">
          {offered.map((provider) => (
            <Button key={provider.id} onClick={() => setDoing({ what: 'link', provider: provider.id, name: provider.name })}>
              Link {provider.name}…
            </Button>
          ))}
        </div>
      )}
    </section>
  );
}

/** Whoever only has this tab can neither open a second door nor close one. */
function Prove({ me, doing, done }: { readonly me: Me; readonly doing: Doing; readonly done: () => void }) {
  const begin = useBeginLink();
  const unlink = useUnlink();
  return (
    <ProofForm
      me={me}
      act={doing.what === 'link' ? `Go on to ${doing.name}` : `Remove ${doing.name}`}
      danger={doing.what === 'unlink'}
      busy={begin.isPending || unlink.isPending}
      error={begin.error ?? unlink.error}
      prove={(proof) => {
        if (doing.what === 'link') begin.mutate({ provider: doing.provider, proof });
        else unlink.mutate({ id: doing.id, proof }, { onSuccess: done });
      }}
      onCancel={done}
    />
  );
}
