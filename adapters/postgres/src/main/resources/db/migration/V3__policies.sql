-- Approval policies: what it takes to allow the commands a pattern covers, in a scope, from a level of risk upwards.
CREATE TABLE policies (
    org_id text NOT NULL REFERENCES orgs (id),
    id text NOT NULL,
    type text NOT NULL CHECK (type IN ('any_reviewer', 'min_approvers', 'role_required', 'all_of')),
    approvals_required int CHECK (approvals_required BETWEEN 1 AND 20),
    role text CHECK (role IN ('owner', 'admin', 'senior_reviewer', 'reviewer')),
    reviewer_ids text[] NOT NULL CHECK (cardinality(reviewer_ids) <= 20),
    pattern_type text NOT NULL CHECK (pattern_type IN ('exact', 'glob', 'regex')),
    pattern text NOT NULL CHECK (octet_length(pattern) BETWEEN 1 AND 65536),
    scope text NOT NULL,
    min_risk_level text NOT NULL CHECK (min_risk_level IN ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')),
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (org_id, id),
    -- Each type has what it needs and nothing of another's.
    CHECK ((type = 'min_approvers') = (approvals_required IS NOT NULL)),
    CHECK ((type = 'role_required') = (role IS NOT NULL)),
    CHECK ((type = 'all_of') = (cardinality(reviewer_ids) > 0))
);

ALTER TABLE policies ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_org ON policies USING (org_id = current_setting('expacti.org_id', true))
    WITH CHECK (org_id = current_setting('expacti.org_id', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON policies TO ${service};
