-- What people who are not looking are told of waiting commands: once each, and what became of it.
CREATE TABLE notices (
    org_id text NOT NULL,
    event text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('escalated', 'reminder')),
    command_id text NOT NULL,
    opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (org_id, event),
    FOREIGN KEY (org_id, command_id) REFERENCES commands (org_id, id) ON DELETE CASCADE
);
-- For what goes with its command when an org no longer keeps it.
CREATE INDEX notices_of_command ON notices (command_id, org_id);

CREATE TABLE notice_deliveries (
    org_id text NOT NULL,
    id text NOT NULL,
    event text NOT NULL,
    channel text NOT NULL,
    recipient text NOT NULL,
    state text NOT NULL CHECK (state IN ('pending', 'sent', 'skipped', 'failed')),
    attempts int NOT NULL DEFAULT 0,
    problem text CHECK (length(problem) <= 1000),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    touched_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at timestamptz,
    PRIMARY KEY (org_id, id),
    FOREIGN KEY (org_id, event) REFERENCES notices (org_id, event) ON DELETE CASCADE
) WITH (fillfactor = 70);
CREATE INDEX deliveries_pending ON notice_deliveries (touched_at) WHERE state = 'pending';
CREATE INDEX deliveries_by_event ON notice_deliveries (event);

CREATE TABLE notice_choices (
    org_id text NOT NULL,
    user_id text NOT NULL,
    escalations boolean NOT NULL,
    reminders boolean NOT NULL,
    PRIMARY KEY (org_id, user_id),
    FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id)
);

DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['notices', 'notice_deliveries', 'notice_choices']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY one_org ON %I USING (org_id = current_setting(''expacti.org_id'', true))'
            ' WITH CHECK (org_id = current_setting(''expacti.org_id'', true))', t);
    END LOOP;
END
$$;
GRANT SELECT, INSERT ON notices, notice_deliveries, notice_choices TO ${service};
GRANT UPDATE (state, attempts, problem, touched_at, ended_at) ON notice_deliveries TO ${service};
GRANT UPDATE (escalations, reminders) ON notice_choices TO ${service};

CREATE FUNCTION late_deliveries(age interval, useless interval, most int)
    RETURNS TABLE (org text, delivery text, expired boolean)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ SELECT org_id, id, created_at <= clock_timestamp() - useless FROM notice_deliveries
   WHERE state = 'pending' AND touched_at <= clock_timestamp() - age ORDER BY touched_at LIMIT most $$;

CREATE FUNCTION half_waited_commands(most int) RETURNS TABLE (org text, command text)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ SELECT c.org_id, c.id FROM commands c
   WHERE c.undecided AND c.deadline > clock_timestamp()
     AND c.submitted_at + (c.deadline - c.submitted_at) / 2 <= clock_timestamp()
     AND NOT EXISTS (SELECT 1 FROM notices n WHERE n.org_id = c.org_id AND n.event = 'reminder:' || c.id)
   ORDER BY c.submitted_at LIMIT most $$;

CREATE FUNCTION untold_escalations(most int) RETURNS TABLE (org text, command text)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ SELECT c.org_id, c.id FROM commands c
   WHERE c.undecided AND c.escalated_at IS NOT NULL AND c.deadline > clock_timestamp()
     AND NOT EXISTS (SELECT 1 FROM notices n WHERE n.org_id = c.org_id AND n.event = 'escalated:' || c.id)
   ORDER BY c.submitted_at LIMIT most $$;

REVOKE ALL ON FUNCTION late_deliveries(interval, interval, int), half_waited_commands(int), untold_escalations(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION late_deliveries(interval, interval, int), half_waited_commands(int), untold_escalations(int)
    TO ${service};
