-- Since when somebody belongs to the org, and their removal, which the gate's first version had the columns for.
ALTER TABLE users ADD COLUMN created_at timestamptz NOT NULL DEFAULT clock_timestamp();
CREATE INDEX credentials_user ON credentials (org_id, user_id) WHERE user_id IS NOT NULL;
