package com.expacti.adapters.wire.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SightTest {
    private static final OrgId ORG = new OrgId("org_1");
    private static final CredentialId CREDENTIAL = new CredentialId("tok_1");

    @Test
    void exact_text_is_for_those_who_may_decide_and_for_agents() {
        for (Role role : Role.values()) {
            Sight wanted = role.decides() ? Sight.EXACT : Sight.MASKED;

            assertEquals(wanted, Sight.of(person(role, true, EnumSet.allOf(Permission.class))), role.literal());
        }
        assertEquals(Sight.EXACT, Sight.of(new AgentCaller(ORG, CREDENTIAL, new AgentId("agent_1"), "bot")));
    }

    @Test
    void a_key_that_only_reads_and_somebody_removed_are_shown_masked_text() {
        assertEquals(Sight.MASKED, Sight.of(person(Role.OWNER, true, Set.of(Permission.COMMANDS_READ))));
        assertEquals(Sight.MASKED, Sight.of(person(Role.OWNER, false, EnumSet.allOf(Permission.class))));
    }

    @Test
    void what_is_exact_is_not_touched() {
        String text = "PGPASSWORD=hunter22 psql";

        assertEquals(text, Sight.EXACT.of(text));
        assertEquals("PGPASSWORD=•••• psql", Sight.MASKED.of(text));
    }

    private static PersonCaller person(Role role, boolean active, Set<Permission> permissions) {
        UserId id = new UserId("user_1");
        return new PersonCaller(ORG, CREDENTIAL, id, new Person(id, "a@x.example", "A", role, active), permissions);
    }
}
