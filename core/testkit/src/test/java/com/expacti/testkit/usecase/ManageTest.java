package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.announce.Event;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.ManageAgents.AgentDraft;
import com.expacti.application.rule.RuleDraft;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.TimeoutAction;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.testkit.TestGate;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Settings, agents, tokens and rules: who may change them, what is refused, and what the log says of it. */
final class ManageTest {
    private final TestGate gate = TestGate.create();

    @Test
    void only_the_owner_weakens_the_gate() {
        OrgSettings now = gate.useCases().settings().get(gate.owner());
        List<OrgSettings> weaker = List.of(
                with(now, 60, TimeoutAction.APPROVE, OptionalInt.of(10), OptionalInt.empty(), false),
                with(now, 60, TimeoutAction.DENY, OptionalInt.empty(), OptionalInt.empty(), true));

        for (OrgSettings wanted : weaker) {
            refused(ErrorCode.FORBIDDEN, "", () -> gate.useCases().settings().edit(gate.admin(), _ -> wanted));
            assertEquals(wanted, gate.useCases().settings().edit(gate.owner(), _ -> wanted));
            assertEquals(now, gate.useCases().settings().edit(gate.admin(), _ -> now), "an admin may take it back");
        }
    }

    @Test
    void raising_the_score_that_silence_approves_is_the_owners_too() {
        OrgSettings now = gate.useCases().settings().get(gate.owner());
        OrgSettings ten = with(now, 60, TimeoutAction.APPROVE, OptionalInt.of(10), OptionalInt.empty(), false);
        OrgSettings ninety = with(now, 60, TimeoutAction.APPROVE, OptionalInt.of(90), OptionalInt.empty(), false);
        var _ = gate.settings(s -> ten);

        refused(ErrorCode.FORBIDDEN, "", () -> gate.useCases().settings().edit(gate.admin(), _ -> ninety));
    }

    @Test
    void settings_keep_their_ranges() {
        OrgSettings now = gate.useCases().settings().get(gate.owner());
        for (int bad : new int[] {29, 601}) {
            invalid(
                    "timeout_seconds",
                    with(now, bad, TimeoutAction.DENY, OptionalInt.empty(), OptionalInt.empty(), false));
        }
        for (int bad : new int[] {-1, 101}) {
            invalid(
                    "auto_approve_below",
                    with(now, 60, TimeoutAction.DENY, OptionalInt.empty(), OptionalInt.of(bad), false));
            invalid(
                    "timeout_approve_below",
                    with(now, 60, TimeoutAction.DENY, OptionalInt.of(bad), OptionalInt.empty(), false));
        }
        invalid(
                "timeout_approve_below",
                with(now, 60, TimeoutAction.APPROVE, OptionalInt.empty(), OptionalInt.empty(), false));
        invalid("name", OrgSettings.standard(" "));
        invalid("name", OrgSettings.standard("x".repeat(101)));
        invalid("name", OrgSettings.standard("\ud83d"));
    }

    @Test
    void a_change_of_settings_moves_the_gate_says_what_changed_and_is_announced() {
        OrgSettings now = gate.useCases().settings().get(gate.owner());
        long before = version();
        int entries = gate.chain().size();

        var _ = gate.settings(s -> with(now, 90, TimeoutAction.DENY, OptionalInt.empty(), OptionalInt.of(20), false));
        var _ = gate.settings(s -> s);

        assertEquals(before + 1, version(), "what changes nothing moves nothing");
        assertEquals(entries + 1, gate.chain().size());
        AuditEntry entry = gate.chain().getLast();
        assertEquals(
                "timeout_seconds 60 → 90, auto_approve_below off → 20",
                entry.fields().get("comment"));
        assertEquals(gate.org().owner().person().email(), entry.fields().get("decided_by"));
        assertTrue(gate.events().contains(new Event.GateMoved(gate.org().org(), version())));
    }

