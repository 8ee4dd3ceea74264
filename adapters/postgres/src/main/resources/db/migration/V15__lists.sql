-- A list reads along an index in its order, as many rows as it shows (CommandList). Only the primary key begins with the org
-- (IndexesTest): whatever finds a single row must have no second way to it that a planner without statistics takes for as good.
-- The condition always holds, and only lists state it: a command is not looked for by its ref along all of its session's.
CREATE INDEX commands_of_session ON commands (session_id, org_id, id) WHERE id > '';
CREATE INDEX commands_of_agent ON commands (agent_id, org_id, id);
CREATE INDEX commands_waiting ON commands (org_id, id) WHERE undecided;
-- Not of approvals, which most decisions are: those of rules are the path that has to be quick.
CREATE INDEX decisions_not_approved ON decisions (outcome, org_id, command_id) WHERE outcome <> 'approved';

-- What was answered stays, so these lists grow.
CREATE INDEX suggestions_ranked ON suggestions (status, org_id, approvals DESC, id);
CREATE INDEX suggestions_dismissed ON suggestions (org_id, answered_at DESC, id) WHERE status = 'dismissed';
