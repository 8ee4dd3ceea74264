import { Button } from '../../../components/ui/button';
import { setOut, useProviders } from '../../../lib/outside';

/** Ways in by other services, where this instance offers any. */
export function ProviderButtons({ verb, inviteToken = null }: { readonly verb: string; readonly inviteToken?: string | null }) {
  const providers = useProviders();
  const all = providers.data?.items ?? [];
  if (all.length === 0) return null;
  return (
    <>
      <p className="or" aria-hidden="true">
        or
      </p>
      <div className="form">
        {all.map((provider) => (
          <Button key={provider.id} onClick={() => setOut(provider.start, inviteToken)}>
            {verb} with {provider.name}
          </Button>
        ))}
      </div>
    </>
  );
}