    @Test
    void a_reviewer_reads_but_changes_nothing() {
        PersonCaller rita = gate.reviewer();
        OrgSettings settings = gate.useCases().settings().get(rita);
        int entries = gate.chain().size();

        refused(ErrorCode.FORBIDDEN, "", () -> gate.useCases().settings().edit(rita, _ -> settings));
        refused(ErrorCode.FORBIDDEN, "", () -> gate.useCases().agents().make(rita, draft("x")));
        refused(
                ErrorCode.FORBIDDEN,
                "",
                () -> gate.useCases().agents().remove(rita, gate.org().agent()));
        refused(
                ErrorCode.FORBIDDEN,
                "",
                () -> gate.useCases().agents().issue(rita, gate.org().agent(), "x", OptionalLong.empty()));
        refused(
                ErrorCode.FORBIDDEN,
                "",
                () -> gate.useCases()
                        .agents()
                        .revoke(rita, gate.org().agent(), gate.org().agentCredential()));
        refused(ErrorCode.FORBIDDEN, "", () -> gate.useCases().rules().make(rita, rule("ls", "global")));
        assertEquals(1, gate.useCases().agents().list(rita).size());
        assertEquals(entries, gate.chain().size());
    }

    @Test
    void an_agent_belongs_to_whoever_made_it_unless_said_otherwise() {
        Agent own = gate.useCases().agents().make(gate.owner(), draft("one"));
        Agent given = gate.useCases()
                .agents()
                .make(
                        gate.owner(),
                        new AgentDraft(
                                Optional.of("two"),
                                Optional.of(gate.org().development()),
                                Optional.of(Set.of(gate.org().development())),
                                Optional.of(gate.reviewer().user())));

        assertEquals(Optional.of(gate.owner().user()), own.owner());
        assertEquals(Optional.of(gate.reviewer().user()), given.owner());
        assertEquals(Optional.of(gate.owner().user()), given.createdBy());
        assertEquals(Optional.of(gate.org().development()), given.defaultTarget());
        assertEquals(given, gate.useCases().agents().get(gate.owner(), given.id()));
    }

    @Test
    void an_agent_that_cannot_be_is_refused_by_field() {
        Optional<UserId> nobody = Optional.of(new UserId("user_nobody"));
        Optional<TargetId> dev = Optional.of(gate.org().development());

        agentInvalid("name", draft(""));
        agentInvalid("name", draft("a\nb"));
        agentInvalid("name", draft("builder"));
        agentInvalid("owner_id", new AgentDraft(Optional.of("x"), Optional.empty(), Optional.empty(), nobody));
        agentInvalid("default_target_id", new AgentDraft(Optional.of("x"), dev, Optional.empty(), Optional.empty()));
        agentInvalid(
                "target_ids",
                new AgentDraft(
                        Optional.of("x"),
                        Optional.empty(),
                        Optional.of(Set.of(new TargetId("nowhere"))),
                        Optional.empty()));
    }

    @Test
    void a_token_is_shown_once_and_kept_as_its_hash() {
        var issued = gate.useCases().agents().issue(gate.owner(), gate.org().agent(), "ci", OptionalLong.of(60));

        assertTrue(issued.token().matches("expacti_shell_[0-9a-f]{32}"), "its shape");
        assertFalse(issued.toString().contains(issued.token()));
        assertEquals(gate.org().agent(), gate.agent().agent());
        for (AuditEntry entry : gate.chain()) {
            assertFalse(entry.json().contains(issued.token()));
        }
        refused(
                ErrorCode.INVALID,
                "expires_in_seconds",
                () -> gate.useCases().agents().issue(gate.owner(), gate.org().agent(), "ci", OptionalLong.of(0)));
        assertEquals(
                2,
                gate.useCases()
                        .agents()
                        .tokens(gate.owner(), gate.org().agent())
                        .size());
    }

