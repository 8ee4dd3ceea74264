-- Suggestions look for what people approved and what was denied. Without these that read every decision of 30 days, most of
-- which rules made. Those never touch these indexes, so a whitelisted command costs no more.
CREATE INDEX decisions_people_approved ON decisions (org_id, command_id)
    WHERE outcome = 'approved' AND via = 'reviewer';
CREATE INDEX decisions_denied ON decisions (org_id, command_id)
    WHERE outcome = 'denied' AND via <> 'failure' OR outcome = 'blocked' AND via = 'deny_rule';
