-- How long an org keeps what is over. Null: for ever. The service sets the days; since when they hold, the database notes itself.
ALTER TABLE orgs
    ADD COLUMN retention_days int CHECK (retention_days BETWEEN 30 AND 3650),
    ADD COLUMN retention_since timestamptz NOT NULL DEFAULT clock_timestamp();
GRANT UPDATE (retention_days) ON orgs TO ${service};

CREATE FUNCTION note_retention() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    NEW.retention_since := CASE WHEN TG_OP = 'UPDATE' AND NEW.retention_days IS NOT DISTINCT FROM OLD.retention_days
        THEN OLD.retention_since ELSE clock_timestamp() END;
    RETURN NEW;
END $$;
CREATE TRIGGER retention_changed BEFORE INSERT OR UPDATE OF retention_days ON orgs
    FOR EACH ROW EXECUTE FUNCTION note_retention();

-- The last entry that was erased. Only erase_entries moves it.
ALTER TABLE chain_heads ADD COLUMN erased_to bigint NOT NULL DEFAULT 0;

-- Refs of dropped commands in sessions that are still open: nothing but that they were used, so that none runs a second time.
CREATE TABLE spent_refs (
    org_id text NOT NULL,
    session_id text NOT NULL,
    ref text NOT NULL,
    PRIMARY KEY (session_id, ref, org_id)
);
ALTER TABLE spent_refs ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_org ON spent_refs USING (org_id = current_setting('expacti.org_id', true))
    WITH CHECK (org_id = current_setting('expacti.org_id', true));
GRANT SELECT ON spent_refs TO ${service};

