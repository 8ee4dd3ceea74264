-- Whether an account was made by a mail's link alone, so that nothing shows that who reads the mail and who chose the password are
-- one. Those there are already count as shown: a reset takes nothing from them.
ALTER TABLE accounts ADD COLUMN link_alone boolean NOT NULL DEFAULT false;
GRANT UPDATE (link_alone) ON accounts TO ${service};
