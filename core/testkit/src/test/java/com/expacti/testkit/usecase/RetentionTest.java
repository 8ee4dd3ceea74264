package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.retention.RetentionStore;
import com.expacti.application.retention.ShowRetention;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.org.Keeping;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.plan.OrgPlan;
import com.expacti.domain.plan.Plan;
import com.expacti.testkit.InMemoryRetentionStore;
import com.expacti.testkit.TestGate;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Who says how long an org keeps what is over, and what they are told of it. */
final class RetentionTest {
    private final TestGate gate = TestGate.create();
    private final ShowRetention show = new ShowRetention(
            new InMemoryRetentionStore(gate.ports().database()), gate.useCases().views(), gate.clock());

    @Test
    void the_choice_is_kept_and_in_the_audit_log() {
        OrgSettings after = keep(OptionalInt.of(90));

        assertEquals(OptionalInt.of(90), after.keeping().retentionDays());
        Map<String, Object> last = gate.ports()
                .audit()
                .newest(gate.owner().org(), Long.MAX_VALUE, 1)
                .getFirst()
                .fields();
        assertEquals("settings_changed", last.get("event"));
        assertEquals("retention_days for ever → 90", last.get("comment"));
    }

    @Test
    void nobody_erases_the_last_month() {
        for (int days : new int[] {29, 0, -1, 3_651}) {
            GateException refused = assertThrows(GateException.class, () -> keep(OptionalInt.of(days)));

            assertEquals(ErrorCode.INVALID, refused.code());
            assertEquals(Optional.of("retention_days"), refused.field());
        }
    }

    @Test
    void who_only_reads_changes_nothing_and_may_ask() {
        PersonCaller auditor = gate.person(gate.org().auditor());

        GateException refused = assertThrows(
                GateException.class,
                () -> gate.useCases()
                        .settings()
                        .edit(auditor, s -> s.withKeeping(new Keeping(true, OptionalInt.of(30)))));

        assertEquals(ErrorCode.FORBIDDEN, refused.code());
        assertEquals(
                OptionalInt.of(60), show.outlook(auditor, OptionalInt.of(60)).days());
    }

    @Test
    void a_plan_without_it_can_keep_everything_again_and_nothing_else() {
        gate.plan(OrgPlan.of(Plan.ENTERPRISE));
        OrgSettings _ = keep(OptionalInt.of(90));
        gate.plan(OrgPlan.of(Plan.PRO));

        GateException refused = assertThrows(GateException.class, () -> keep(OptionalInt.of(30)));

        assertEquals(ErrorCode.PLAN_LIMIT, refused.code());
        assertEquals(Optional.of("retention"), refused.field());
        assertEquals(OptionalInt.empty(), keep(OptionalInt.empty()).keeping().retentionDays());
    }

    @Test
    void what_would_be_erased_and_when_is_known_before_and_after_the_choice() {
        Instant now = gate.clock().instant();

        ShowRetention.Outlook before = show.outlook(gate.owner(), OptionalInt.empty());
        ShowRetention.Outlook asked = show.outlook(gate.owner(), OptionalInt.of(30));
        OrgSettings _ = keep(OptionalInt.of(30));
        gate.clock().advance(java.time.Duration.ofHours(3));
        ShowRetention.Outlook after = show.outlook(gate.owner(), OptionalInt.empty());

        assertEquals(new ShowRetention.Outlook(OptionalInt.empty(), Optional.empty(), 0, 0), before);
        assertEquals(Optional.of(now.plus(RetentionStore.RESPITE)), asked.from());
        assertEquals(asked.from(), after.from());
        assertTrue(after.days().isPresent());
    }

    private OrgSettings keep(OptionalInt days) {
        return gate.settings(s -> s.withKeeping(new Keeping(true, days)));
    }
}
