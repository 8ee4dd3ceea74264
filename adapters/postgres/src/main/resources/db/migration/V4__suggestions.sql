-- Rules that people's approvals add up to. Open ones come and go with the evidence; answered ones stay.

CREATE TABLE suggestions (
    org_id text NOT NULL REFERENCES orgs (id),
    id text NOT NULL,
    status text NOT NULL CHECK (status IN ('open', 'accepted', 'dismissed')),
    pattern_type text NOT NULL CHECK (pattern_type IN ('exact', 'glob')),
    pattern text NOT NULL CHECK (octet_length(pattern) BETWEEN 1 AND 65536),
    scope text NOT NULL,
    cwd text,
    examples text[] NOT NULL,
    max_risk int CHECK (max_risk BETWEEN 0 AND 49),
    risk_score int NOT NULL CHECK (risk_score BETWEEN 0 AND 49),
    runs_mutable_code boolean NOT NULL,
    approvals int NOT NULL,
    commands int NOT NULL,
    reviewers text[] NOT NULL,
    approved_since timestamptz NOT NULL,
    approved_last timestamptz NOT NULL,
    considered int NOT NULL,
    matched int NOT NULL,
    denied int NOT NULL,
    found_at timestamptz NOT NULL,
    answered_by text,
    answered_at timestamptz,
    rule_id text,
    PRIMARY KEY (org_id, id),
    CHECK ((status = 'open') = (answered_at IS NULL)),
    CHECK ((status = 'accepted') = (rule_id IS NOT NULL))
);

-- Whose turn it is to look for suggestions, and up to which audit entry somebody has looked.
CREATE TABLE suggestion_turns (
    org_id text PRIMARY KEY REFERENCES orgs (id),
    chain_seq bigint NOT NULL,
    looked_at timestamptz NOT NULL,
    lease_until timestamptz NOT NULL
);

ALTER TABLE suggestions ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_org ON suggestions USING (org_id = current_setting('expacti.org_id', true))
    WITH CHECK (org_id = current_setting('expacti.org_id', true));
ALTER TABLE suggestion_turns ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_org ON suggestion_turns USING (org_id = current_setting('expacti.org_id', true))
    WITH CHECK (org_id = current_setting('expacti.org_id', true));

GRANT SELECT, INSERT, UPDATE, DELETE ON suggestions TO ${service};
GRANT SELECT, INSERT, UPDATE ON suggestion_turns TO ${service};
