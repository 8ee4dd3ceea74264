-- Whether approving a CRITICAL command takes a passkey's signature for it.
ALTER TABLE orgs ADD COLUMN require_step_up boolean NOT NULL DEFAULT false;
GRANT UPDATE (require_step_up) ON orgs TO ${service};
