-- How targets are reached. What a login is proved by is encrypted before it comes here, for this org and this target only.
ALTER TABLE targets
    ADD COLUMN host text,
    ADD COLUMN port int CHECK (port BETWEEN 1 AND 65535),
    ADD COLUMN login text,
    ADD COLUMN host_key text,
    ADD COLUMN auth text CHECK (auth IN ('private_key', 'password')),
    ADD COLUMN sealed_credential text,
    ADD COLUMN active boolean NOT NULL DEFAULT true,
    ADD CHECK ((host IS NULL) = (port IS NULL) AND (host IS NULL) = (login IS NULL) AND (host IS NULL) = (auth IS NULL)),
    DROP CONSTRAINT targets_org_id_name_key;
CREATE UNIQUE INDEX targets_name ON targets (org_id, name) WHERE active;
GRANT UPDATE (host, port, login, host_key, auth, sealed_credential, active) ON targets TO ${service};

CREATE TABLE target_groups (
    org_id text NOT NULL REFERENCES orgs (id),
    id text NOT NULL,
    name text NOT NULL,
    PRIMARY KEY (org_id, id),
    UNIQUE (org_id, name)
);
ALTER TABLE target_groups ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_org ON target_groups USING (org_id = current_setting('expacti.org_id', true))
    WITH CHECK (org_id = current_setting('expacti.org_id', true));
GRANT SELECT, INSERT, DELETE ON target_groups TO ${service};
GRANT UPDATE (name) ON target_groups TO ${service};
