import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, rest } from '../../../lib/rest';
import type { OrgChange } from '../../../wire/rest';

const queryKey = ['org'];

export function useOrg() {
  return useQuery({ queryKey, queryFn: () => answered(rest.GET('/org')) });
}

const DECIDING = new Set(['owner', 'admin', 'senior_reviewer', 'reviewer']);

/** The first 200 members whose role decides. */
export function useDeciders() {
  return useQuery({
    queryKey: ['members', 'deciding'],
    queryFn: async () => (await answered(rest.GET('/members', { params: { query: { limit: 200 } } }))).items.filter((member) => DECIDING.has(member.role)),
  });
}

export function useOrgChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: OrgChange) => answered(rest.PATCH('/org', { body })),
    onSuccess: (org) => client.setQueryData(queryKey, org),
  });
}
