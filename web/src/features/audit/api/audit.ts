import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { answered, download, rest } from '../../../lib/rest';

const pageSize = 50;

export function useAudit() {
  return useInfiniteQuery({
    queryKey: ['audit'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => {
      const query = { limit: pageSize, ...(pageParam === null ? {} : { cursor: pageParam }) };
      return answered(rest.GET('/audit', { params: { query } }));
    },
    getNextPageParam: (page) => page.next_cursor ?? null,
  });
}

export function useVerification() {
  return useMutation({ mutationFn: () => answered(rest.GET('/audit/verify')) });
}

export function useExport() {
  return useMutation({
    mutationFn: () => download('/audit/export', `expacti-audit-${new Date().toISOString().slice(0, 10)}.jsonl`),
  });
}
