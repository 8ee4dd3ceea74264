-- The gate's system of record. ${service} is the role the service runs as: it owns nothing here, so row-level security
-- holds for it whatever the code does, and every transaction names the one org it is for (expacti.org_id).

CREATE TABLE orgs (
    id text PRIMARY KEY,
    name text NOT NULL,
    timeout_seconds int NOT NULL CHECK (timeout_seconds BETWEEN 30 AND 600),
    timeout_action text NOT NULL CHECK (timeout_action IN ('deny', 'escalate', 'approve')),
    timeout_approve_below int CHECK (timeout_approve_below BETWEEN 0 AND 100),
    auto_approve_below int CHECK (auto_approve_below BETWEEN 0 AND 100),
    anomaly_suspends_whitelist boolean NOT NULL,
    allow_self_approval boolean NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- One row an org: whoever settles or changes anything locks it first.
CREATE TABLE chain_heads (
    org_id text PRIMARY KEY REFERENCES orgs (id),
    seq bigint NOT NULL,
    hash text NOT NULL,
    gate_version bigint NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE users (
    org_id text NOT NULL REFERENCES orgs (id),
    id text NOT NULL,
    email text NOT NULL,
    display_name text NOT NULL,
    role text NOT NULL CHECK (role IN ('owner', 'admin', 'senior_reviewer', 'reviewer', 'auditor', 'billing')),
    active boolean NOT NULL,
    PRIMARY KEY (org_id, id)
);
CREATE UNIQUE INDEX users_email ON users (org_id, lower(email));

CREATE TABLE targets (
    org_id text NOT NULL REFERENCES orgs (id),
    id text NOT NULL,
    name text NOT NULL,
    environment text NOT NULL CHECK (environment IN ('production', 'staging', 'development', 'none')),
    enforced boolean NOT NULL,
    group_ids text[] NOT NULL,
    PRIMARY KEY (org_id, id),
    UNIQUE (org_id, name)
);

CREATE TABLE agents (
    org_id text NOT NULL REFERENCES orgs (id),
    id text NOT NULL,
    name text NOT NULL,
    owner_id text,
    created_by text,
    default_target_id text,
    target_ids text[] NOT NULL,
    active boolean NOT NULL,
    PRIMARY KEY (org_id, id)
);
CREATE UNIQUE INDEX agents_name ON agents (org_id, name) WHERE active;

-- secret_sha256 is null for a token that lives in memory only.
CREATE TABLE credentials (
    org_id text NOT NULL REFERENCES orgs (id),
    id text NOT NULL,
    name text NOT NULL,
    agent_id text,
    user_id text,
    issued_by text,
    permissions text[] NOT NULL,
    secret_sha256 text UNIQUE CHECK (secret_sha256 ~ '^[0-9a-f]{64}$'),
    expires_at timestamptz,
    revoked_at timestamptz,
    PRIMARY KEY (org_id, id),
    CHECK ((agent_id IS NULL) <> (user_id IS NULL))
);

CREATE TABLE rules (
    org_id text NOT NULL REFERENCES orgs (id),
    id text NOT NULL,
    effect text NOT NULL CHECK (effect IN ('allow', 'deny')),
    pattern_type text NOT NULL CHECK (pattern_type IN ('exact', 'glob', 'regex')),
    pattern text NOT NULL CHECK (octet_length(pattern) BETWEEN 1 AND 65536),
    scope text NOT NULL,
    cwd text,
    examples text[] NOT NULL,
    max_risk int CHECK (max_risk BETWEEN 0 AND 100),
    expires_at timestamptz,
    note text NOT NULL,
    created_by text NOT NULL,
    remembered boolean NOT NULL,
    votes_behind text[] NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    hits bigint NOT NULL DEFAULT 0,
    last_hit_at timestamptz,
    PRIMARY KEY (org_id, id)
) WITH (fillfactor = 70);

CREATE TABLE sessions (
    org_id text NOT NULL REFERENCES orgs (id),
    id text NOT NULL,
    agent_id text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('explicit', 'implicit', 'http')),
    goal text,
    target_id text,
    steps text[] NOT NULL,
    on_behalf_of text,
    labels jsonb NOT NULL,
    opened_at timestamptz NOT NULL,
    closed_at timestamptz,
    lost_at timestamptz,
    node text,
    PRIMARY KEY (org_id, id)
);
CREATE UNIQUE INDEX sessions_standing ON sessions (org_id, agent_id) WHERE kind = 'http' AND closed_at IS NULL;
CREATE INDEX sessions_open ON sessions (lost_at) WHERE kind = 'implicit' AND closed_at IS NULL;

CREATE TABLE commands (
    org_id text NOT NULL REFERENCES orgs (id),
    id text NOT NULL,
    session_id text NOT NULL,
    agent_id text NOT NULL,
    credential_id text NOT NULL,
    ref text NOT NULL,
    digest text NOT NULL,
    command text NOT NULL,
    cwd text,
    target_id text,
    context text,
    step int,
    wanted_timeout int,
    spend boolean NOT NULL,
    held boolean NOT NULL,
    on_behalf_of text,
    submitted_at timestamptz NOT NULL,
    risk_score int NOT NULL,
    risk jsonb NOT NULL,
    anomaly_reasons text[] NOT NULL,
    excluded text[] NOT NULL,
    deadline timestamptz,
    undecided boolean NOT NULL,
    PRIMARY KEY (org_id, id),
    UNIQUE (org_id, session_id, ref)
);
CREATE INDEX commands_undecided ON commands (submitted_at) WHERE undecided;

-- INVARIANT: a command is decided once. The primary key says so, and the service may only ever insert.
CREATE TABLE decisions (
    org_id text NOT NULL,
    command_id text NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('approved', 'denied', 'timed_out', 'cancelled', 'blocked')),
    via text NOT NULL,
    comment text,
    decided_by text NOT NULL,
    reviewers text[] NOT NULL,
    approvers text[] NOT NULL,
    rule_ids text[] NOT NULL,
    suggested_command text,
    seq bigint NOT NULL,
    decided_at timestamptz NOT NULL,
    latency_ms bigint NOT NULL,
    PRIMARY KEY (org_id, command_id),
    FOREIGN KEY (org_id, command_id) REFERENCES commands (org_id, id)
);

