import { useMutation } from '@tanstack/react-query';
import { enterSignedIn } from '../../../lib/access';
import { answered, rest } from '../../../lib/rest';
import type { components, paths } from '../../../wire/api-types';

type Body<P extends keyof paths> = paths[P] extends { post: { requestBody: { content: { 'application/json': infer B } } } } ? B : never;

type Tokens = components['schemas']['Tokens'];

const deviceKey = 'expacti.device';

/** With what an earlier sign-in on this device left, strangers who guess the password do not slow it. */
function device(): string | null {
  try {
    return localStorage.getItem(deviceKey);
  } catch {
    return null;
  }
}

/** Signs in, on this device as it was known before. */
export async function logIn(attempt: Body<'/auth/login'>): Promise<void> {
  const known = device();
  enter(await answered(rest.POST('/auth/login', { body: known === null ? attempt : { ...attempt, device_token: known } })));
}

/** Signs in with what another service vouched for. */
export function useFinishOutside() {
  return useMutation({
    mutationFn: async (trade: Body<'/auth/oidc/finish'>) => {
      const known = device();
      enter(await answered(rest.POST('/auth/oidc/finish', { body: known === null ? trade : { ...trade, device_token: known } })));
    },
  });
}

function enter(tokens: Tokens): void {
  try {
    if (tokens.device_token != null) localStorage.setItem(deviceKey, tokens.device_token);
  } catch {
    // Without storage the device stays a stranger.
  }
  enterSignedIn(tokens);
}

export function useSignUp() {
  return useMutation({ mutationFn: (body: Body<'/auth/signup'>) => answered(rest.POST('/auth/signup', { body })) });
}

export function useVerify() {
  return useMutation({ mutationFn: (body: Body<'/auth/verify'>) => answered(rest.POST('/auth/verify', { body })) });
}

export function useAskReset() {
  return useMutation({ mutationFn: (email: string) => answered(rest.POST('/auth/password-reset', { body: { email } })) });
}

export function useReset() {
  return useMutation({ mutationFn: (body: Body<'/auth/password-reset/confirm'>) => answered(rest.POST('/auth/password-reset/confirm', { body })) });
}

export function useAskRecovery() {
  return useMutation({ mutationFn: (email: string) => answered(rest.POST('/auth/recovery', { body: { email } })) });
}

export function useRecovery() {
  return useMutation({ mutationFn: (body: Body<'/auth/recovery/confirm'>) => answered(rest.POST('/auth/recovery/confirm', { body })) });
}

export function useCancelRecovery() {
  return useMutation({ mutationFn: (token: string) => answered(rest.POST('/auth/recovery/cancel', { body: { token } })) });
}

export function useAcceptInvite() {
  return useMutation({ mutationFn: (body: Body<'/invites/accept'>) => answered(rest.POST('/invites/accept', { body })) });
}
