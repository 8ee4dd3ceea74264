-- What writes under an Idempotency-Key answered, for a day.

CREATE TABLE kept_answers (
    org_id text NOT NULL REFERENCES orgs (id),
    credential_id text NOT NULL,
    key text NOT NULL CHECK (octet_length(key) BETWEEN 1 AND 255),
    request_sha256 text NOT NULL CHECK (request_sha256 ~ '^[0-9a-f]{64}$'),
    begun_at timestamptz NOT NULL,
    done boolean NOT NULL,
    status int CHECK (status BETWEEN 200 AND 299),
    body text,
    PRIMARY KEY (org_id, credential_id, key),
    CHECK (done OR (status IS NULL AND body IS NULL))
);
CREATE INDEX kept_answers_old ON kept_answers (begun_at);

ALTER TABLE kept_answers ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_org ON kept_answers USING (org_id = current_setting('expacti.org_id', true))
    WITH CHECK (org_id = current_setting('expacti.org_id', true));

CREATE FUNCTION orgs_with_old_answers(age interval, most int) RETURNS TABLE (org text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ SELECT DISTINCT org_id FROM (SELECT org_id FROM kept_answers
   WHERE begun_at <= clock_timestamp() - age ORDER BY begun_at LIMIT most) old $$;

REVOKE ALL ON FUNCTION orgs_with_old_answers(interval, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION orgs_with_old_answers(interval, int) TO ${service};
GRANT SELECT, INSERT, DELETE ON kept_answers TO ${service};
GRANT UPDATE (request_sha256, begun_at, done, status, body) ON kept_answers TO ${service};
