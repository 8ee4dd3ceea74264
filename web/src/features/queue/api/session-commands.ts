import { useQuery } from '@tanstack/react-query';
import { answered, rest } from '../../../lib/rest';

const shown = 10;

/** What the session ran before, newest first. */
export function useSessionCommands(sessionId: string, changes: number) {
  return useQuery({
    queryKey: ['session-commands', sessionId, 'before', changes],
    enabled: sessionId !== '',
    placeholderData: (previous, query) => (query?.queryKey[1] === sessionId ? previous : undefined),
    queryFn: async () => {
      const params = { path: { id: sessionId }, query: { limit: shown } };
      return (await answered(rest.GET('/sessions/{id}/commands', { params }))).items;
    },
  });
}
