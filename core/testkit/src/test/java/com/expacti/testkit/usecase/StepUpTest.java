package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.command.Vote;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.OrgChange;
import com.expacti.application.passkey.Assertion;
import com.expacti.application.passkey.Challenges.Asked;
import com.expacti.application.passkey.Challenges.Purpose;
import com.expacti.domain.approval.Remember;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Digest;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.rule.PatternType;
import com.expacti.testkit.FakeWebAuthn.Key;
import com.expacti.testkit.TestGate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** E4, digest binding: approving what is CRITICAL by a passkey that signed for it. */
final class StepUpTest {
    private static final String CRITICAL = "rm -rf /";

    private final TestGate gate = TestGate.create();
    private final Key key = new Key("reviewers");
    private final SignedIn people = new SignedIn(gate);
    private PersonCaller reviewer = gate.reviewer();

    @BeforeEach
    void ask() {
        require(true);
        reviewer = people.withPasskey(gate.reviewer(), "reviewers", key);
    }

    private void require(boolean on) {
        // By the store itself: switching it off through the gate takes a passkey of its own.
        var now = gate.useCases().settings().get(gate.owner());
        long _ = gate.ports()
                .orgs()
                .change(gate.org().org(), "test", List.of(new OrgChange.SettingsEdited(now.withStepUp(on), "a test")));
    }

    @Test
    void a_key_asks_for_passkeys_and_does_not_switch_them_off_to_approve_without() {
        GateException refused = assertThrows(
                GateException.class, () -> gate.useCases().settings().edit(gate.owner(), now -> now.withStepUp(false)));

        assertEquals(ErrorCode.FORBIDDEN, refused.code());
        assertEquals(true, gate.useCases().settings().get(gate.owner()).requireStepUp());
    }

    private String asked(PersonCaller caller, CommandId command) {
        return gate.useCases().vote().askStepUp(caller, command).challenge();
    }

    private CommandRecord approve(PersonCaller caller, CommandId command, Optional<Assertion> stepUp) {
        return gate.useCases()
                .vote()
                .vote(caller, command, new Vote(true, Optional.empty(), Optional.empty(), Optional.empty(), stepUp));
    }

    private CommandRecord approve(CommandId command, Assertion stepUp) {
        return approve(reviewer, command, Optional.of(stepUp));
    }

    private CommandId held(String text) {
        CommandId command = gate.submitted(text);
        assertEquals(Optional.empty(), stored(command).decision());
        return command;
    }

    private CommandRecord stored(CommandId command) {
        return gate.ports().ledger().command(gate.org().org(), command).orElseThrow();
    }

    private void assertPending(CommandId command) {
        assertEquals(Optional.empty(), stored(command).decision());
        assertEquals(
                List.of(),
                gate.ports()
                        .queue()
                        .get(gate.org().org(), command)
                        .orElseThrow()
                        .ballots());
    }

    private void refused(CommandId command, Executable vote) {
        GateException refused = assertThrows(GateException.class, vote);
        assertEquals(ErrorCode.STEP_UP_REQUIRED, refused.code(), refused.getMessage());
        assertPending(command);
    }

    @Test
    void approving_what_is_critical_takes_a_signature_for_it_and_the_log_says_so() {
        CommandId command = held(CRITICAL);
        assertEquals(RiskLevel.CRITICAL, stored(command).risk().level());
        refused(command, () -> approve(reviewer, command, Optional.empty()));

        CommandRecord done = approve(command, key.signed(asked(reviewer, command)));

        assertEquals(Outcome.APPROVED, done.decision().orElseThrow().outcome());
        AuditEntry entry = gate.ports().audit().entries(gate.org().org(), 0, 200).stream()
                .filter(e -> "stepped_up".equals(e.fields().get("event")))
                .findFirst()
                .orElseThrow();
        assertTrue(entry.json().contains(Digest.ofText(CRITICAL).hex()), entry.json());
        assertTrue(entry.json().contains(command.value()), entry.json());
    }

    @Test
    void e4_digest_binding_a_signature_for_another_command_is_none() {
        CommandId harmful = held(CRITICAL);
        CommandId other = held("rm -rf /etc");

        refused(harmful, () -> approve(harmful, key.signed(asked(reviewer, other))));

        Outcome outcome = approve(other, key.signed(asked(reviewer, other)))
                .decision()
                .orElseThrow()
                .outcome();
        assertEquals(Outcome.APPROVED, outcome);
        assertPending(harmful);
    }

    @Test
    void e4_digest_binding_the_same_text_asked_again_is_another_command() {
        CommandId first = held(CRITICAL);
        CommandId again = held(CRITICAL);

        refused(again, () -> approve(again, key.signed(asked(reviewer, first))));
    }

