import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, rest } from '../../../lib/rest';
import type { components } from '../../../wire/api-types';

const queryKey = ['me', 'notices'];

export function useMyMails() {
  return useQuery({ queryKey, queryFn: () => answered(rest.GET('/me/notices')) });
}

export function useMyMailsChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: components['schemas']['NoticeChoiceChange']) => answered(rest.PATCH('/me/notices', { body })),
    onSuccess: (choice) => client.setQueryData(queryKey, choice),
  });
}
