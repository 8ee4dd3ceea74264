package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.command.SubmitRequest;
import com.expacti.application.command.Submitted;
import com.expacti.application.command.Vote;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.rule.StoredRule;
import com.expacti.domain.approval.Remember;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.domain.rule.RuleScope;
import com.expacti.testkit.TestGate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** "Allow and remember". */
final class RememberTest {
    private final TestGate gate = TestGate.create();

    @Test
    void a_remembered_command_passes_the_next_time_and_names_its_rule() {
        CommandRecord _ = gate.vote(gate.owner(), gate.submitted("git status"), remember("git status", ""));

        Submitted next = gate.submit("git status");

        Rule rule = onlyRule();
        assertEquals("approved", next.stored().status());
        assertEquals(List.of(rule.id()), next.stored().decision().orElseThrow().ruleIds());
        assertEquals(RuleEffect.ALLOW, rule.effect());
        assertTrue(rule.remembered());
        assertEquals(gate.owner().user().value(), rule.createdBy());
        assertEquals(Set.of(gate.owner().user().value()), rule.votesBehind());
        assertEquals(new RuleScope.Global(), rule.scope());
        assertEquals(List.of("git status"), rule.examples());
    }

    @Test
    void a_rule_remembered_from_a_target_and_a_directory_stays_there() {
        CommandId id = gate.submit(request("git status", "dev", "/srv/a"))
                .stored()
                .submission()
                .id();
        CommandRecord _ = gate.vote(gate.owner(), id, remember("git status", ""));

        assertInstanceOf(Submitted.Decided.class, gate.submit(request("git status", "dev", "/srv/a")));
        assertInstanceOf(Submitted.Waiting.class, gate.submit(request("git status", "prod", "/srv/a")));
        assertInstanceOf(Submitted.Waiting.class, gate.submit(request("git status", "dev", "/srv/b")));
        assertInstanceOf(Submitted.Waiting.class, gate.submit("git status"));
        assertEquals(
                new RuleScope.Target(gate.org().development().value()),
                onlyRule().scope());
        assertEquals(Optional.of("/srv/a"), onlyRule().cwd());
    }

    @Test
    void a_remembered_rule_ends_with_its_time() {
        Vote vote = new Vote(
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Remember(PatternType.EXACT, "git status", "", OptionalLong.of(60))));
        CommandRecord _ = gate.vote(gate.owner(), gate.submitted("git status"), vote);
        assertEquals("approved", gate.submit("git status").stored().status());

        gate.clock().advance(Duration.ofSeconds(60));

        assertInstanceOf(Submitted.Waiting.class, gate.submit("git status"));
    }

    @Test
    void who_may_not_make_rules_may_not_remember_and_no_vote_is_counted() {
        CommandId id = gate.submitted("git status");

        refused(ErrorCode.FORBIDDEN, "", () -> gate.vote(gate.reviewer(), id, remember("git status", "")));

        assertEquals(
                List.of(),
                gate.ports().queue().get(gate.org().org(), id).orElseThrow().ballots());
        assertEquals("approved", gate.approve(id).status());
    }

    @Test
    void a_rule_that_cannot_be_is_refused_and_no_vote_is_counted() {
        CommandId id = gate.submitted("git status");

        refused(ErrorCode.INVALID, "whitelist.pattern", () -> gate.vote(gate.owner(), id, remember("", "")));
        refused(
                ErrorCode.INVALID,
                "whitelist.scope",
                () -> gate.vote(gate.owner(), id, remember("git status", "moon")));
        refused(
                ErrorCode.INVALID,
                "whitelist.scope",
                () -> gate.vote(gate.owner(), id, remember("git status", "target:nowhere")));
        refused(
                ErrorCode.INVALID,
                "whitelist.scope",
                () -> gate.vote(gate.owner(), id, remember("git status", "group:nobody")));

        assertEquals(
                List.of(),
                gate.ports().queue().get(gate.org().org(), id).orElseThrow().ballots());
        assertEquals(List.of(), gate.ports().orgs().rules(gate.org().org(), Optional.empty(), 10));
    }

    @Test
    void nothing_is_remembered_of_a_command_that_a_deny_rule_stops() {
        CommandId id = gate.submitted("git push");
        var _ = gate.forbid("git push");

        CommandRecord voted = gate.vote(gate.owner(), id, remember("git push", ""));

        assertEquals("blocked", voted.status());
        assertEquals(RuleEffect.DENY, onlyRule().effect());
    }

    @Test
    void an_approval_that_made_a_rule_is_still_redeemed() {
        CommandId id = gate.vote(gate.owner(), gate.submitted("make"), remember("make", ""))
                .submission()
                .id();

        gate.redeem(id);

        assertTrue(gate.ports()
                .ledger()
                .approval(gate.org().org(), id)
                .orElseThrow()
                .spent());
    }

    private Rule onlyRule() {
        List<StoredRule> rules = gate.ports().orgs().rules(gate.org().org(), Optional.empty(), 10);
        assertEquals(1, rules.size());
        return rules.getFirst().rule();
    }

    private static Vote remember(String pattern, String scope) {
        return new Vote(
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Remember(PatternType.EXACT, pattern, scope, OptionalLong.empty())));
    }

    private SubmitRequest request(String command, String target, String cwd) {
        return new SubmitRequest(
                gate.session(),
                gate.ports().ids().next(),
                command,
                Optional.of(cwd),
                Optional.of(target),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static void refused(ErrorCode code, String field, org.junit.jupiter.api.function.Executable action) {
        GateException refused = assertThrows(GateException.class, action);
        assertEquals(code, refused.code(), refused.getMessage());
        assertEquals(field, refused.field().orElse(""));
    }
}
