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

let taken = '';

/** Reads the one-time token from the fragment, which browsers do not send to servers, and takes it out of the address. */
export function takeSetUpToken(): string {
  if (taken !== '') return taken;
  const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
  if (token !== '') history.replaceState(history.state, '', location.pathname);
  taken = token;
  return token;
}
