import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { signWithPasskey } from '../../../lib/passkeys';
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

/** Has a passkey sign for this very change, and makes it. */
export function useSignedOrgChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: OrgChange) => {
      const options = await answered(rest.POST('/org/step-up', { body }));
      return answered(rest.PATCH('/org', { body: { ...body, step_up: await signWithPasskey(options) } }));
    },
    onSuccess: (org) => client.setQueryData(queryKey, org),
  });
}

/** What keeping things for that many days would erase; asks nothing for `null`. */
export function useRetention(days: number | null) {
  return useQuery({
    queryKey: ['retention', days],
    queryFn: () => answered(rest.GET('/org/retention', { params: { query: days === null ? {} : { days } } })),
    enabled: days !== null,
  });
}

export function useOrgChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: OrgChange) => answered(rest.PATCH('/org', { body })),
    onSuccess: (org) => client.setQueryData(queryKey, org),
  });
}
