-- Whose standing at the payment service was not asked for since a moment: a message about it may have been lost.
CREATE INDEX subscriptions_by_age ON subscriptions (as_of NULLS FIRST) WHERE customer_id IS NOT NULL;

CREATE FUNCTION orgs_with_old_subscriptions(age interval, most int) RETURNS TABLE (org text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ SELECT org_id FROM subscriptions
   WHERE customer_id IS NOT NULL AND (as_of IS NULL OR as_of <= clock_timestamp() - age)
   ORDER BY as_of NULLS FIRST LIMIT most $$;

REVOKE ALL ON FUNCTION orgs_with_old_subscriptions(interval, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION orgs_with_old_subscriptions(interval, int) TO ${service};
