import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, rest } from '../../../lib/rest';
import type { OrgChange } from '../../../wire/rest';

const queryKey = ['org'];

export function useOrg() {
  return useQuery({ queryKey, queryFn: () => answered(rest.GET('/org')) });
}

export function useOrgChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: OrgChange) => answered(rest.PATCH('/org', { body })),
    onSuccess: (org) => client.setQueryData(queryKey, org),
  });
}
