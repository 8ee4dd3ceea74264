package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.history.Backtest;
import com.expacti.application.history.Backtest.Cut;
import com.expacti.application.history.BacktestRule;
import com.expacti.application.history.BacktestRule.Effort;
import com.expacti.application.rule.RuleDraft;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.testkit.TestGate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a rule would have done to the past. */
final class BacktestTest {
    private final TestGate gate = TestGate.create();

    private static RuleDraft draft(RuleEffect effect, String pattern) {
        return new RuleDraft(
                effect,
                PatternType.GLOB,
                pattern,
                "global",
                Optional.empty(),
                List.of(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                "");
    }

    private Backtest backtest(RuleEffect effect, String pattern) {
        return gate.useCases().backtest().backtest(gate.reviewer(), draft(effect, pattern), BacktestRule.FULL);
    }

    @Test
    void an_allow_rule_shows_what_it_would_have_let_through_and_what_of_that_was_denied() {
        gate.approve(gate.submitted("docker logs api"));
        gate.approve(gate.submitted("docker logs api"));
        gate.deny(gate.submitted("docker logs db"));
        gate.approve(gate.submitted("docker rm api"));

        Backtest found = backtest(RuleEffect.ALLOW, "docker logs *");

        assertEquals(4, found.considered());
        assertEquals(3, found.matched());
        assertEquals(2, found.of(Outcome.APPROVED));
        assertEquals(1, found.of(Outcome.DENIED));
        assertEquals(Optional.empty(), found.cut());
        assertEquals(
                List.of("docker logs db", "docker logs api"),
                found.examples().stream().map(each -> each.command()).toList());
    }

    @Test
    void a_deny_rule_shows_which_approved_commands_it_would_have_stopped() {
        gate.approve(gate.submitted("sudo rm /tmp/x"));
        gate.approve(gate.submitted("ls"));

        Backtest found = backtest(RuleEffect.DENY, "rm *");

        assertEquals(1, found.matched());
        assertEquals(1, found.of(Outcome.APPROVED));
    }

    @Test
    void the_risk_ceiling_counts_as_it_would_have() {
        gate.approve(gate.submitted("kubectl delete pod web-1 -n production"));

        RuleDraft low = new RuleDraft(
                RuleEffect.ALLOW,
                PatternType.GLOB,
                "kubectl delete pod * -n production",
                "global",
                Optional.empty(),
                List.of(),
                OptionalInt.of(1),
                OptionalLong.empty(),
                "");

        assertEquals(
                0,
                gate.useCases()
                        .backtest()
                        .backtest(gate.owner(), low, BacktestRule.FULL)
                        .matched());
    }

    @Test
    void it_says_when_older_commands_were_left_out() {
        for (int i = 0; i < 5; i++) {
            gate.approve(gate.submitted("echo " + i));
        }

        Backtest few = gate.useCases()
                .backtest()
                .backtest(gate.owner(), draft(RuleEffect.ALLOW, "echo *"), new Effort(3, Duration.ofDays(1)));

        assertEquals(Optional.of(Cut.COMMANDS), few.cut());
        assertEquals(3, few.matched());
    }

    @Test
    void what_is_older_than_thirty_days_is_not_looked_at() {
        gate.approve(gate.submitted("docker logs api"));
        gate.clock().advance(Duration.ofDays(31));

        assertEquals(0, backtest(RuleEffect.ALLOW, "docker logs *").considered());
    }

    @Test
    void another_orgs_commands_are_never_looked_at() {
        TestGate other = gate.beside("other");
        other.approve(other.submitted("docker logs api"));

        assertEquals(0, backtest(RuleEffect.ALLOW, "docker logs *").considered());
    }

    @Test
    void a_rule_that_cannot_be_made_is_refused_and_nothing_is_stored() {
        GateException refused =
                assertThrows(GateException.class, () -> backtest(RuleEffect.ALLOW, "docker logs *; id"));

        assertEquals(ErrorCode.INVALID, refused.code());
        assertEquals(Optional.of("pattern"), refused.field());
        int entries = gate.chain().size();
        Backtest _ = backtest(RuleEffect.ALLOW, "docker logs *");
        assertEquals(entries, gate.chain().size());
        assertEquals(List.of(), gate.useCases().rules().list(gate.owner(), Optional.empty(), 10));
    }
}
