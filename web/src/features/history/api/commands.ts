import { useInfiniteQuery } from '@tanstack/react-query';
import { answered, rest } from '../../../lib/rest';
import type { CommandStatus } from '../../../wire/rest';

export interface CommandFilter {
  readonly status: CommandStatus | null;
  readonly q: string;
}

const pageSize = 50;

export function useCommands(filter: CommandFilter) {
  return useInfiniteQuery({
    queryKey: ['commands', filter],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => {
      const query = {
        limit: pageSize,
        ...(filter.status === null ? {} : { status: filter.status }),
        ...(filter.q === '' ? {} : { q: filter.q }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      };
      return answered(rest.GET('/commands', { params: { query } }));
    },
    getNextPageParam: (page) => page.next_cursor ?? null,
  });
}
