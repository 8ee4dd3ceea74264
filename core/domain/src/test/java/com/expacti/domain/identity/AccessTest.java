package com.expacti.domain.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.Caller.PersonCaller;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AccessTest {
    /** Rows are permissions, columns roles in their order: owner, admin, senior reviewer, reviewer, auditor, billing. */
    private static final String TABLE = """
            commands:read     yes yes yes yes yes no
            commands:submit   no  no  no  no  no  no
            commands:decide   yes yes yes yes no  no
            rules:write       yes yes yes no  no  no
            org:read          yes yes yes yes yes no
            org:write         yes yes no  no  no  no
            audit:read        yes yes yes yes yes no
            sessions:read     yes yes yes yes yes no
            billing:manage    yes no  no  no  no  yes
            """;

    @Test
    void every_role_may_do_what_the_table_says_and_nothing_else() {
        List<String> rows = TABLE.lines().toList();
        assertEquals(Permission.values().length, rows.size());
        for (String row : rows) {
            List<String> cells = List.of(row.split(" +"));
            Permission permission = Permission.of(cells.getFirst()).orElseThrow();
            for (Role role : Role.values()) {
                boolean expected =
                        cells.get(1 + List.of(Role.values()).indexOf(role)).equals("yes");
                assertEquals(
                        expected,
                        Access.allows(person(role, true, EnumSet.allOf(Permission.class)), permission),
                        role + " " + permission);
            }
        }
    }

    @Test
    void a_key_does_no_more_than_it_was_made_for() {
        for (Permission made : Permission.values()) {
            for (Permission wanted : Permission.values()) {
                boolean allowed = Access.allows(person(Role.OWNER, true, Set.of(made)), wanted);
                assertEquals(made == wanted && wanted != Permission.COMMANDS_SUBMIT, allowed, made + " " + wanted);
            }
        }
    }

    @Test
    void a_removed_person_may_do_nothing() {
        for (Permission wanted : Permission.values()) {
            assertFalse(Access.allows(person(Role.OWNER, false, EnumSet.allOf(Permission.class)), wanted));
        }
    }

    @Test
    void an_agent_only_submits() {
        var agent = new AgentCaller(new OrgId("org_1"), new CredentialId("tok_1"), new AgentId("agent_1"), "builder");
        for (Permission wanted : Permission.values()) {
            assertEquals(wanted == Permission.COMMANDS_SUBMIT, Access.allows(agent, wanted), wanted.literal());
        }
    }

    @Test
    void a_role_meets_itself_and_the_deciding_roles_below_it() {
        List<Role> deciding = List.of(Role.OWNER, Role.ADMIN, Role.SENIOR_REVIEWER, Role.REVIEWER);
        for (Role role : Role.values()) {
            assertEquals(deciding.contains(role), role.decides(), role.literal());
            for (Role wanted : Role.values()) {
                boolean expected = deciding.contains(role)
                        && deciding.contains(wanted)
                        && deciding.indexOf(role) <= deciding.indexOf(wanted);
                assertEquals(expected, role.meets(wanted), role + " for " + wanted);
            }
        }
    }

    @Test
    void literals_name_what_they_are_and_nothing_else_does() {
        for (Role role : Role.values()) {
            assertEquals(role, Role.of(role.literal()).orElseThrow());
        }
        for (Permission permission : Permission.values()) {
            assertEquals(permission, Permission.of(permission.literal()).orElseThrow());
        }
        assertFalse(Role.of("root").isPresent());
        assertFalse(Role.of("OWNER").isPresent());
        assertFalse(Permission.of("commands").isPresent());
    }

    private static PersonCaller person(Role role, boolean active, Set<Permission> permissions) {
        UserId id = new UserId("user_1");
        return new PersonCaller(
                new OrgId("org_1"),
                new CredentialId("tok_1"),
                id,
                new Person(id, "p@example.com", "P", role, active),
                permissions);
    }
}
