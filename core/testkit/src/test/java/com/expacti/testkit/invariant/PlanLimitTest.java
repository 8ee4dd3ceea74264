package com.expacti.testkit.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.command.SubmitRequest;
import com.expacti.application.command.Submitted;
import com.expacti.application.explain.ExplainCommand;
import com.expacti.application.fault.FaultPoint.Step;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.Via;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.plan.OrgPlan;
import com.expacti.domain.plan.Plan;
import com.expacti.testkit.TestGate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A plan without a command left: a recorded no for what arrives, and nothing in the way of what waits. */
final class PlanLimitTest {
    private final TestGate gate = TestGate.create();

    @Test
    void after_the_hundredth_command_each_is_blocked_and_recorded_whatever_would_have_become_of_it() {
        var _ = gate.allow("git status");
        var _ = gate.forbid("rm -rf /");
        gate.plan(OrgPlan.of(Plan.FREE));
        use(gate, 100);

        for (String command : List.of("git status", "make all", "rm -rf /", "echo 'unfinished")) {
            Submitted submitted = gate.submit(command);

            Decision decision = assertInstanceOf(Submitted.Decided.class, submitted)
                    .stored()
                    .decision()
                    .orElseThrow();
            assertEquals("blocked", decision.outcome().literal(), command);
            assertEquals(Via.PLAN_LIMIT, decision.via(), command);
            assertTrue(decision.comment().orElseThrow().contains("upgrade under billing"));
            assertEquals("plan_limit", gate.chain().getLast().fields().get("via"));
        }
    }

    @Test
    void who_asks_beforehand_is_told_so() {
        var _ = gate.allow("git status");
        gate.plan(OrgPlan.of(Plan.FREE));
        use(gate, 99);
        assertEquals(
                "allow_rule", explained("git status").assessment().verdict().literal());

        use(gate, 1);

        for (String command : List.of("git status", "make all", "echo 'unfinished")) {
            var told = explained(command);
            assertEquals("plan_limit", told.assessment().verdict().literal(), command);
            assertTrue(told.details().whatWouldChange().getFirst().contains("upgrade under billing"), command);
        }
    }

    private ExplainCommand.Explanation explained(String command) {
        return gate.useCases().explain().explain(gate.owner(), command, Optional.empty(), Optional.empty());
    }

    @Test
    void what_was_pending_is_still_denied_and_approved() {
        gate.plan(OrgPlan.of(Plan.FREE));
        CommandId one = gate.submitted("make one");
        CommandId two = gate.submitted("make two");
        use(gate, 98);
        assertEquals("blocked", gate.submit("make three").stored().status());

        assertEquals("denied", gate.deny(one).status());
        assertEquals("approved", gate.approve(two).status());
        gate.redeem(two);
    }

    @Test
    void a_month_later_it_goes_on() {
        gate.plan(OrgPlan.of(Plan.FREE));
        use(gate, 100);
        assertEquals("blocked", gate.submit("make all").stored().status());

        gate.clock().advance(Duration.ofDays(31));

        assertEquals("pending", gate.submit("make all").stored().status());
    }

    @Test
    void an_upgrade_holds_for_the_next_command() {
        gate.plan(OrgPlan.of(Plan.FREE));
        use(gate, 100);
        assertEquals("blocked", gate.submit("make all").stored().status());

        gate.plan(OrgPlan.of(Plan.PRO));

        assertEquals("pending", gate.submit("make all").stored().status());
    }

    @Test
    void f5_a_downgrade_and_a_payment_that_failed_for_good_open_nothing() {
        gate.plan(new OrgPlan(
                Optional.of(Plan.PRO), Optional.of(gate.clock().instant().plus(Duration.ofDays(14)))));
        var _ = gate.allow("git status");
        CommandId waiting = gate.submitted("make one");
        use(gate, 150);
        assertEquals("approved", gate.submit("git status").stored().status());

        gate.clock().advance(Duration.ofDays(14));

        assertEquals("blocked", gate.submit("git status").stored().status());
        assertEquals("blocked", gate.submit("make two").stored().status());
        assertEquals("timed_out", swept(waiting));
    }

    private String swept(CommandId command) {
        gate.sweep();
        return gate.stored(command).status();
    }

    @Test
    void a_crash_between_storing_and_answering_counts_the_command_once() {
        for (Step step : List.of(Step.CLAIMED, Step.PENDING_STORED)) {
            TestGate dying = TestGate.create(Death.at(step, 99));
            dying.plan(OrgPlan.of(Plan.FREE));
            use(dying, 98);
            SubmitRequest request = dying.request("r-99", "make 99", false, Optional.empty());
            assertTrue(Death.of(() -> dying.submit(request)));
            TestGate restarted = dying.restarted();

            assertEquals("pending", restarted.submit(request).stored().status());
            assertEquals("pending", restarted.submit(request).stored().status());

            assertEquals("pending", restarted.submit("the hundredth").stored().status());
            assertEquals("blocked", restarted.submit("one more").stored().status());
        }
    }

    @Test
    void the_same_ref_after_the_limit_answers_with_what_it_named() {
        gate.plan(OrgPlan.of(Plan.FREE));
        SubmitRequest first = gate.request("r-1", "make one", false, Optional.empty());
        var _ = gate.submit(first);
        use(gate, 99);

        assertEquals("pending", gate.submit(first).stored().status());
        SubmitRequest over = gate.request("r-over", "make more", false, Optional.empty());
        String blocked = gate.submit(over).stored().submission().id().value();
        assertEquals(blocked, gate.submit(over).stored().submission().id().value());
    }

    @Test
    void without_billing_there_is_no_limit() {
        use(gate, 120);

        assertEquals("pending", gate.submit("make all").stored().status());
    }

    private static void use(TestGate gate, int commands) {
        List<String> states = new ArrayList<>();
        for (int i = 0; i < commands; i++) {
            states.add(gate.submit("make number " + i).stored().status());
        }
        assertTrue(states.stream().allMatch("pending"::equals), states.toString());
    }
}
