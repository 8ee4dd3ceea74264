import { useQuery } from '@tanstack/react-query';
import { answered, rest } from '../../../lib/rest';
import type { Command } from '../../../wire/rest';

const pageMax = 200;

export interface PassedToday {
  readonly commands: readonly Command[];
  /** More were allowed today than one page holds; the count is then a lower bound. */
  readonly more: boolean;
}

/** What rules or the threshold let through since midnight here, newest first. */
export function usePassedToday() {
  return useQuery({
    queryKey: ['commands', 'passed-today'],
    refetchInterval: 60_000,
    queryFn: async (): Promise<PassedToday> => {
      const params = { query: { status: 'approved' as const, limit: pageMax } };
      const { items, next_cursor: more } = await answered(rest.GET('/commands', { params }));
      const midnight = new Date().setHours(0, 0, 0, 0);
      const today = items.filter((command) => Date.parse(command.submitted_at) >= midnight);
      const passed = today.filter((command) => command.via === 'whitelist' || command.via === 'threshold');
      return { commands: passed, more: more != null && today.length === items.length };
    },
  });
}
