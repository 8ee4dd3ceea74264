-- Who was asked to join, as what and by whom. Its token is a one-time token; that an invite is accepted once is said here.
CREATE TABLE invites (
    org_id text NOT NULL REFERENCES orgs (id),
    id text NOT NULL,
    email text NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    role text NOT NULL CHECK (role IN ('owner', 'admin', 'senior_reviewer', 'reviewer', 'auditor', 'billing')),
    invited_by text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    sent int NOT NULL CHECK (sent BETWEEN 1 AND 10),
    open boolean NOT NULL DEFAULT true,
    PRIMARY KEY (org_id, id)
);
CREATE UNIQUE INDEX invites_email ON invites (org_id, lower(email)) WHERE open;
ALTER TABLE invites ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_org ON invites USING (org_id = current_setting('expacti.org_id', true))
    WITH CHECK (org_id = current_setting('expacti.org_id', true));
GRANT SELECT, INSERT ON invites TO ${service};
GRANT UPDATE (open, sent, expires_at) ON invites TO ${service};
