-- A wait that nobody ended goes on once with the org's backup reviewers asked.
ALTER TABLE orgs ADD COLUMN backup_reviewer_ids text[] NOT NULL DEFAULT '{}';
ALTER TABLE commands ADD COLUMN escalated_at timestamptz, ADD COLUMN escalated_to text[] NOT NULL DEFAULT '{}';
GRANT UPDATE (backup_reviewer_ids) ON orgs TO ${service};
GRANT UPDATE (escalated_at, escalated_to) ON commands TO ${service};
