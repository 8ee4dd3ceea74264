import { useMutation, useQuery } from '@tanstack/react-query';
import { answered, rest } from './rest';

const inviteKey = 'expacti.invite';

/** The services this instance lets people sign in with; none where that can't be asked. */
export function useProviders() {
  return useQuery({ queryKey: ['sign-in providers'], queryFn: () => answered(rest.GET('/auth/oidc')), staleTime: Infinity, retry: false });
}

/** Those of the organisation's own that sign people in; none where that can't be asked. */
export function useOwnIssuers() {
  return useQuery({
    queryKey: ['own issuers'],
    queryFn: () => answered(rest.GET('/oidc-issuers')),
    select: (page) => page.items.filter((each) => each.enabled),
    retry: false,
  });
}

/** Sends the browser to a service. The link of a mail that is to be accepted waits in this tab. */
export function setOut(start: string, inviteToken: string | null): void {
  try {
    if (inviteToken === null) sessionStorage.removeItem(inviteKey);
    else sessionStorage.setItem(inviteKey, inviteToken);
  } catch {
    // Without storage the mail's link has to be opened again.
  }
  location.assign(start);
}

export function waitingInvite(): string | null {
  try {
    return sessionStorage.getItem(inviteKey);
  } catch {
    return null;
  }
}

export function forgetInvite(): void {
  try {
    sessionStorage.removeItem(inviteKey);
  } catch {
    // There is none.
  }
}

export function useLink() {
  return useMutation({ mutationFn: (ticket: string) => answered(rest.POST('/auth/identities', { body: { ticket } })) });
}
