import { useSearchParams } from 'react-router';
import { Button } from '../../../components/ui/button';
import { Failure, Loading } from '../../../components/ui/states';
import type { Billing } from '../../../wire/rest';
import { useBilling, useCheckout, usePortal } from '../api/billing';
import { day, planNames, reachOf } from '../model/standing';
import { Limits } from './limits';

export function BillingPage() {
  const billing = useBilling();
  const [query] = useSearchParams();
  const returned = query.get('checkout');
  return (
    <main className="page narrow" id="main">
      <h1>Plan and billing</h1>
      {returned === 'done' && (
        <p className="banner good" role="status">
          Thank you. The plan changes here as soon as the payment is confirmed, mostly within a minute.
        </p>
      )}
      {returned === 'cancelled' && (
        <p className="banner plain" role="status">
          Nothing was paid, and nothing has changed.
        </p>
      )}
      {billing.isPending && <Loading />}
      {billing.error !== null && <Failure error={billing.error} retry={() => void billing.refetch()} />}
      {billing.data !== undefined && (billing.data.configured ? <Standing billing={billing.data} /> : <Unlimited />)}
    </main>
  );
}

function Unlimited() {
  return (
    <div className="panel padded">
      <p>
        <strong>Nothing is limited here.</strong> This instance has no billing: no plan, no limit, nothing to pay.
      </p>
    </div>
  );
}

function Standing({ billing }: { readonly billing: Billing }) {
  return (
    <>
      <section className="panel padded" aria-labelledby="plan">
        <h2 id="plan">{planNames[billing.plan ?? 'free']}</h2>
        <State billing={billing} />
        <Ways billing={billing} />
      </section>
      <section className="panel padded" aria-labelledby="used">
        <h2 id="used">What of it is used</h2>
        <Limits limits={billing.limits} />
        <p className="muted">{reachOf(billing)}</p>
      </section>
    </>
  );
}

function State({ billing }: { readonly billing: Billing }) {
  if (billing.status === 'past_due') {
    return (
      <p className="banner critical" role="alert">
        A payment failed. {planNames[billing.paid_plan ?? 'free']} holds until {day(billing.grace_until)}; after that the limits of Free do. Nothing is
        deleted, and no command is let through because of it.
      </p>
    );
  }
  if (billing.status === 'none') return <p>No card on file. Upgrade when you need more room; what waits can always be decided.</p>;
  return <p>{billing.cancel_at_period_end ? `Ended: it holds until ${day(billing.period_end)}.` : `Paid until ${day(billing.period_end)}, then renewed.`}</p>;
}

function Ways({ billing }: { readonly billing: Billing }) {
  const checkout = useCheckout();
  const portal = usePortal();
  const leaving = checkout.isPending || checkout.isSuccess || portal.isPending || portal.isSuccess;
  return (
    <>
      {checkout.error !== null && <Failure error={checkout.error} />}
      {portal.error !== null && <Failure error={portal.error} />}
      <div className="actions">
        {billing.status === 'none' ? (
          <Button look="primary" disabled={leaving} onClick={() => checkout.mutate()}>
            {leaving ? 'Opening Stripe…' : 'Upgrade to Pro, $29 a month'}
          </Button>
        ) : (
          <Button look="primary" disabled={leaving} onClick={() => portal.mutate()}>
            {leaving ? 'Opening Stripe…' : 'Change, pay or end it at Stripe'}
          </Button>
        )}
      </div>
      <p className="muted">Enterprise, with unlimited room, policies of several people and your own retention, is by contract: write to us.</p>
    </>
  );
}
