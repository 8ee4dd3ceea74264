-- OpenID issuers that orgs brought for their own people. The client's secret is encrypted before it comes here, for this org, issuer,
-- address and client only. pointed_by is the role of whoever last said where it points.
CREATE TABLE org_issuers (
    org_id text NOT NULL REFERENCES orgs (id),
    id text NOT NULL UNIQUE CHECK (id ~ '^iss_[a-z0-9]{1,36}$'),
    name text NOT NULL,
    url text NOT NULL CHECK (length(url) BETWEEN 1 AND 2048),
    client_id text NOT NULL CHECK (length(client_id) BETWEEN 1 AND 255),
    sealed_secret text NOT NULL,
    pointed_by text NOT NULL,
    enabled boolean NOT NULL,
    PRIMARY KEY (org_id, id),
    UNIQUE (org_id, name)
);
ALTER TABLE org_issuers ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_org ON org_issuers USING (org_id = current_setting('expacti.org_id', true))
    WITH CHECK (org_id = current_setting('expacti.org_id', true));

CREATE INDEX account_identities_of_issuer ON account_identities (provider) WHERE provider LIKE 'iss\_%';

-- Who comes by a link names an issuer and is nobody yet.
CREATE FUNCTION find_issuer(wanted text) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ SELECT org_id FROM org_issuers WHERE id = wanted $$;

-- Links are their accounts', which an org does not see; it ends those to its own issuer, and no other's.
CREATE FUNCTION end_issuer_links(ended text) RETURNS void
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ DELETE FROM account_identities i USING org_issuers o
    WHERE o.id = ended AND o.org_id = current_setting('expacti.org_id', true) AND i.provider = o.id $$;

GRANT SELECT, INSERT, DELETE ON org_issuers TO ${service};
GRANT UPDATE (name, url, client_id, sealed_secret, pointed_by, enabled) ON org_issuers TO ${service};
REVOKE ALL ON FUNCTION find_issuer(text), end_issuer_links(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_issuer(text), end_issuer_links(text) TO ${service};
