-- Ways back of people who lost every second factor: one of an account at most, until it ends.
CREATE TABLE account_recoveries (
    account_id text PRIMARY KEY REFERENCES accounts (id),
    id text NOT NULL,
    begun_at timestamptz NOT NULL,
    ready_at timestamptz NOT NULL CHECK (ready_at >= begun_at),
    ends_at timestamptz NOT NULL CHECK (ends_at > ready_at),
    next_mail_at timestamptz NOT NULL
);
CREATE INDEX account_recoveries_due ON account_recoveries (next_mail_at);

ALTER TABLE account_recoveries ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_account ON account_recoveries USING (account_id = current_setting('expacti.account_id', true))
    WITH CHECK (account_id = current_setting('expacti.account_id', true));

-- Whether the password was set by a mail, and nobody has shown the second factor with it since. Those there already count as shown.
ALTER TABLE accounts ADD COLUMN password_by_mail boolean NOT NULL DEFAULT false;

ALTER TABLE one_time_tokens DROP CONSTRAINT one_time_tokens_purpose_check;
ALTER TABLE one_time_tokens ADD CONSTRAINT one_time_tokens_purpose_check
    CHECK (purpose IN ('verify', 'reset', 'invite', 'recover', 'recovery_cancel'));

-- Ids and nothing else, as everything that looks across.
CREATE FUNCTION recoveries_due(moment timestamptz, most int) RETURNS TABLE (account text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ SELECT account_id FROM account_recoveries WHERE next_mail_at <= moment ORDER BY next_mail_at LIMIT most $$;

CREATE FUNCTION members_recovering(org text) RETURNS TABLE (member text, account text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ SELECT u.id, u.account_id FROM users u JOIN account_recoveries r ON r.account_id = u.account_id WHERE u.org_id = org $$;

GRANT SELECT, INSERT, DELETE ON account_recoveries TO ${service};
GRANT UPDATE (next_mail_at) ON account_recoveries TO ${service};
GRANT UPDATE (password_by_mail) ON accounts TO ${service};
REVOKE ALL ON FUNCTION recoveries_due(timestamptz, int), members_recovering(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION recoveries_due(timestamptz, int), members_recovering(text) TO ${service};
