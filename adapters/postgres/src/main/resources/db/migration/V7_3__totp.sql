-- Second factors: the secret is sealed, backup codes are hashes, and the last step that was used stays, so that a code is good once.
CREATE TABLE totps (
    account_id text PRIMARY KEY REFERENCES accounts (id),
    sealed text NOT NULL,
    begun_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    confirmed_at timestamptz,
    last_step bigint NOT NULL DEFAULT -1
);

CREATE TABLE backup_codes (
    account_id text NOT NULL REFERENCES accounts (id),
    code_sha256 text NOT NULL CHECK (code_sha256 ~ '^[0-9a-f]{64}$'),
    PRIMARY KEY (account_id, code_sha256)
);

DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['totps', 'backup_codes']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY one_account ON %I USING (account_id = current_setting(''expacti.account_id'', true))'
            ' WITH CHECK (account_id = current_setting(''expacti.account_id'', true))', t);
    END LOOP;
END
$$;

GRANT SELECT, INSERT, DELETE ON totps, backup_codes TO ${service};
GRANT UPDATE (sealed, begun_at, confirmed_at, last_step) ON totps TO ${service};

ALTER TABLE orgs ADD COLUMN require_totp boolean NOT NULL DEFAULT false;
GRANT UPDATE (require_totp) ON orgs TO ${service};
