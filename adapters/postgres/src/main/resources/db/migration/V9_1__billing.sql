-- What an org pays for, as the payment service said last; as_of is when it was asked.
CREATE TABLE subscriptions (
    org_id text PRIMARY KEY REFERENCES orgs (id),
    customer_id text UNIQUE CHECK (length(customer_id) BETWEEN 1 AND 255),
    subscription_id text,
    plan text NOT NULL CHECK (plan IN ('free', 'pro', 'enterprise')),
    payment text NOT NULL CHECK (payment IN ('none', 'paid', 'failed')),
    period_start timestamptz,
    period_end timestamptz,
    ends_with_period boolean NOT NULL,
    unpaid_since timestamptz,
    as_of timestamptz,
    CHECK ((payment = 'failed') = (unpaid_since IS NOT NULL))
);

-- The messages of the payment service that were dealt with. What is over a month old never comes again.
CREATE TABLE billing_events (
    org_id text NOT NULL REFERENCES orgs (id),
    id text NOT NULL CHECK (length(id) BETWEEN 1 AND 255),
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (org_id, id)
);

ALTER TABLE subscriptions ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_org ON subscriptions USING (org_id = current_setting('expacti.org_id', true))
    WITH CHECK (org_id = current_setting('expacti.org_id', true));
ALTER TABLE billing_events ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_org ON billing_events USING (org_id = current_setting('expacti.org_id', true))
    WITH CHECK (org_id = current_setting('expacti.org_id', true));

-- A message names a customer and no org.
CREATE FUNCTION find_customer(customer text) RETURNS TABLE (org text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ SELECT org_id FROM subscriptions WHERE customer_id = customer $$;
REVOKE ALL ON FUNCTION find_customer(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_customer(text) TO ${service};

GRANT SELECT, INSERT ON subscriptions, billing_events TO ${service};
GRANT UPDATE (customer_id, subscription_id, plan, payment, period_start, period_end, ends_with_period, unpaid_since, as_of)
    ON subscriptions TO ${service};
GRANT DELETE ON billing_events TO ${service};
