-- Tokens that are good for some targets, or until they are replaced, and the public keys agents are known by over SSH. A key has
-- no secret here: nothing that is sent over HTTP is ever compared with it.
ALTER TABLE credentials
    ADD COLUMN target_ids text[],
    ADD COLUMN ssh_fingerprint text CHECK (ssh_fingerprint ~ '^SHA256:[A-Za-z0-9+/]{43}$'),
    ADD COLUMN ssh_public_key text,
    ADD CHECK ((ssh_fingerprint IS NULL) = (ssh_public_key IS NULL)),
    ADD CHECK (ssh_fingerprint IS NULL OR secret_sha256 IS NULL);
-- The key alone finds the agent, so it is one agent's over all orgs.
CREATE UNIQUE INDEX credentials_ssh ON credentials (ssh_fingerprint)
    WHERE ssh_fingerprint IS NOT NULL AND revoked_at IS NULL;
GRANT UPDATE (expires_at) ON credentials TO ${service};

CREATE FUNCTION find_ssh_key(fingerprint text) RETURNS TABLE (org text, credential text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ SELECT org_id, id FROM credentials WHERE ssh_fingerprint = fingerprint AND revoked_at IS NULL $$;
REVOKE ALL ON FUNCTION find_ssh_key(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_ssh_key(text) TO ${service};
