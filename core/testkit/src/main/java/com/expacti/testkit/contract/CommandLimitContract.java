package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.ledger.BatchResult;
import com.expacti.application.ledger.ClaimResult;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.ledger.SettleResult;
import com.expacti.application.ledger.Settlement;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.command.Submission;
import com.expacti.domain.command.Via;
import com.expacti.domain.plan.OrgPlan;
import com.expacti.domain.plan.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How every {@link Ledger} counts the commands of a month: each once, and no more than the plan has. */
public abstract class CommandLimitContract {
    private static final OrgPlan FREE = OrgPlan.of(Plan.FREE);
    private static final int LIMIT = 100;

    private Store store;
    private Scene scene;

    protected abstract Store open();

    @BeforeEach
    final void openStore() {
        store = open();
        scene = new Scene(store);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    final void what_rules_let_through_is_blocked_once_the_month_is_used_up() {
        use(LIMIT);

        Decision decision = settle(store.ledger(), scene.submission("git status"));

        assertEquals(Outcome.BLOCKED, decision.outcome());
        assertEquals(Via.PLAN_LIMIT, decision.via());
        assertTrue(decision.comment().orElseThrow().contains("the Free plan's 100 commands"));
        assertEquals(Optional.empty(), decision.approval());
        assertEquals("plan_limit", scene.decisions().getLast().fields().get("via"));
        assertEquals("system:plan_limit", scene.decisions().getLast().fields().get("decided_by"));
    }

    @Test
    final void what_needs_people_is_not_stored_once_the_month_is_used_up() {
        use(LIMIT);
        Submission submission = scene.submission("rm -rf /srv");

        ClaimResult result = claim(store.ledger(), submission);

        assertInstanceOf(ClaimResult.UsedUp.class, result);
        assertEquals(Optional.empty(), store.ledger().command(scene.org, submission.id()));
    }

    @Test
    final void people_and_rules_use_the_same_month() {
        use(LIMIT - 2);

        assertInstanceOf(ClaimResult.Claimed.class, claim(store.ledger(), scene.submission("one")));
        assertEquals(
                Outcome.APPROVED,
                settle(store.ledger(), scene.submission("two")).outcome());

        assertInstanceOf(ClaimResult.UsedUp.class, claim(store.ledger(), scene.submission("three")));
        assertEquals(
                Outcome.BLOCKED,
                settle(store.ledger(), scene.submission("four")).outcome());
    }

    @Test
    final void the_same_ref_again_counts_once() {
        use(LIMIT - 2);
        Submission waiting = scene.submission("one");
        Submission ruled = scene.submission("two");
        assertInstanceOf(ClaimResult.Claimed.class, claim(store.ledger(), waiting));

        assertInstanceOf(ClaimResult.Known.class, claim(store.ledger(), waiting));
        assertInstanceOf(ClaimResult.Known.class, claim(store.ledger(), waiting));

        assertEquals(Outcome.APPROVED, settle(store.ledger(), ruled).outcome());
        assertInstanceOf(SettleResult.Known.class, ruled(store.ledger(), ruled));
        assertInstanceOf(SettleResult.Known.class, ruled(store.ledger(), waiting));
    }

    @Test
    final void a_claim_of_an_older_ref_leaves_the_count_as_it_is() {
        use(LIMIT - 2);
        Submission waiting = scene.submission("one");
        assertInstanceOf(ClaimResult.Claimed.class, claim(store.ledger(), waiting));

        assertInstanceOf(ClaimResult.Known.class, claim(store.ledger(), waiting));

        assertInstanceOf(ClaimResult.Claimed.class, claim(store.ledger(), scene.submission("two")));
        assertInstanceOf(ClaimResult.UsedUp.class, claim(store.ledger(), scene.submission("three")));
    }

    @Test
    final void what_is_blocked_does_not_count() {
        use(LIMIT - 1);
        Submission denied = scene.submission("rm -rf /");
        Settlement byDenyRule = Settlement.byRule(
                denied.id(), Optional.of(scene.claim(denied, FREE)), Outcome.BLOCKED, Via.DENY_RULE, List.of("rule_1"));

        assertEquals(
                Via.DENY_RULE,
                scene.settled(byDenyRule).decision().orElseThrow().via());

        assertEquals(
                Outcome.APPROVED,
                settle(store.ledger(), scene.submission("git status")).outcome());
    }

    @Test
    final void the_plan_s_limit_comes_before_a_deny_rule() {
        use(LIMIT);
        Submission denied = scene.submission("rm -rf /");
        Settlement byDenyRule = Settlement.byRule(
                denied.id(), Optional.of(scene.claim(denied, FREE)), Outcome.BLOCKED, Via.DENY_RULE, List.of("rule_1"));

        Decision decision = scene.settled(byDenyRule).decision().orElseThrow();

        assertEquals(Via.PLAN_LIMIT, decision.via());
        assertEquals(List.of(), decision.ruleIds());
    }

    @Test
    final void what_is_pending_is_decided_whatever_the_count_says() {
        use(LIMIT - 2);
        Submission first = scene.submission("one");
        Submission second = scene.submission("two");
        assertInstanceOf(ClaimResult.Claimed.class, claim(store.ledger(), first));
        assertInstanceOf(ClaimResult.Claimed.class, claim(store.ledger(), second));

        Decision denied = scene.settled(scene.denial(first.id())).decision().orElseThrow();
        Decision approved =
                scene.settled(scene.approval(second.id())).decision().orElseThrow();

        assertEquals(Outcome.DENIED, denied.outcome());
        assertEquals(Outcome.APPROVED, approved.outcome());
    }

    @Test
    final void one_batch_takes_what_is_left_in_its_order() {
        use(LIMIT - 1);

        List<SettleResult> results = scene.settle(byRule(scene.submission("one")), byRule(scene.submission("two")));

        assertEquals(Outcome.APPROVED, decision(results.get(0)).outcome());
        assertEquals(Via.PLAN_LIMIT, decision(results.get(1)).via());
    }

    @Test
    final void of_32_submissions_at_once_exactly_one_gets_the_last_one() {
        use(LIMIT - 1);
        Ledger another = store.anotherNode();

        List<Boolean> accepted = Race.run(i -> () -> {
            Ledger ledger = i % 4 < 2 ? store.ledger() : another;
            Submission submission = scene.submission("command " + i);
            return i % 2 == 0
                    ? settle(ledger, submission).outcome().allow()
                    : claim(ledger, submission) instanceof ClaimResult.Claimed;
        });

        assertEquals(1, accepted.stream().filter(one -> one).count());
    }

    @Test
    final void the_count_begins_anew_with_the_month() {
        use(LIMIT);
        assertEquals(
                Outcome.BLOCKED,
                settle(store.ledger(), scene.submission("before")).outcome());

        store.passTime(Duration.ofDays(62));

        assertEquals(
                Outcome.APPROVED,
                settle(store.ledger(), scene.submission("after")).outcome());
        assertInstanceOf(ClaimResult.Claimed.class, claim(store.ledger(), scene.submission("another")));
    }

    @Test
    final void once_a_month_the_log_says_that_it_nears_its_end_and_that_it_is_over() {
        use(LIMIT);
        assertEquals(
                Outcome.BLOCKED,
                settle(store.ledger(), scene.submission("one more")).outcome());

        List<String> said = scene.chain().stream()
                .filter(entry -> "plan_usage".equals(entry.fields().get("event")))
                .map(entry -> String.valueOf(entry.fields().get("comment")))
                .toList();

        assertEquals(2, said.size());
        assertTrue(said.get(0).startsWith("80 % of the Free plan's 100 commands"), said.get(0));
        assertTrue(said.get(1).startsWith("100 % of the Free plan's 100 commands"), said.get(1));
    }

    @Test
    final void an_org_that_no_plan_limits_counts_nothing() {
        use(LIMIT);

        assertEquals(
                Outcome.APPROVED,
                scene.settled(scene.byRule(scene.submission("git status")))
                        .decision()
                        .orElseThrow()
                        .outcome());
        assertInstanceOf(ClaimResult.Claimed.class, scene.claimed(scene.submission("rm x")));
    }

    @Test
    final void a_plan_without_a_limit_goes_on_counting_for_the_day_it_ends() {
        for (int i = 0; i < LIMIT + 1; i++) {
            Submission submission = scene.submission("command " + i);
            Settlement settlement = Settlement.byRule(
                    submission.id(),
                    Optional.of(scene.claim(submission, OrgPlan.of(Plan.PRO))),
                    Outcome.APPROVED,
                    Via.WHITELIST,
                    List.of());
            assertEquals(
                    Outcome.APPROVED,
                    scene.settled(settlement).decision().orElseThrow().outcome());
        }

        assertEquals(
                Outcome.BLOCKED,
                settle(store.ledger(), scene.submission("on Free again")).outcome());
    }

    /** So many are accepted, some each way. */
    private void use(int commands) {
        for (int i = 0; i < commands; i++) {
            Submission submission = scene.submission("command " + i);
            if (i % 10 == 9) {
                assertInstanceOf(ClaimResult.Claimed.class, claim(store.ledger(), submission));
            } else {
                assertEquals(
                        Outcome.APPROVED, settle(store.ledger(), submission).outcome());
            }
        }
    }

    private ClaimResult claim(Ledger ledger, Submission submission) {
        return ledger.claim(submission, _ -> scene.claim(submission, FREE));
    }

    private Settlement byRule(Submission submission) {
        return Settlement.byRule(
                submission.id(),
                Optional.of(scene.claim(submission, FREE)),
                Outcome.APPROVED,
                Via.WHITELIST,
                List.of());
    }

    private Decision settle(Ledger ledger, Submission submission) {
        return decision(ruled(ledger, submission));
    }

    private SettleResult ruled(Ledger ledger, Submission submission) {
        return switch (ledger.settle(scene.org, scene.version(), Scene.batch(byRule(submission)))) {
            case BatchResult.Done(List<SettleResult> results) -> results.getFirst();
            case BatchResult.Moved moved -> throw new AssertionError("the gate version moved to " + moved);
        };
    }

    private static Decision decision(SettleResult result) {
        if (result instanceof SettleResult.Settled(var stored)) {
            return stored.decision().orElseThrow();
        }
        throw new AssertionError("not settled: " + result);
    }
}
