import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { setOut } from '../../../lib/outside';
import { answered, rest } from '../../../lib/rest';
import { type Proof, proven } from './proof';

export function useLinks() {
  return useQuery({ queryKey: ['linked sign-ins'], queryFn: () => answered(rest.GET('/auth/identities')) });
}

/** Proves oneself again and sends the browser to the service. */
export function useBeginLink() {
  return useMutation({
    mutationFn: async ({ provider, proof }: { provider: string; proof: Proof }) => answered(rest.POST('/auth/identities/begin', { body: { provider, ...(await proven(proof)) } })),
    onSuccess: ({ url }) => setOut(url, null),
  });
}

export function useUnlink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, proof }: { id: string; proof: Proof }) => answered(rest.DELETE('/auth/identities/{id}', { params: { path: { id } }, body: await proven(proof) })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['linked sign-ins'] }),
  });
}