CREATE TABLE approvals (
    org_id text NOT NULL,
    command_id text NOT NULL,
    agent_id text NOT NULL,
    expires_at timestamptz NOT NULL,
    spent_at timestamptz,
    gate_version bigint NOT NULL,
    PRIMARY KEY (org_id, command_id),
    FOREIGN KEY (org_id, command_id) REFERENCES decisions (org_id, command_id)
);

CREATE TABLE results (
    org_id text NOT NULL,
    command_id text NOT NULL,
    exit_code int,
    duration_ms bigint,
    output_bytes bigint,
    reported_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (org_id, command_id),
    FOREIGN KEY (org_id, command_id) REFERENCES commands (org_id, id)
);

CREATE TABLE audit_log (
    org_id text NOT NULL REFERENCES orgs (id),
    seq bigint NOT NULL,
    event text NOT NULL,
    command_id text,
    entry text NOT NULL,
    prev_hash text NOT NULL,
    hash text NOT NULL,
    PRIMARY KEY (org_id, seq)
);

CREATE TABLE pending_items (
    org_id text NOT NULL,
    command_id text NOT NULL,
    submitted_at timestamptz NOT NULL,
    deadline timestamptz NOT NULL,
    ballots jsonb NOT NULL,
    intent jsonb,
    claimed_at timestamptz,
    holder text,
    epoch bigint NOT NULL,
    orphaned_at timestamptz,
    PRIMARY KEY (org_id, command_id)
);
CREATE INDEX pending_due ON pending_items (deadline) WHERE intent IS NULL;
CREATE INDEX pending_voted ON pending_items (deadline) WHERE intent IS NULL AND ballots <> '[]'::jsonb;
CREATE INDEX pending_claimed ON pending_items (claimed_at) WHERE intent IS NOT NULL;

CREATE TABLE nodes (
    id text PRIMARY KEY,
    lease_until timestamptz NOT NULL
);

-- Row-level security, on everything that belongs to an org.
DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['chain_heads', 'users', 'targets', 'agents', 'credentials', 'rules', 'sessions', 'commands',
        'decisions', 'approvals', 'results', 'audit_log', 'pending_items']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY one_org ON %I USING (org_id = current_setting(''expacti.org_id'', true))'
            ' WITH CHECK (org_id = current_setting(''expacti.org_id'', true))', t);
    END LOOP;
    ALTER TABLE orgs ENABLE ROW LEVEL SECURITY;
    CREATE POLICY one_org ON orgs USING (id = current_setting('expacti.org_id', true))
        WITH CHECK (id = current_setting('expacti.org_id', true));
END
$$;

