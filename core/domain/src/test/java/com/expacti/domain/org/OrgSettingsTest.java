package com.expacti.domain.org;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.anomaly.AnomalySettings;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.risk.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OrgSettingsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void a_command_waits_as_long_as_its_org_says() {
        assertEquals(Duration.ofSeconds(60), OrgSettings.standard("Test").patience(OptionalInt.empty()));
        assertEquals(Duration.ofSeconds(300), settings(300, TimeoutAction.DENY).patience(OptionalInt.empty()));
    }

    @Test
    void a_wish_is_clamped_to_30_to_600_seconds() {
        for (TimeoutAction action : new TimeoutAction[] {TimeoutAction.DENY, TimeoutAction.ESCALATE}) {
            OrgSettings settings = settings(120, action);
            assertEquals(30, wait(settings, Integer.MIN_VALUE));
            assertEquals(30, wait(settings, 0));
            assertEquals(30, wait(settings, 29));
            assertEquals(30, wait(settings, 30));
            assertEquals(31, wait(settings, 31));
            assertEquals(600, wait(settings, 600));
            assertEquals(600, wait(settings, 601));
            assertEquals(600, wait(settings, Integer.MAX_VALUE));
        }
    }

    @Test
    void where_silence_approves_a_wish_only_lengthens_the_wait() {
        OrgSettings settings = settings(120, TimeoutAction.APPROVE);

        assertEquals(120, wait(settings, 30));
        assertEquals(120, wait(settings, 119));
        assertEquals(121, wait(settings, 121));
        assertEquals(600, wait(settings, 9_999));
    }

    @Test
    void what_ends_a_wait_reads_back_from_its_literal() {
        assertEquals("deny", TimeoutAction.DENY.literal());
        for (TimeoutAction action : TimeoutAction.values()) {
            assertEquals(Optional.of(action), TimeoutAction.of(action.literal()));
        }
        assertEquals(Optional.empty(), TimeoutAction.of("DENY"));
        assertEquals(Optional.empty(), TimeoutAction.of("wait"));
    }

    @Test
    void a_target_is_found_by_its_id_and_no_other_is() {
        Target web = new Target(new TargetId("web"), "web", Environment.STAGING, true, Set.of());
        OrgView view = new ViewBuilder().with(web).build();

        assertEquals(Optional.of(web), view.target(Optional.of(web.id())));
        assertEquals(Optional.empty(), view.target(Optional.of(new TargetId("db"))));
        assertEquals(Optional.empty(), view.target(Optional.empty()));
    }

    @Test
    void a_credential_stands_for_its_own_active_agent_until_it_ends() {
        AgentId agent = new AgentId("agent_1");
        CredentialId token = new CredentialId("tok_1");
        Credential good = ViewBuilder.token("tok_1", agent, Optional.empty());
        Agent active = ViewBuilder.agent("agent_1", Optional.empty(), Optional.empty());
        Agent removed = new Agent(agent, "x", Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), false);

        assertTrue(new ViewBuilder().with(active).with(good).build().standsFor(token, agent, NOW));
        assertFalse(new ViewBuilder().with(removed).with(good).build().standsFor(token, agent, NOW));
        assertFalse(new ViewBuilder().with(good).build().standsFor(token, agent, NOW));
        assertFalse(new ViewBuilder().with(active).build().standsFor(token, agent, NOW));
        assertFalse(new ViewBuilder().with(active).with(good).build().standsFor(token, new AgentId("agent_2"), NOW));
        assertFalse(new ViewBuilder()
                .with(active)
                .with(ending(good, Optional.empty(), true))
                .build()
                .standsFor(token, agent, NOW));
        Optional<Instant> now = Optional.of(NOW);
        OrgView ends =
                new ViewBuilder().with(active).with(ending(good, now, false)).build();
        assertFalse(ends.standsFor(token, agent, NOW));
        assertTrue(ends.standsFor(token, agent, NOW.minusMillis(1)));
    }

    private static Credential ending(Credential c, Optional<Instant> expiresAt, boolean revoked) {
        return new Credential(c.id(), c.name(), c.agent(), c.user(), c.issuedBy(), c.permissions(), expiresAt, revoked);
    }

    private static long wait(OrgSettings settings, int wanted) {
        return settings.patience(OptionalInt.of(wanted)).toSeconds();
    }

    private static OrgSettings settings(int seconds, TimeoutAction action) {
        return new OrgSettings(
                "Test",
                Duration.ofSeconds(seconds),
                action,
                OptionalInt.of(50),
                OptionalInt.empty(),
                false,
                AnomalySettings.STANDARD,
                false);
    }
}
