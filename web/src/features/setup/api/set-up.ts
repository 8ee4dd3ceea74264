import { useMutation } from '@tanstack/react-query';
import { answered, rest } from '../../../lib/rest';

export interface SetUpInput {
  readonly token: string;
  readonly org_name: string;
  readonly email: string;
  readonly agent_name: string;
  readonly allow_self_approval: boolean;
}

export function useSetUp() {
  return useMutation({ mutationFn: (body: SetUpInput) => answered(rest.POST('/setup', { body })) });
}