CREATE INDEX sessions_ended ON sessions (org_id, closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX suggestions_answered ON suggestions (org_id, answered_at) WHERE answered_at IS NOT NULL;

-- The moment before which an org keeps nothing; null where it keeps everything, and for a day after it changed its mind.
CREATE FUNCTION retention_cut(of_org text) RETURNS timestamptz
    LANGUAGE sql VOLATILE SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ SELECT clock_timestamp() - make_interval(days => retention_days) FROM orgs
   WHERE id = of_org AND retention_days IS NOT NULL AND retention_since <= clock_timestamp() - interval '24 hours' $$;

-- Null where an entry says no moment that can be read: such an entry never counts as old.
CREATE FUNCTION entry_moment(entry text) RETURNS timestamptz
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ BEGIN
    RETURN (entry::json->>'timestamp')::timestamptz;
EXCEPTION WHEN others THEN
    RETURN NULL;
END $$;

-- INVARIANT: entries are only ever added, but here, and here only what an entry of this very transaction accounts for, what is
-- older than the org keeps, and nothing of another org. Entries that account for others stay.
CREATE FUNCTION erase_entries(of_org text, first bigint, last bigint, by_seq bigint) RETURNS bigint
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$
DECLARE
    cut timestamptz := retention_cut(of_org);
    erased bigint;
BEGIN
    IF of_org IS DISTINCT FROM current_setting('expacti.org_id', true) THEN
        RAISE EXCEPTION 'these entries are of another org';
    END IF;
    IF cut IS NULL THEN
        RAISE EXCEPTION 'the org keeps its entries, or chose not to less than a day ago';
    END IF;
    IF first > last OR last >= by_seq OR NOT EXISTS (SELECT 1 FROM audit_log a
        WHERE a.org_id = of_org AND a.seq = by_seq AND a.event = 'audit_erased' AND a.xmin = pg_current_xact_id()::xid
          AND a.entry::json->>'event' = 'audit_erased' AND (a.entry::json->>'seq')::bigint = by_seq
          AND (a.entry::json->>'erased_from')::bigint = first AND (a.entry::json->>'erased_to')::bigint = last) THEN
        RAISE EXCEPTION 'no entry of this transaction accounts for that';
    END IF;
    IF EXISTS (SELECT 1 FROM audit_log a WHERE a.org_id = of_org AND a.seq BETWEEN first AND last
        AND a.event NOT IN ('audit_erased', 'erased') AND (entry_moment(a.entry) < cut) IS NOT TRUE) THEN
        RAISE EXCEPTION 'an entry among these is younger than the org keeps them';
    END IF;
    IF EXISTS (SELECT 1 FROM audit_log a JOIN commands c ON c.org_id = a.org_id AND c.id = a.command_id
        WHERE a.org_id = of_org AND a.seq BETWEEN first AND last AND c.undecided) THEN
        RAISE EXCEPTION 'an entry among these is about a command that waits';
    END IF;
    UPDATE audit_log SET entry = '{"erased_by":' || by_seq || ',"seq":' || seq || '}', event = 'erased', command_id = NULL
        WHERE org_id = of_org AND seq BETWEEN first AND last AND event NOT IN ('audit_erased', 'erased');
    GET DIAGNOSTICS erased = ROW_COUNT;
    UPDATE chain_heads SET erased_to = greatest(erased_to, last) WHERE org_id = of_org;
    RETURN erased;
END $$;

-- Drops what is older than the org keeps, at most so many of each: commands whose audit entry was erased, and sessions that ended,
-- with what belongs to them. How many commands and sessions that were.
CREATE FUNCTION drop_expired(of_org text, most int) RETURNS bigint
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp
    SET enable_sort = off SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS
$$
DECLARE
    cut timestamptz := retention_cut(of_org);
    up_to bigint := (SELECT erased_to FROM chain_heads WHERE org_id = of_org);
    gone text[];
    ended text[];
BEGIN
    IF of_org IS DISTINCT FROM current_setting('expacti.org_id', true) THEN
        RAISE EXCEPTION 'this is of another org';
    END IF;
    IF cut IS NULL THEN
        RETURN 0;
    END IF;
    gone := ARRAY(SELECT c.id FROM (SELECT org_id, id, undecided FROM commands WHERE org_id = of_org ORDER BY id LIMIT most) c
        CROSS JOIN LATERAL (SELECT seq, decided_at FROM decisions WHERE org_id = c.org_id AND command_id = c.id LIMIT 1) d
        WHERE NOT c.undecided AND d.seq <= up_to AND d.decided_at < cut);
    INSERT INTO spent_refs SELECT c.org_id, c.session_id, c.ref
        FROM commands c JOIN sessions s ON s.org_id = c.org_id AND s.id = c.session_id
        WHERE c.org_id = of_org AND c.id = ANY (gone) AND s.closed_at IS NULL ON CONFLICT DO NOTHING;
    DELETE FROM results WHERE org_id = of_org AND command_id = ANY (gone);
    DELETE FROM approvals WHERE org_id = of_org AND command_id = ANY (gone);
    DELETE FROM decisions WHERE org_id = of_org AND command_id = ANY (gone);
    DELETE FROM commands WHERE org_id = of_org AND id = ANY (gone);
    DELETE FROM suggestions WHERE org_id = of_org AND answered_at < cut;

    ended := ARRAY(SELECT s.id FROM (SELECT org_id, id FROM sessions WHERE org_id = of_org AND closed_at < cut
        ORDER BY org_id, closed_at LIMIT least(most, 20)) s
        WHERE NOT EXISTS (SELECT 1 FROM commands c WHERE c.session_id = s.id AND c.org_id = s.org_id));
    DELETE FROM recording_chunks WHERE org_id = of_org AND session_id = ANY (ended);
    DELETE FROM recordings WHERE org_id = of_org AND session_id = ANY (ended);
    DELETE FROM spent_refs WHERE org_id = of_org AND session_id = ANY (ended);
    DELETE FROM sessions WHERE org_id = of_org AND id = ANY (ended);
    RETURN cardinality(gone) + cardinality(ended);
END $$;

CREATE FUNCTION orgs_with_retention() RETURNS TABLE (org text)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, ${schema}, pg_temp AS
$$ SELECT id FROM orgs WHERE retention_cut(id) IS NOT NULL ORDER BY id $$;

-- How many entries a cut would erase that are not erased yet. Moments rise along a chain, so few are looked at.
CREATE FUNCTION entries_before(of_org text, cut timestamptz) RETURNS bigint
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, ${schema}, pg_temp AS
$$
DECLARE
    least_seq bigint;
    low bigint;
    high bigint;
    middle bigint;
BEGIN
    SELECT erased_to, erased_to, seq INTO least_seq, low, high FROM chain_heads WHERE org_id = of_org;
    WHILE low < high LOOP
        middle := (low + high + 1) / 2;
        IF (SELECT entry_moment(entry) < cut FROM audit_log WHERE org_id = of_org AND seq = middle) THEN
            low := middle;
        ELSE
            high := middle - 1;
        END IF;
    END LOOP;
    RETURN low - least_seq;
END $$;

REVOKE ALL ON FUNCTION note_retention(), retention_cut(text), entry_moment(text), erase_entries(text, bigint, bigint, bigint),
    drop_expired(text, int), orgs_with_retention(), entries_before(text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retention_cut(text), entry_moment(text), erase_entries(text, bigint, bigint, bigint),
    drop_expired(text, int), orgs_with_retention(), entries_before(text, timestamptz) TO ${service};
