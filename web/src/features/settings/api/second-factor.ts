import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answered, rest } from '../../../lib/rest';
import { type Proof, proven } from './proof';

export function useBeginSecondFactor() {
  return useMutation({ mutationFn: async (said: Proof) => answered(rest.POST('/auth/totp', { body: await proven(said) })) });
}

export function useConfirmSecondFactor() {
  return useMutation({ mutationFn: (code: string) => answered(rest.POST('/auth/totp/confirm', { body: { code } })) });
}

export function useRemoveSecondFactor() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (said: Proof) => answered(rest.DELETE('/auth/totp', { body: await proven(said) })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['me'] }),
  });
}
