-- An account is a person's sign-in and belongs to no org; a row of users is its place in one. The service sees one account
-- at a time, the one its transaction names (expacti.account_id), as it sees one org at a time.
CREATE TABLE accounts (
    id text PRIMARY KEY,
    email text NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    password_hash text,
    last_org_id text,
    verified_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX accounts_email ON accounts (lower(email));
ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_account ON accounts USING (id = current_setting('expacti.account_id', true))
    WITH CHECK (id = current_setting('expacti.account_id', true));

-- Null for those who never sign in, as the reviewer of an evaluation.
ALTER TABLE users ADD COLUMN account_id text REFERENCES accounts (id);
CREATE UNIQUE INDEX users_account ON users (account_id, org_id) WHERE account_id IS NOT NULL;

-- What is sent by mail and proves its address, once: by its hash, for one purpose, about one subject.
CREATE TABLE one_time_tokens (
    secret_sha256 text PRIMARY KEY CHECK (secret_sha256 ~ '^[0-9a-f]{64}$'),
    purpose text NOT NULL CHECK (purpose IN ('verify', 'reset', 'invite')),
    subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 200),
    expires_at timestamptz NOT NULL
);
CREATE INDEX one_time_tokens_subject ON one_time_tokens (purpose, subject);
CREATE INDEX one_time_tokens_over ON one_time_tokens (expires_at);

-- What somebody asked for whose address is not proven yet. No account and no org comes of it before that.
CREATE TABLE sign_ups (
    id text PRIMARY KEY,
    email text NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    password_hash text NOT NULL,
    org_name text NOT NULL,
    allow_self_approval boolean NOT NULL,
    planned_account text NOT NULL,
    planned_org text NOT NULL,
    planned_user text NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX sign_ups_email ON sign_ups (lower(email));
CREATE INDEX sign_ups_over ON sign_ups (expires_at);

-- Ids and nothing else, as everything that looks across.
CREATE FUNCTION find_account(address text) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ SELECT id FROM accounts WHERE lower(email) = lower(address) $$;

CREATE FUNCTION memberships(account text) RETURNS TABLE (org text, member text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ SELECT org_id, id FROM users WHERE account_id = account ORDER BY org_id $$;

GRANT SELECT ON accounts, one_time_tokens, sign_ups TO ${service};
GRANT INSERT ON accounts, one_time_tokens, sign_ups TO ${service};
GRANT UPDATE (password_hash, last_org_id) ON accounts TO ${service};
GRANT UPDATE (account_id) ON users TO ${service};
GRANT DELETE ON one_time_tokens, sign_ups TO ${service};
REVOKE ALL ON FUNCTION find_account(text), memberships(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_account(text), memberships(text) TO ${service};
