import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { makePasskey } from '../../../lib/passkeys';
import { answered, rest } from '../../../lib/rest';
import { type Proof, proven } from './proof';

const queryKey = ['passkeys'];

export function usePasskeys() {
  return useQuery({ queryKey, queryFn: () => answered(rest.GET('/auth/passkeys', { params: { query: { limit: 200 } } })) });
}

/** Proves, has the browser make one, and adds it. */
export function useAddPasskey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, proof }: { name: string; proof: Proof }) => {
      const options = await answered(rest.POST('/auth/passkeys/options', { body: await proven(proof) }));
      return answered(rest.POST('/auth/passkeys', { body: { name, credential: await makePasskey(options) } }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey }),
  });
}

export function useRenamePasskey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) => answered(rest.PATCH('/auth/passkeys/{id}', { params: { path: { id } }, body: { name } })),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  });
}

export function useRemovePasskey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, proof }: { id: string; proof: Proof }) => answered(rest.DELETE('/auth/passkeys/{id}', { params: { path: { id } }, body: await proven(proof) })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey });
      await client.invalidateQueries({ queryKey: ['me'] });
    },
  });
}