    @Test
    void of_many_rules_all_are_made_or_none() {
        List<RuleDraft> drafts = List.of(rule("ls", "global"), rule("git *", "nowhere"), rule("id", "global"));

        refused(
                ErrorCode.INVALID,
                "rules[1].scope",
                () -> gate.useCases().rules().make(gate.owner(), drafts));
        refused(ErrorCode.INVALID, "rules", () -> gate.useCases().rules().make(gate.owner(), List.of()));
        refused(
                ErrorCode.INVALID,
                "rules",
                () -> gate.useCases().rules().make(gate.owner(), Collections.nCopies(1_001, rule("ls", "global"))));

        assertEquals(List.of(), gate.useCases().rules().list(gate.owner(), Optional.empty(), 10));
        long before = version();
        assertEquals(
                2,
                gate.useCases()
                        .rules()
                        .make(gate.owner(), List.of(drafts.get(0), drafts.get(2)))
                        .size());
        assertEquals(before + 1, version());
    }

    @Test
    void a_rule_is_scoped_to_targets_and_groups_that_exist() {
        String dev = gate.org().development().value();

        assertEquals("target:" + dev, scope(rule("ls", "target:" + dev)));
        assertEquals("group:live", scope(rule("ls", "group:live")));
        for (String unknown : List.of("target:nowhere", "group:nobody", "target:", "moon")) {
            refused(ErrorCode.INVALID, "scope", () -> gate.useCases().rules().make(gate.owner(), rule("ls", unknown)));
        }
        refused(
                ErrorCode.INVALID,
                "scope",
                () -> gate.useCases().rules().make(gate.owner(), rule("ls", "target:" + "x".repeat(65))));
    }

    @Test
    void an_edited_rule_keeps_its_id_and_a_removed_one_is_not_found() {
        String id = gate.allow("git status").rule().id();

        var edited = gate.useCases().rules().edit(gate.owner(), id, rule("git log", "global"));
        assertEquals(id, edited.rule().id());
        assertEquals("pending", gate.submit("git status").stored().status());
        assertEquals("approved", gate.submit("git log").stored().status());
        gate.useCases().rules().remove(gate.owner(), id);

        refused(ErrorCode.NOT_FOUND, "", () -> gate.useCases().rules().get(gate.owner(), id));
        refused(ErrorCode.NOT_FOUND, "", () -> gate.useCases().rules().remove(gate.owner(), id));
        refused(ErrorCode.NOT_FOUND, "", () -> gate.useCases().rules().edit(gate.owner(), id, rule("ls", "global")));
    }

    private String scope(RuleDraft draft) {
        return gate.useCases().rules().make(gate.owner(), draft).rule().scope().format();
    }

    private long version() {
        return gate.ports().orgs().gateVersion(gate.org().org());
    }

    private void invalid(String field, OrgSettings wanted) {
        refused(ErrorCode.INVALID, field, () -> gate.useCases().settings().edit(gate.owner(), _ -> wanted));
    }

    private void agentInvalid(String field, AgentDraft draft) {
        refused(ErrorCode.INVALID, field, () -> gate.useCases().agents().make(gate.owner(), draft));
    }

    private static void refused(ErrorCode code, String field, Executable action) {
        GateException refused = assertThrows(GateException.class, action);
        assertEquals(code, refused.code(), refused.getMessage());
        assertEquals(field, refused.field().orElse(""), refused.getMessage());
    }

    private static AgentDraft draft(String name) {
        return new AgentDraft(Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static RuleDraft rule(String pattern, String scope) {
        return new RuleDraft(
                RuleEffect.ALLOW,
                PatternType.EXACT,
                pattern,
                scope,
                Optional.empty(),
                List.of(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                "");
    }

    private static OrgSettings with(
            OrgSettings s, int seconds, TimeoutAction action, OptionalInt silence, OptionalInt below, boolean self) {
        return new OrgSettings(
                s.name(),
                Duration.ofSeconds(seconds),
                action,
                silence,
                below,
                s.anomalySuspendsWhitelist(),
                s.anomalies(),
                self);
    }
}
