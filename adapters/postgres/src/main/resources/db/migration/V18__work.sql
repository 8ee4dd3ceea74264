-- Tasks for later: names of things, nothing of their content.
CREATE TABLE work_tasks (
    org_id text NOT NULL REFERENCES orgs (id),
    id text NOT NULL CHECK (id ~ '^[0-9a-f]{64}$'),
    task text NOT NULL CHECK (octet_length(task) BETWEEN 1 AND 1024),
    due_at timestamptz NOT NULL,
    attempts int NOT NULL DEFAULT 0,
    receipt text,
    dead_at timestamptz,
    dead_reason text,
    PRIMARY KEY (org_id, id)
) WITH (fillfactor = 70);
CREATE INDEX work_due ON work_tasks (due_at) WHERE dead_at IS NULL;
CREATE INDEX work_dead ON work_tasks (dead_at) WHERE dead_at IS NOT NULL;

ALTER TABLE work_tasks ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_org ON work_tasks USING (org_id = current_setting('expacti.org_id', true))
    WITH CHECK (org_id = current_setting('expacti.org_id', true));
GRANT SELECT, INSERT ON work_tasks TO ${service};
GRANT UPDATE (due_at, attempts, receipt, dead_at, dead_reason) ON work_tasks TO ${service};

-- Takers wait for no other taker: what one is about to have, the next passes over. Who dies with a task in hand loses it when it is due.
CREATE FUNCTION take_work(most int, lease interval, attempts_max int)
    RETURNS TABLE (org text, work_id text, work text, work_receipt text, attempt int)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ WITH due AS (
     SELECT w.org_id, w.id FROM work_tasks w
     WHERE w.dead_at IS NULL AND w.due_at <= clock_timestamp()
     ORDER BY w.due_at LIMIT most FOR UPDATE SKIP LOCKED),
   worn_out AS (
     UPDATE work_tasks w SET dead_at = clock_timestamp(), receipt = NULL,
         dead_reason = format('given %s times and finished by nobody', w.attempts)
     FROM due WHERE w.org_id = due.org_id AND w.id = due.id AND w.attempts >= attempts_max)
   UPDATE work_tasks w SET due_at = clock_timestamp() + lease, receipt = gen_random_uuid()::text, attempts = w.attempts + 1
   FROM due WHERE w.org_id = due.org_id AND w.id = due.id AND w.attempts < attempts_max
   RETURNING w.org_id, w.id, w.task, w.receipt, w.attempts $$;

-- Whoever has the receipts was given the tasks.
CREATE FUNCTION finish_work(orgs text[], work_ids text[], receipts text[]) RETURNS bigint
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ WITH gone AS (
     DELETE FROM work_tasks w USING unnest(orgs, work_ids, receipts) AS d (org, work_id, receipt)
     WHERE w.org_id = d.org AND w.id = d.work_id AND w.receipt = d.receipt AND w.dead_at IS NULL RETURNING 1)
   SELECT count(*) FROM gone $$;

CREATE FUNCTION dead_work(most int) RETURNS TABLE (org text, work text, reason text, attempts int)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ SELECT w.org_id, w.task, w.dead_reason, w.attempts FROM work_tasks w
   WHERE w.dead_at IS NOT NULL ORDER BY w.dead_at LIMIT most $$;

CREATE FUNCTION redrive_work(most int) RETURNS bigint
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ WITH letters AS (
     SELECT org_id, id FROM work_tasks WHERE dead_at IS NOT NULL ORDER BY dead_at LIMIT most FOR UPDATE SKIP LOCKED),
   alive AS (
     UPDATE work_tasks w SET due_at = clock_timestamp(), attempts = 0, receipt = NULL, dead_at = NULL, dead_reason = NULL
     FROM letters WHERE w.org_id = letters.org_id AND w.id = letters.id RETURNING 1)
   SELECT count(*) FROM alive $$;

-- What nobody looked at for that long, nobody will.
CREATE FUNCTION forget_dead_work(age interval, most int) RETURNS bigint
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ WITH gone AS (
     DELETE FROM work_tasks w USING (SELECT org_id, id FROM work_tasks WHERE dead_at <= clock_timestamp() - age LIMIT most) old
     WHERE w.org_id = old.org_id AND w.id = old.id AND w.dead_at IS NOT NULL RETURNING 1)
   SELECT count(*) FROM gone $$;

CREATE FUNCTION work_backlog() RETURNS TABLE (waiting bigint, delayed bigint, leased bigint, dead bigint, oldest_ms bigint)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ WITH t AS (SELECT clock_timestamp() AS now)
   SELECT count(*) FILTER (WHERE dead_at IS NULL AND due_at <= t.now),
          count(*) FILTER (WHERE dead_at IS NULL AND due_at > t.now AND receipt IS NULL),
          count(*) FILTER (WHERE dead_at IS NULL AND due_at > t.now AND receipt IS NOT NULL),
          count(*) FILTER (WHERE dead_at IS NOT NULL),
          (extract(epoch FROM max(t.now - due_at) FILTER (WHERE dead_at IS NULL AND due_at <= t.now)) * 1000)::bigint
   FROM t LEFT JOIN work_tasks ON true $$;

-- What one of all nodes does in each period, and who has done it this time.
CREATE TABLE turns (
    job text PRIMARY KEY,
    taken_until timestamptz NOT NULL
) WITH (fillfactor = 50);
GRANT SELECT, INSERT ON turns TO ${service};
GRANT UPDATE (taken_until) ON turns TO ${service};

REVOKE ALL ON FUNCTION take_work(int, interval, int), finish_work(text[], text[], text[]), dead_work(int), redrive_work(int),
    forget_dead_work(interval, int), work_backlog() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION take_work(int, interval, int), finish_work(text[], text[], text[]), dead_work(int), redrive_work(int),
    forget_dead_work(interval, int), work_backlog() TO ${service};
