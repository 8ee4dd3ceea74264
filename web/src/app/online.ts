import { useQuery } from '@tanstack/react-query';
import { answered, rest } from '../lib/rest';

/** How many people are there who may decide. */
export function useReviewersOnline() {
  return useQuery({
    queryKey: ['availability'],
    refetchInterval: 20_000,
    queryFn: async () => (await answered(rest.GET('/availability'))).reviewers_online,
  });
}
