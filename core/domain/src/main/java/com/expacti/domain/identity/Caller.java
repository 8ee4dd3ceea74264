package com.expacti.domain.identity;

import java.util.Set;

/** Somebody whose credential was found good; what they may do is still to be asked of {@link Access}. */
public sealed interface Caller {
    OrgId org();

    CredentialId credential();

    /** The name the audit log knows the caller by. */
    String actor();

    /** An agent behind its shell token. */
    record AgentCaller(OrgId org, CredentialId credential, AgentId agent, String name) implements Caller {
        @Override
        public String actor() {
            return "agent:" + name;
        }
    }

    /**
     * A person, by a session or by an API key. A key carries the permissions it was made with; a session all of the
     * person's own.
     */
    record PersonCaller(OrgId org, CredentialId credential, UserId user, Person person, Set<Permission> permissions)
            implements Caller {
        public PersonCaller {
            permissions = Set.copyOf(permissions);
        }

        @Override
        public String actor() {
            return person.email();
        }
    }
}