    @Test
    void e4_digest_binding_what_one_person_signed_is_not_another_persons_vote() {
        CommandId command = held(CRITICAL);
        PersonCaller owner = people.withPasskey(gate.owner(), "owners", new Key("owners"));

        refused(command, () -> approve(owner, command, Optional.of(key.signed(asked(reviewer, command)))));
        refused(command, () -> approve(owner, command, Optional.of(key.signed(asked(owner, command)))));
    }

    @Test
    void e4_digest_binding_a_signature_made_in_another_org_is_none() {
        TestGate other = gate.beside("other");
        CommandId here = held(CRITICAL);
        AccountId account = new AccountId("acc_reviewers");
        people.link(other.org().org(), other.reviewer().user(), account);
        CommandId there = other.submitted(CRITICAL);
        PersonCaller abroad = people.login(other.reviewer(), "abroad");
        String challenge = gate.useCases().vote().askStepUp(abroad, there).challenge();

        refused(here, () -> approve(here, key.signed(challenge)));
    }

    @Test
    void e4_challenge_single_use_and_only_for_two_minutes() {
        CommandId command = held(CRITICAL);
        Assertion signed = key.signed(asked(reviewer, command));
        var _ = approve(command, signed);
        CommandId next = held("rm -rf /usr");
        refused(next, () -> approve(next, signed));

        String old = asked(reviewer, next);
        gate.clock().advance(Duration.ofSeconds(30));
        gate.useCases().extend().extend(reviewer, next, 300);
        gate.clock().advance(Purpose.STEP_UP.life());

        refused(next, () -> approve(next, key.signed(old)));
    }

    @Test
    void e4_what_was_signed_for_something_else_approves_nothing() {
        CommandId command = held(CRITICAL);
        String challenge = "for-signing-in";
        gate.ports().passkeys().keep(new AccountId("acc_reviewers"), Digest.ofText(challenge), Asked.SIGN_IN);

        refused(command, () -> approve(command, key.signed(challenge)));
        refused(command, () -> approve(command, key.signed("never asked")));
    }

    @Test
    void denying_never_takes_it_and_neither_does_what_is_milder() {
        CommandId critical = held(CRITICAL);
        CommandId milder = held("git push origin main");

        assertEquals(
                Outcome.DENIED,
                gate.deny(reviewer, critical).decision().orElseThrow().outcome());
        assertEquals(
                Outcome.APPROVED,
                gate.approve(reviewer, milder).decision().orElseThrow().outcome());
    }

    @Test
    void where_the_org_does_not_ask_nothing_is_asked() {
        require(false);

        assertEquals(
                Outcome.APPROVED,
                gate.approve(reviewer, held(CRITICAL)).decision().orElseThrow().outcome());
    }

    @Test
    void remembering_takes_it_as_approving_does() {
        CommandId command = held(CRITICAL);
        Remember remember = new Remember(PatternType.EXACT, CRITICAL, "", OptionalLong.empty());
        PersonCaller owner = people.withPasskey(gate.owner(), "owners", new Key("owners"));

        refused(
                command,
                () -> gate.useCases()
                        .vote()
                        .vote(
                                owner,
                                command,
                                new Vote(true, Optional.empty(), Optional.empty(), Optional.of(remember))));
    }

    @Test
    void a_key_approves_nothing_critical_and_is_told_why() {
        CommandId command = held(CRITICAL);
        PersonCaller byKey = gate.reviewer();

        GateException refused = assertThrows(
                GateException.class, () -> approve(byKey, command, Optional.of(key.signed(asked(reviewer, command)))));

        assertEquals(ErrorCode.STEP_UP_REQUIRED, refused.code());
        assertTrue(String.valueOf(refused.getMessage()).contains("sign in"), refused.getMessage());
        assertPending(command);
        assertEquals(
                ErrorCode.FORBIDDEN,
                assertThrows(GateException.class, () -> asked(byKey, command)).code());
    }

    @Test
    void who_has_no_passkey_is_told_to_add_one() {
        CommandId command = held(CRITICAL);
        PersonCaller owner = gate.owner();
        AccountId _ = people.account(owner, "bare");
        PersonCaller bare = people.login(owner, "bare");

        refused(command, () -> approve(bare, command, Optional.empty()));
        assertEquals(
                ErrorCode.CONFLICT,
                assertThrows(GateException.class, () -> asked(bare, command)).code());
    }

    @Test
    void a_vote_from_before_the_org_asked_does_not_count_towards_the_policy() {
        require(false);
        var _ = Policed.make(gate, Policed.min("rm *", 2));
        CommandId command = held(CRITICAL);
        var _ = gate.approve(gate.owner(), command);
        require(true);

        CommandRecord now = approve(command, key.signed(asked(reviewer, command)));

        assertEquals(Optional.empty(), now.decision());
    }
}
