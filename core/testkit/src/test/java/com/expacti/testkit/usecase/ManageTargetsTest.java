package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.ManageAgents.AgentDraft;
import com.expacti.application.rule.RuleDraft;
import com.expacti.application.targets.LoginProof;
import com.expacti.application.targets.ManageTargets;
import com.expacti.application.targets.TargetDraft;
import com.expacti.application.targets.Vault;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.org.SealedCredential;
import com.expacti.domain.org.Target;
import com.expacti.domain.org.TargetGroup;
import com.expacti.domain.risk.Environment;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.testkit.PlainBox;
import com.expacti.testkit.TestGate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Targets and groups: what is kept of them, and that none goes away under a rule that names it. */
final class ManageTargetsTest {
    private static final String SECRET = "correct horse battery staple";

    private final TestGate gate = TestGate.create();
    private final ManageTargets targets = gate.useCases().targets();

    @Test
    void a_login_s_secret_goes_in_and_is_in_no_answer_and_no_entry() {
        Target made = targets.make(gate.owner(), draft("web", "web.example.com"));

        SealedCredential sealed =
                gate.ports().orgs().sealed(gate.org().org(), made.id()).orElseThrow();
        assertEquals(
                SECRET,
                new Vault(new PlainBox())
                        .open(gate.org().org(), made.id(), sealed)
                        .reveal());
        assertFalse(
                made.toString().contains(SECRET) || draft("x", "y").toString().contains(SECRET));
        for (AuditEntry entry : gate.chain()) {
            assertFalse(entry.json().contains(SECRET) || entry.json().contains(sealed.base64()));
        }
        assertTrue(gate.chain().getLast().json().contains("target_created"));
    }

    @Test
    void a_secret_given_for_one_place_is_not_sent_to_another() {
        TargetId id =
                targets.make(gate.owner(), draft("web", "web.example.com")).id();

        refused("auth", () -> targets.edit(gate.admin(), id, host("mine.example.com")));
        refused("auth", () -> targets.edit(gate.admin(), id, change(OptionalInt.of(2222), Optional.empty())));

        Target moved = targets.edit(gate.admin(), id, draft("web", "other.example.com"));
        assertEquals("other.example.com", moved.address().orElseThrow().host());
    }

    @Test
    void another_environment_is_in_the_log_and_moves_the_gate() {
        Target made = targets.make(gate.owner(), draft("web", "web.example.com"));
        long before = gate.useCases().views().fresh(gate.org().org()).gateVersion();

        Target after = targets.edit(gate.admin(), made.id(), change(OptionalInt.empty(), Optional.of("production")));

        assertEquals(Environment.DEVELOPMENT, made.environment());
        assertEquals(Environment.PRODUCTION, after.environment());
        assertEquals(before + 1, gate.useCases().views().fresh(gate.org().org()).gateVersion());
        assertTrue(gate.chain().getLast().json().contains("production"));
    }

    @Test
    void a_target_stays_while_a_rule_or_an_agent_names_it() {
        TargetId id =
                targets.make(gate.owner(), draft("web", "web.example.com")).id();
        String rule = rule("target:" + id);
        var agent = gate.useCases()
                .agents()
                .make(
                        gate.owner(),
                        new AgentDraft(
                                Optional.of("web-bot"), Optional.of(id), Optional.of(Set.of(id)), Optional.empty()));

        GateException refused = assertThrows(GateException.class, () -> targets.remove(gate.owner(), id));
        assertEquals(ErrorCode.CONFLICT, refused.code());
        assertTrue(message(refused).contains(rule) && message(refused).contains("web-bot"), message(refused));

        gate.useCases().rules().remove(gate.owner(), rule);
        gate.useCases().agents().remove(gate.owner(), agent.id());
        targets.remove(gate.owner(), id);
        notFound(() -> targets.get(gate.owner(), id));
        assertEquals(Optional.empty(), gate.ports().orgs().sealed(gate.org().org(), id));
        assertEquals(
                "web",
                targets.make(gate.owner(), draft("web", "web.example.com")).name(),
                "the name is free");
    }

    @Test
    void a_group_stays_while_a_rule_or_policy_names_it_and_leaves_its_targets() {
        TargetGroup group = gate.useCases().targetGroups().make(gate.owner(), "live");
        TargetId id = targets.make(gate.owner(), in(group.id())).id();
        String rule = rule("group:" + group.id());

        conflict(() -> gate.useCases().targetGroups().remove(gate.owner(), group.id()));

        gate.useCases().rules().remove(gate.owner(), rule);
        gate.useCases().targetGroups().remove(gate.owner(), group.id());
        assertEquals(Set.of(), targets.get(gate.owner(), id).groupIds());
        refused("scope", () -> rule("group:" + group.id()));
    }

    @Test
    void what_waits_for_a_target_that_was_taken_away_is_not_approved() {
        TargetId production = gate.org().production();
        CommandId waiting = waitingOn(production);
        var _ = gate.useCases()
                .agents()
                .edit(
                        gate.owner(),
                        gate.org().agent(),
                        new AgentDraft(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Set.of(gate.org().development())),
                                Optional.empty()));

        CommandRecord decided = gate.approve(gate.owner(), waiting);

