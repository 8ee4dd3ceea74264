import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { answered, rest } from '../../../lib/rest';

const pageSize = 50;

export function useSessions() {
  return useInfiniteQuery({
    queryKey: ['sessions'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => {
      const query = { limit: pageSize, ...(pageParam === null ? {} : { cursor: pageParam }) };
      return answered(rest.GET('/sessions', { params: { query } }));
    },
    getNextPageParam: (page) => page.next_cursor ?? null,
  });
}

export function useSession(id: string) {
  return useQuery({
    queryKey: ['sessions', id],
    queryFn: () => answered(rest.GET('/sessions/{id}', { params: { path: { id } } })),
  });
}

export function useCommandsOf(id: string) {
  return useInfiniteQuery({
    queryKey: ['session-commands', id],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => {
      const query = { limit: pageSize, ...(pageParam === null ? {} : { cursor: pageParam }) };
      return answered(rest.GET('/sessions/{id}/commands', { params: { path: { id }, query } }));
    },
    getNextPageParam: (page) => page.next_cursor ?? null,
  });
}
