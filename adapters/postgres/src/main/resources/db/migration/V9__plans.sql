-- The plan an org is on; null until billing says otherwise. From plan_grace_until on only Free's allowance holds.
ALTER TABLE orgs
    ADD COLUMN plan text CHECK (plan IN ('free', 'pro', 'enterprise')),
    ADD COLUMN plan_grace_until timestamptz;
GRANT UPDATE (plan, plan_grace_until) ON orgs TO ${service};

-- How many commands the month has accepted, beside the chain's head: whoever counts holds its lock anyway. The month is a
-- number in UTC, for example 202611.
ALTER TABLE chain_heads
    ADD COLUMN commands_month int NOT NULL DEFAULT 197001,
    ADD COLUMN commands_used bigint NOT NULL DEFAULT 0 CHECK (commands_used >= 0);
GRANT UPDATE (commands_month, commands_used) ON chain_heads TO ${service};