        assertEquals("denied", decided.status());
    }

    @Test
    void foreign_groups_and_targets_are_none() {
        TestGate other = gate.beside("other");
        TargetGroup theirs = other.useCases().targetGroups().make(other.owner(), "theirs");
        TargetId target =
                targets.make(other.owner(), draft("theirs", "t.example.com")).id();

        refused("group_ids", () -> targets.make(gate.owner(), in(theirs.id())));
        refused("scope", () -> rule("group:" + theirs.id()));
        notFound(() -> targets.get(gate.owner(), target));
        notFound(() -> targets.edit(gate.owner(), target, change(OptionalInt.empty(), Optional.of("staging"))));
        notFound(() -> targets.remove(gate.owner(), target));
        notFound(() -> gate.useCases().targetGroups().remove(gate.owner(), theirs.id()));
    }

    @Test
    void those_who_only_read_change_no_target() {
        for (Executable each : List.<Executable>of(
                () -> targets.make(gate.reviewer(), draft("web", "h")),
                () -> targets.remove(gate.reviewer(), gate.org().development()),
                () -> gate.useCases().targetGroups().make(gate.reviewer(), "g"))) {
            assertEquals(
                    ErrorCode.FORBIDDEN, assertThrows(GateException.class, each).code());
        }
    }

    @Test
    void a_host_is_one_that_may_be_called() {
        for (String bad : List.of(
                "",
                " ",
                "a b",
                "ssh://h",
                "h:22",
                "h/x",
                "u@h",
                "127.1",
                "0x7f.1",
                "127.0.0.1",
                "10.0.0.7",
                "169.254.169.254",
                "::1",
                "metadata.google.internal")) {
            refused("host", () -> targets.make(gate.owner(), draft("web", bad)));
        }
        Target made = targets.make(gate.owner(), draft("web", "Web-1.Example.COM"));
        refused("host", () -> targets.edit(gate.owner(), made.id(), draft("web", "10.0.0.7")));

        assertEquals("web-1.example.com", made.address().orElseThrow().host());
    }

    @Test
    void a_key_with_a_passphrase_is_refused_for_nobody_would_type_it() {
        String plain = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ==\n"
                + "-----END OPENSSH PRIVATE KEY-----\n";
        assertEquals(plain, LoginProof.privateKey(plain).reveal());

        for (String bad : List.of(
                "key",
                "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHI=\n-----END OPENSSH PRIVATE KEY-----",
                "-----BEGIN OPENSSH PRIVATE KEY-----\n\u0000*\n-----END OPENSSH PRIVATE KEY-----",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMII=\n-----END ENCRYPTED PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMII=\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN PUBLIC KEY-----\nMII=\n-----END PUBLIC KEY-----")) {
            refused("auth.private_key", () -> LoginProof.privateKey(bad));
        }
    }

    private CommandId waitingOn(TargetId target) {
        var request = gate.request("make all");
        var named = new com.expacti.application.command.SubmitRequest(
                request.session(),
                request.ref(),
                request.command(),
                request.cwd(),
                Optional.of(target.value()),
                request.context(),
                request.step(),
                request.timeoutSeconds(),
                request.spend(),
                request.node(),
                request.source());
        return gate.useCases()
                .submit()
                .submit(gate.agent(), named, Optional.empty())
                .stored()
                .submission()
                .id();
    }

    private String rule(String scope) {
        return gate.useCases()
                .rules()
                .make(
                        gate.owner(),
                        new RuleDraft(
                                RuleEffect.DENY,
                                PatternType.EXACT,
                                "make all",
                                scope,
                                Optional.empty(),
                                List.of(),
                                OptionalInt.empty(),
                                OptionalLong.empty(),
                                ""))
                .rule()
                .id();
    }

    private static TargetDraft draft(String name, String host) {
        return new TargetDraft(
                Optional.of(name),
                Optional.of(host),
                OptionalInt.of(22),
                Optional.of("deploy"),
                Optional.empty(),
                Optional.of(LoginProof.password(SECRET)),
                Optional.empty(),
                Optional.empty());
    }

    private static TargetDraft in(String group) {
        TargetDraft d = draft("grouped", "h");
        return new TargetDraft(
                d.name(),
                d.host(),
                d.port(),
                d.login(),
                d.hostKey(),
                d.proof(),
                d.environment(),
                Optional.of(Set.of(group)));
    }

    private static TargetDraft change(OptionalInt port, Optional<String> environment) {
        return new TargetDraft(
                Optional.empty(),
                Optional.empty(),
                port,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                environment,
                Optional.empty());
    }

    private static TargetDraft host(String host) {
        return new TargetDraft(
                Optional.empty(),
                Optional.of(host),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static String message(GateException e) {
        return String.valueOf(e.getMessage());
    }

    private static void refused(String field, Executable action) {
        GateException refused = assertThrows(GateException.class, action);
        assertEquals(ErrorCode.INVALID, refused.code(), refused.getMessage());
        assertEquals(field, refused.field().orElse(""), refused.getMessage());
    }

    private static void conflict(Executable action) {
        assertEquals(
                ErrorCode.CONFLICT, assertThrows(GateException.class, action).code());
    }

    private static void notFound(Executable action) {
        assertEquals(
                ErrorCode.NOT_FOUND, assertThrows(GateException.class, action).code());
    }
}
