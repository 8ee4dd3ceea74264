import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, rest } from '../../../lib/rest';

const suggestionsKey = ['suggestions'];

/** Open suggestions; they come and go by themselves. */
export function useSuggestions() {
  return useQuery({
    queryKey: suggestionsKey,
    queryFn: async () => (await answered(rest.GET('/suggestions', { params: { query: { limit: 50 } } }))).items,
    refetchInterval: 30_000,
  });
}

export function useAcceptance() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ttl }: { readonly id: string; readonly ttl: number | null }) =>
      answered(rest.POST('/suggestions/{id}/accept', { params: { path: { id } }, body: ttl === null ? {} : { ttl_seconds: ttl } })),
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: suggestionsKey }), client.invalidateQueries({ queryKey: ['rules'] })]),
  });
}

export function useDismissal() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answered(rest.POST('/suggestions/{id}/dismiss', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: suggestionsKey }),
  });
}
