-- `commands` had two unique indexes that begin with org_id. On a table without statistics yet, the planner took the one on
-- (org_id, session_id, ref) to find a command by (org_id, id), in foreign-key checks too, and read every command of the org
-- each time. Only the primary key begins with org_id now.
ALTER TABLE commands DROP CONSTRAINT commands_org_id_session_id_ref_key;
ALTER TABLE commands ADD CONSTRAINT commands_ref UNIQUE (session_id, ref, org_id);
