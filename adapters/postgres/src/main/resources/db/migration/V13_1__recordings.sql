-- What sessions put out: chunks, sealed before they come here, that are only ever added.
ALTER TABLE orgs ADD COLUMN recording boolean NOT NULL DEFAULT true;
GRANT UPDATE (recording) ON orgs TO ${service};

CREATE TABLE recordings (
    org_id text NOT NULL,
    session_id text NOT NULL,
    columns int NOT NULL,
    rows int NOT NULL,
    term text,
    started_at timestamptz NOT NULL,
    chunks int NOT NULL DEFAULT 0,
    events bigint NOT NULL DEFAULT 0,
    bytes bigint NOT NULL DEFAULT 0,
    last_micros bigint NOT NULL DEFAULT 0,
    full_up boolean NOT NULL DEFAULT false,
    sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    PRIMARY KEY (org_id, session_id),
    FOREIGN KEY (org_id, session_id) REFERENCES sessions (org_id, id)
) WITH (fillfactor = 50);
CREATE INDEX recordings_unsealed ON recordings (org_id, session_id) WHERE sha256 IS NULL;

CREATE TABLE recording_chunks (
    org_id text NOT NULL,
    session_id text NOT NULL,
    number int NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (org_id, session_id, number),
    FOREIGN KEY (org_id, session_id) REFERENCES recordings (org_id, session_id)
);
-- What is sealed does not compress.
ALTER TABLE recording_chunks ALTER COLUMN sealed SET STORAGE EXTERNAL;

ALTER TABLE recordings ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_org ON recordings USING (org_id = current_setting('expacti.org_id', true))
    WITH CHECK (org_id = current_setting('expacti.org_id', true));
ALTER TABLE recording_chunks ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_org ON recording_chunks USING (org_id = current_setting('expacti.org_id', true))
    WITH CHECK (org_id = current_setting('expacti.org_id', true));
GRANT SELECT, INSERT ON recordings, recording_chunks TO ${service};
GRANT UPDATE (chunks, events, bytes, last_micros, full_up, sha256) ON recordings TO ${service};

CREATE FUNCTION finished_recordings(age interval, most int) RETURNS TABLE (org text, session text)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ SELECT r.org_id, r.session_id FROM recordings r JOIN sessions s ON s.org_id = r.org_id AND s.id = r.session_id
   WHERE r.sha256 IS NULL AND s.closed_at <= clock_timestamp() - age ORDER BY s.closed_at LIMIT most $$;
REVOKE ALL ON FUNCTION finished_recordings(interval, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION finished_recordings(interval, int) TO ${service};
