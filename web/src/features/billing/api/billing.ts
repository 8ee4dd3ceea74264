import { useMutation, useQuery } from '@tanstack/react-query';
import { answered, rest } from '../../../lib/rest';

const aMinute = 60_000;

export function useBilling() {
  return useQuery({ queryKey: ['billing'], queryFn: () => answered(rest.GET('/billing')), refetchInterval: aMinute });
}

/** Goes to the payment service's page; whoever pays there comes back to this one. */
export function useCheckout() {
  return useMutation({ mutationFn: () => answered(rest.POST('/billing/checkout', { body: { plan: 'pro' } })), onSuccess: goTo });
}

export function usePortal() {
  return useMutation({ mutationFn: () => answered(rest.POST('/billing/portal')), onSuccess: goTo });
}

function goTo({ url }: { url: string }): void {
  window.location.assign(url);
}