-- What has to look across orgs does so in these functions, which give ids and nothing else.
CREATE FUNCTION find_credential(sha text) RETURNS TABLE (org text, credential text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ SELECT org_id, id FROM credentials WHERE secret_sha256 = sha $$;

CREATE FUNCTION all_orgs() RETURNS TABLE (org text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ SELECT id FROM orgs ORDER BY id $$;

CREATE FUNCTION due_items(most int) RETURNS TABLE (org text, command text)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ SELECT org_id, command_id FROM pending_items
   WHERE intent IS NULL AND deadline <= clock_timestamp() ORDER BY deadline LIMIT most $$;

CREATE FUNCTION voted_items(most int) RETURNS TABLE (org text, command text)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ SELECT org_id, command_id FROM pending_items
   WHERE intent IS NULL AND ballots <> '[]'::jsonb ORDER BY deadline LIMIT most $$;

CREATE FUNCTION stuck_items(age interval, most int) RETURNS TABLE (org text, command text)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ SELECT org_id, command_id FROM pending_items
   WHERE intent IS NOT NULL AND claimed_at <= clock_timestamp() - age ORDER BY claimed_at LIMIT most $$;

CREATE FUNCTION orphan_items(grace interval, most int) RETURNS TABLE (org text, command text, at_epoch bigint)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ SELECT org_id, command_id, epoch FROM pending_items
   WHERE intent IS NULL AND orphaned_at <= clock_timestamp() - grace ORDER BY orphaned_at LIMIT most $$;

CREATE FUNCTION orphan_lost() RETURNS bigint
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ WITH lost AS (
     UPDATE pending_items SET orphaned_at = clock_timestamp()
     WHERE holder IS NOT NULL AND orphaned_at IS NULL
       AND holder NOT IN (SELECT id FROM nodes WHERE lease_until > clock_timestamp())
     RETURNING 1),
   gone AS (
     UPDATE sessions SET lost_at = clock_timestamp()
     WHERE kind = 'implicit' AND closed_at IS NULL AND lost_at IS NULL
       AND node NOT IN (SELECT id FROM nodes WHERE lease_until > clock_timestamp())
     RETURNING 1)
   SELECT (SELECT count(*) FROM lost) + (SELECT count(*) FROM gone) $$;

CREATE FUNCTION undecided_commands(before timestamptz, most int) RETURNS TABLE (org text, command text)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ SELECT c.org_id, c.id FROM commands c
   WHERE c.undecided AND c.submitted_at <= before
     AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.org_id = c.org_id AND d.command_id = c.id)
     AND NOT EXISTS (SELECT 1 FROM pending_items p WHERE p.org_id = c.org_id AND p.command_id = c.id)
   ORDER BY c.submitted_at LIMIT most $$;

CREATE FUNCTION close_lost_sessions(grace interval) RETURNS TABLE (org text, session text)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ UPDATE sessions s SET closed_at = clock_timestamp()
   WHERE s.kind = 'implicit' AND s.closed_at IS NULL AND s.lost_at <= clock_timestamp() - grace
     AND NOT EXISTS (SELECT 1 FROM pending_items p JOIN commands c ON c.org_id = p.org_id AND c.id = p.command_id
                     WHERE c.org_id = s.org_id AND c.session_id = s.id)
   RETURNING s.org_id, s.id $$;

GRANT USAGE ON SCHEMA ${schema} TO ${service};
GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO ${service};
GRANT INSERT ON orgs, chain_heads, users, targets, agents, credentials, rules, sessions, commands, decisions, approvals,
    results, audit_log, pending_items TO ${service};
GRANT INSERT, UPDATE, DELETE ON nodes TO ${service};
GRANT UPDATE (name, timeout_seconds, timeout_action, timeout_approve_below, auto_approve_below,
    anomaly_suspends_whitelist, allow_self_approval) ON orgs TO ${service};
GRANT UPDATE (seq, hash, gate_version) ON chain_heads TO ${service};
GRANT UPDATE (email, display_name, role, active) ON users TO ${service};
GRANT UPDATE (name, environment, enforced, group_ids) ON targets TO ${service};
GRANT UPDATE (name, owner_id, default_target_id, target_ids, active) ON agents TO ${service};
GRANT UPDATE (revoked_at) ON credentials TO ${service};
GRANT UPDATE, DELETE ON rules TO ${service};
GRANT UPDATE (closed_at, lost_at) ON sessions TO ${service};
GRANT UPDATE (deadline, undecided) ON commands TO ${service};
GRANT UPDATE (spent_at) ON approvals TO ${service};
GRANT UPDATE, DELETE ON pending_items TO ${service};
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ${schema} FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${schema} TO ${service};
