import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, rest } from '../../../lib/rest';
import type { Effect, PatternType, RuleChange, RuleDraft } from '../../../wire/rest';

const pageSize = 50;
const rulesKey = ['rules'];

export function useRules() {
  return useInfiniteQuery({
    queryKey: rulesKey,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => {
      const query = { limit: pageSize, ...(pageParam === null ? {} : { cursor: pageParam }) };
      return answered(rest.GET('/whitelist', { params: { query } }));
    },
    getNextPageParam: (page) => page.next_cursor ?? null,
  });
}

/** Targets a rule may be narrowed to. Without them a rule can still be global. */
export function useTargets() {
  return useQuery({
    queryKey: ['targets'],
    queryFn: async () => (await answered(rest.GET('/targets', { params: { query: { limit: 200 } } }))).items,
  });
}

export function useRuleCreation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: RuleDraft) => answered(rest.POST('/whitelist', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: rulesKey }),
  });
}

export function useRuleEdit() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, change }: { readonly id: string; readonly change: RuleChange }) =>
      answered(rest.PATCH('/whitelist/{id}', { params: { path: { id } }, body: change })),
    onSuccess: () => client.invalidateQueries({ queryKey: rulesKey }),
  });
}

export function useRuleRemoval() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answered(rest.DELETE('/whitelist/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: rulesKey }),
  });
}

export interface Trial {
  readonly effect: Effect;
  readonly pattern_type: PatternType;
  readonly pattern: string;
  readonly command: string;
  readonly cwd: string;
}

/** What one rule, not stored, would do with a command. */
export function useRuleTest() {
  return useMutation({
    mutationFn: ({ command, cwd, ...rule }: Trial) =>
      answered(rest.POST('/whitelist/test', { body: { rules: [rule], command, ...(cwd === '' ? {} : { cwd }) } })),
  });
}

/** What the gate as it stands would say of a command. */
export function useExplanation() {
  return useMutation({
    mutationFn: ({ command, cwd }: { readonly command: string; readonly cwd: string }) =>
      answered(rest.POST('/explain', { body: { command, ...(cwd === '' ? {} : { cwd }) } })),
  });
}
