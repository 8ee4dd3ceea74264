package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.application.command.Vote;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.rule.RuleDraft;
import com.expacti.application.rule.StoredRule;
import com.expacti.domain.approval.Remember;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.Role;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.testkit.TestGate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Under a policy a rule lets through only what making it gathered the policy's votes for. */
final class PolicyRulesTest {
    private final TestGate gate = TestGate.create();
    private final PersonCaller sam = Policed.member(gate, "Sam", Role.SENIOR_REVIEWER);

    @Test
    void a_rule_made_over_rest_has_its_makers_vote_alone() {
        var _ = rule(gate.owner(), RuleEffect.ALLOW, "rm x");
        assertEquals("approved", status("rm x"));

        var policy = Policed.make(gate, Policed.min("rm *", 2));
        assertEquals("pending", status("rm x"));

        gate.useCases().policies().remove(gate.owner(), policy.policy().id());
        assertEquals("approved", status("rm x"));
    }

    @Test
    void the_owners_vote_alone_meets_a_role_or_the_owners_name() {
        var _ = Policed.make(gate, Policed.role("rm *", Role.ADMIN));
        var _ = Policed.make(gate, Policed.all("ls *", gate.owner()));
        var _ = rule(gate.owner(), RuleEffect.ALLOW, "rm x");
        var _ = rule(gate.owner(), RuleEffect.ALLOW, "ls x");
        var _ = rule(sam, RuleEffect.ALLOW, "rm y");

        assertEquals("approved", status("rm x"));
        assertEquals("approved", status("ls x"));
        assertEquals("pending", status("rm y"));
    }

    @Test
    void a_maker_who_was_demoted_or_removed_since_carries_nothing() {
        var _ = Policed.make(gate, Policed.role("rm *", Role.SENIOR_REVIEWER));
        var _ = rule(sam, RuleEffect.ALLOW, "rm x");
        assertEquals("approved", status("rm x"));

        Policed.change(gate, sam, Role.REVIEWER, true);
        assertEquals("pending", status("rm x"));
        Policed.change(gate, sam, Role.OWNER, false);
        assertEquals("pending", status("rm x"));
        Policed.change(gate, sam, Role.SENIOR_REVIEWER, true);
        assertEquals("approved", status("rm x"));
    }

    @Test
    void who_stands_behind_the_agent_cannot_vote_for_it_by_way_of_a_rule() {
        var _ = Policed.make(gate, Policed.role("rm *", Role.REVIEWER));
        var _ = rule(gate.admin(), RuleEffect.ALLOW, "rm x");

        assertEquals("pending", status("rm x"));
    }

    @Test
    void a_rule_remembered_by_all_the_policy_asks_for_passes_the_next_time() {
        var _ = Policed.make(gate, Policed.min("rm *", 2));
        CommandId id = gate.submitted("rm x");

        CommandRecord _ = gate.vote(sam, id, remember("rm x"));
        CommandRecord _ = gate.vote(gate.owner(), id, remember("rm x"));

        assertEquals("approved", status("rm x"));
        assertEquals(
                Set.of(sam.user().value(), gate.owner().user().value()),
                rules().getFirst().rule().votesBehind());
    }

    @Test
    void a_rule_that_only_some_remembered_is_not_made() {
        var _ = Policed.make(gate, Policed.min("rm *", 2));
        CommandId id = gate.submitted("rm x");

        CommandRecord _ = gate.vote(sam, id, remember("rm x"));
        assertEquals("approved", gate.approve(gate.owner(), id).status());

        assertEquals(List.of(), rules());
        assertEquals("pending", status("rm x"));
    }

    @Test
    void votes_for_different_rules_do_not_add_up() {
        var _ = Policed.make(gate, Policed.min("rm *", 2));
        CommandId id = gate.submitted("rm x");

        CommandRecord _ = gate.vote(sam, id, remember("rm x"));
        assertEquals("approved", gate.vote(gate.owner(), id, remember("rm  x")).status());

        assertEquals(List.of(), rules());
    }

    @Test
    void of_several_rules_the_one_with_the_votes_lets_through_and_is_named() {
        var _ = Policed.make(gate, Policed.role("rm *", Role.OWNER));
        var _ = rule(sam, RuleEffect.ALLOW, "rm x");
        StoredRule owners = rule(gate.owner(), RuleEffect.ALLOW, "rm x");

        var decided = gate.submit("rm x").stored().decision().orElseThrow();

        assertEquals(List.of(owners.rule().id()), decided.ruleIds());
    }

    @Test
    void a_policy_made_after_an_approval_by_rule_takes_it_back() {
        var _ = rule(gate.owner(), RuleEffect.ALLOW, "rm x");
        CommandId id = gate.submitted("rm x");
        var _ = Policed.make(gate, Policed.min("rm *", 2));

        GateException refused = assertThrows(GateException.class, () -> gate.redeem(id));

        assertEquals(ErrorCode.FORBIDDEN, refused.code());
    }

    @Test
    void a_deny_rule_stops_under_any_policy() {
        var _ = Policed.make(gate, Policed.min("rm *", 2));
        var _ = rule(gate.owner(), RuleEffect.DENY, "rm x");

        assertEquals("blocked", status("rm x"));
    }

    private String status(String command) {
        return gate.submit(command).stored().status();
    }

    private List<StoredRule> rules() {
        return gate.ports().orgs().rules(gate.org().org(), Optional.empty(), 10);
    }

    private StoredRule rule(PersonCaller by, RuleEffect effect, String exact) {
        return gate.useCases()
                .rules()
                .make(
                        by,
                        new RuleDraft(
                                effect,
                                PatternType.EXACT,
                                exact,
                                "global",
                                Optional.empty(),
                                List.of(),
                                OptionalInt.empty(),
                                OptionalLong.empty(),
                                ""));
    }

    private static Vote remember(String pattern) {
        return new Vote(
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Remember(PatternType.EXACT, pattern, "", OptionalLong.empty())));
    }
}
