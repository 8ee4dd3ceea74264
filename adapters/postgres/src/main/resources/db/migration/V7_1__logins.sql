-- Sign-ins, whose standing is their credential's, and the refresh tokens of each: used ones stay, so that a second use of one
-- is seen.
CREATE TABLE logins (
    org_id text NOT NULL REFERENCES orgs (id),
    id text NOT NULL,
    user_id text NOT NULL,
    address text,
    user_agent text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_used_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (org_id, id)
);
CREATE INDEX logins_user ON logins (user_id, org_id);

CREATE TABLE refresh_tokens (
    secret_sha256 text PRIMARY KEY CHECK (secret_sha256 ~ '^[0-9a-f]{64}$'),
    org_id text NOT NULL,
    login_id text NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    FOREIGN KEY (org_id, login_id) REFERENCES logins (org_id, id) ON DELETE CASCADE
);
CREATE INDEX refresh_tokens_login ON refresh_tokens (login_id, org_id);

DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['logins', 'refresh_tokens']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY one_org ON %I USING (org_id = current_setting(''expacti.org_id'', true))'
            ' WITH CHECK (org_id = current_setting(''expacti.org_id'', true))', t);
    END LOOP;
END
$$;

CREATE FUNCTION find_refresh_token(sha text) RETURNS TABLE (org text, login text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ SELECT org_id, login_id FROM refresh_tokens WHERE secret_sha256 = sha $$;

GRANT SELECT, INSERT, DELETE ON logins TO ${service};
GRANT UPDATE (last_used_at) ON logins TO ${service};
GRANT SELECT, INSERT ON refresh_tokens TO ${service};
GRANT UPDATE (used_at) ON refresh_tokens TO ${service};
REVOKE ALL ON FUNCTION find_refresh_token(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_refresh_token(text) TO ${service};
