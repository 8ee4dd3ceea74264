package com.expacti.domain.identity;

import static com.expacti.domain.identity.Permission.*;
import static com.expacti.domain.identity.Role.*;

import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.Caller.PersonCaller;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The permission table: what each role may do, on one screen. What is not here is denied. */
public final class Access {
    private static final Map<Permission, Set<Role>> PEOPLE = new EnumMap<>(Map.of(
            COMMANDS_READ, Set.of(OWNER, ADMIN, SENIOR_REVIEWER, REVIEWER, AUDITOR),
            COMMANDS_DECIDE, Set.of(OWNER, ADMIN, SENIOR_REVIEWER, REVIEWER),
            RULES_WRITE, Set.of(OWNER, ADMIN, SENIOR_REVIEWER),
            ORG_READ, Set.of(OWNER, ADMIN, SENIOR_REVIEWER, REVIEWER, AUDITOR),
            ORG_WRITE, Set.of(OWNER, ADMIN),
            AUDIT_READ, Set.of(OWNER, ADMIN, SENIOR_REVIEWER, REVIEWER, AUDITOR),
            SESSIONS_READ, Set.of(OWNER, ADMIN, SENIOR_REVIEWER, REVIEWER, AUDITOR),
            BILLING_MANAGE, Set.of(OWNER, BILLING)));

    private Access() {}

    /** All that a person with this role may do. */
    public static Set<Permission> of(Role role) {
        return PEOPLE.entrySet().stream()
                .filter(each -> each.getValue().contains(role))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether the caller may do what the permission names. A person needs the role and, behind a key, the key's own
     * permission too; an agent only ever submits.
     */
    public static boolean allows(Caller caller, Permission wanted) {
        return switch (caller) {
            case AgentCaller agent -> wanted == COMMANDS_SUBMIT;
            case PersonCaller person ->
                person.person().active()
                        && person.permissions().contains(wanted)
                        && PEOPLE.getOrDefault(wanted, Set.of())
                                .contains(person.person().role());
        };
    }
}
