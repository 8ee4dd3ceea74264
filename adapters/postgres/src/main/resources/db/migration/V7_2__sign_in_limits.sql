-- How often something may be tried (a leaky bucket as one moment: when all of it is there again). Belongs to nobody: only hashes.
CREATE TABLE allowances (
    key_sha256 text PRIMARY KEY CHECK (key_sha256 ~ '^[0-9a-f]{64}$'),
    whole_at timestamptz NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX allowances_whole ON allowances (whole_at);

-- Addresses and devices an account was signed in to from, as hashes.
CREATE TABLE known_clients (
    account_id text NOT NULL REFERENCES accounts (id),
    client_sha256 text NOT NULL CHECK (client_sha256 ~ '^[0-9a-f]{64}$'),
    seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (account_id, client_sha256)
);
ALTER TABLE known_clients ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_account ON known_clients USING (account_id = current_setting('expacti.account_id', true))
    WITH CHECK (account_id = current_setting('expacti.account_id', true));

GRANT SELECT, INSERT, UPDATE, DELETE ON allowances TO ${service};
GRANT SELECT, INSERT, DELETE ON known_clients TO ${service};
GRANT UPDATE (seen_at) ON known_clients TO ${service};
