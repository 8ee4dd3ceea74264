package com.expacti.domain.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.ViewBuilder;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StandingTest {
    private static final Person OWNS = ViewBuilder.person("owns", Role.OWNER);
    private static final Person MADE = ViewBuilder.person("made", Role.ADMIN);
    private static final Person ISSUED = ViewBuilder.person("issued", Role.ADMIN);
    private static final Person BEHIND = ViewBuilder.person("behind", Role.REVIEWER);
    private static final Person OTHER = ViewBuilder.person("other", Role.REVIEWER);
    private static final AgentId AGENT = new AgentId("agent_1");
    private static final CredentialId TOKEN = new CredentialId("tok_1");

    private final ViewBuilder org = new ViewBuilder()
            .with(OWNS)
            .with(MADE)
            .with(ISSUED)
            .with(BEHIND)
            .with(OTHER)
            .with(ViewBuilder.agent("agent_1", Optional.of(OWNS.id()), Optional.of(MADE.id())))
            .with(ViewBuilder.token("tok_1", AGENT, Optional.of(ISSUED.id())));

    @Test
    void owner_creator_issuer_and_the_person_it_is_for_stand_behind_a_command() {
        Set<UserId> excluded = Standing.excluded(org.build(), AGENT, TOKEN, Optional.of("Behind@Example.COM"));

        assertEquals(Set.of(OWNS.id(), MADE.id(), ISSUED.id(), BEHIND.id()), excluded);
    }

    @Test
    void nobody_stands_behind_what_is_unknown() {
        OrgView view = org.build();

        assertEquals(
                Set.of(),
                Standing.excluded(
                        view, new AgentId("agent_2"), new CredentialId("tok_2"), Optional.of("x@example.com")));
        assertEquals(Set.of(ISSUED.id()), Standing.excluded(view, new AgentId("agent_2"), TOKEN, Optional.empty()));
    }

    @Test
    void who_stands_behind_a_command_decides_it_only_where_an_owner_allows_that() {
        OrgSettings standard = OrgSettings.standard("Test");
        OrgSettings self = new OrgSettings(
                "Test",
                standard.timeout(),
                standard.timeoutAction(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                false,
                standard.anomalies(),
                true);
        Set<UserId> excluded = Set.of(OWNS.id());

        assertFalse(Standing.mayDecide(org.build(), OWNS.id(), excluded));
        assertTrue(Standing.mayDecide(org.build(), OTHER.id(), excluded));
        assertTrue(Standing.mayDecide(org.with(self).build(), OWNS.id(), excluded));
    }

    @Test
    void who_is_removed_unknown_or_of_no_deciding_role_decides_nothing() {
        Person removed = new Person(OTHER.id(), OTHER.email(), "other", Role.REVIEWER, false);
        OrgView view = org.with(removed)
                .with(ViewBuilder.person("auditor", Role.AUDITOR))
                .with(ViewBuilder.person("billing", Role.BILLING))
                .build();

        for (String name : new String[] {"other", "auditor", "billing", "nobody"}) {
            assertFalse(Standing.mayDecide(view, new UserId("user_" + name), Set.of()), name);
        }
    }
}
