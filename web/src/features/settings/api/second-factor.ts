import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answered, rest } from '../../../lib/rest';

export function useBeginSecondFactor() {
  return useMutation({ mutationFn: (password: string) => answered(rest.POST('/auth/totp', { body: { password } })) });
}

export function useConfirmSecondFactor() {
  return useMutation({ mutationFn: (code: string) => answered(rest.POST('/auth/totp/confirm', { body: { code } })) });
}

export function useRemoveSecondFactor() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ password, code }: { password: string; code: string }) => answered(rest.DELETE('/auth/totp', { body: { password, totp_code: code } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['me'] }),
  });
}
