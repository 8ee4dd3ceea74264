-- Passkeys: public keys only. What an authenticator knows an account by is random, so that it says nothing of whose it is.
CREATE TABLE passkey_handles (
    account_id text PRIMARY KEY REFERENCES accounts (id),
    handle text NOT NULL UNIQUE
);

CREATE TABLE passkeys (
    account_id text NOT NULL REFERENCES accounts (id),
    id text NOT NULL,
    credential_id text NOT NULL UNIQUE CHECK (length(credential_id) BETWEEN 1 AND 1400),
    public_key text NOT NULL CHECK (length(public_key) <= 4000),
    sign_count bigint NOT NULL,
    transports text[] NOT NULL,
    backup text NOT NULL CHECK (backup IN ('never', 'possible', 'done')),
    name text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_used_at timestamptz,
    PRIMARY KEY (account_id, id)
);

-- What waits to be signed: by its hash, of one account, for one purpose and subject, once.
CREATE TABLE passkey_challenges (
    challenge_sha256 text PRIMARY KEY CHECK (challenge_sha256 ~ '^[0-9a-f]{64}$'),
    account_id text NOT NULL REFERENCES accounts (id),
    purpose text NOT NULL CHECK (purpose IN ('enrol', 'sign_in', 'again', 'step_up')),
    subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 200),
    expires_at timestamptz NOT NULL
);
CREATE INDEX passkey_challenges_account ON passkey_challenges (account_id, purpose, expires_at);

DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['passkey_handles', 'passkeys', 'passkey_challenges']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY one_account ON %I USING (account_id = current_setting(''expacti.account_id'', true))'
            ' WITH CHECK (account_id = current_setting(''expacti.account_id'', true))', t);
    END LOOP;
END
$$;

GRANT SELECT, INSERT ON passkey_handles TO ${service};
GRANT SELECT, INSERT, DELETE ON passkeys, passkey_challenges TO ${service};
GRANT UPDATE (sign_count, backup, name, last_used_at) ON passkeys TO ${service};
