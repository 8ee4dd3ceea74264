-- Identities that other services vouch for, by the hash of provider, issuer and subject: each is one account's.
CREATE TABLE account_identities (
    identity_sha256 text PRIMARY KEY CHECK (identity_sha256 ~ '^[0-9a-f]{64}$'),
    id text NOT NULL UNIQUE,
    account_id text NOT NULL REFERENCES accounts (id),
    provider text NOT NULL CHECK (length(provider) BETWEEN 1 AND 40),
    issuer text NOT NULL CHECK (length(issuer) BETWEEN 1 AND 2048),
    subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
    email text CHECK (length(email) BETWEEN 3 AND 254),
    linked_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX account_identities_account ON account_identities (account_id);
ALTER TABLE account_identities ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_account ON account_identities USING (account_id = current_setting('expacti.account_id', true))
    WITH CHECK (account_id = current_setting('expacti.account_id', true));

-- Browsers that are on their way to another service and back, by the hash of their state. Nothing here is worth anything to who
-- reads it: what proves a journey is derived from the state and from what the browser alone has.
CREATE TABLE oidc_journeys (
    state_sha256 text PRIMARY KEY CHECK (state_sha256 ~ '^[0-9a-f]{64}$'),
    provider text NOT NULL,
    browser_sha256 text NOT NULL CHECK (browser_sha256 ~ '^[0-9a-f]{64}$'),
    link_to text,
    expires_at timestamptz NOT NULL
);
CREATE INDEX oidc_journeys_over ON oidc_journeys (expires_at);

-- What a journey led to, until the dashboard has traded it for a sign-in.
CREATE TABLE oidc_tickets (
    secret_sha256 text PRIMARY KEY CHECK (secret_sha256 ~ '^[0-9a-f]{64}$'),
    provider text NOT NULL,
    issuer text NOT NULL,
    subject text NOT NULL,
    email text,
    browser_sha256 text NOT NULL CHECK (browser_sha256 ~ '^[0-9a-f]{64}$'),
    link_to text,
    expires_at timestamptz NOT NULL
);
CREATE INDEX oidc_tickets_over ON oidc_tickets (expires_at);

CREATE FUNCTION find_identity(sha text) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ SELECT account_id FROM account_identities WHERE identity_sha256 = sha $$;

GRANT SELECT, INSERT, DELETE ON account_identities, oidc_journeys, oidc_tickets TO ${service};
REVOKE ALL ON FUNCTION find_identity(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_identity(text) TO ${service};
