-- What the gate remembers of each agent, for the anomaly rules: one row an agent, made with it, moved in the transaction
-- that claims or settles one of its commands. Lock order: chain head, then histories by agent, then commands.
CREATE TABLE agent_histories (
    org_id text NOT NULL REFERENCES orgs (id),
    agent_id text NOT NULL,
    version bigint NOT NULL DEFAULT 0,
    history json,
    PRIMARY KEY (org_id, agent_id),
    CHECK (octet_length(history::text) <= 65536)
) WITH (fillfactor = 50);

INSERT INTO agent_histories (org_id, agent_id) SELECT org_id, id FROM agents;

ALTER TABLE agent_histories ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_org ON agent_histories USING (org_id = current_setting('expacti.org_id', true))
    WITH CHECK (org_id = current_setting('expacti.org_id', true));
GRANT SELECT, INSERT ON agent_histories TO ${service};
GRANT UPDATE (version, history) ON agent_histories TO ${service};

-- Where a command came from, as the gate's own socket saw it.
ALTER TABLE commands ADD COLUMN source_ip text;

ALTER TABLE orgs
    ADD COLUMN operating_hours jsonb,
    ADD COLUMN time_zone text NOT NULL DEFAULT 'UTC',
    ADD COLUMN anomaly_rules_off text[] NOT NULL DEFAULT '{}';
GRANT UPDATE (operating_hours, time_zone, anomaly_rules_off) ON orgs TO ${service};
