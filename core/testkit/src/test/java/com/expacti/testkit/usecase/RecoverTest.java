package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.account.Register;
import com.expacti.application.account.ResetPassword.Claim;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.mail.Mail;
import com.expacti.application.org.ManageAgents.AgentDraft;
import com.expacti.application.org.ManageKeys.KeyDraft;
import com.expacti.application.org.OrgChange;
import com.expacti.application.passkey.CreationOptions;
import com.expacti.application.recovery.Recover;
import com.expacti.application.recovery.Recover.Standing;
import com.expacti.application.totp.SecondFactor.Shown;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.testkit.FakeWebAuthn.Key;
import com.expacti.testkit.TestSignIn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** E2: the way back of who lost every second factor, and those who would take it in somebody's place. */
final class RecoverTest {
    private static final String EMAIL = TestSignIn.EMAIL;
    private static final String PASSWORD = TestSignIn.PASSWORD;
    private static final Duration WAIT = TestSignIn.RECOVERY_WAIT;

    private final TestSignIn people = new TestSignIn(Register.Door.OPEN);
    private PersonCaller ada;
    private List<String> codes = List.of();

    @BeforeEach
    void hasAFactor() {
        var _ = people.member(EMAIL);
        ada = people.caller(people.login());
        CreationOptions options = people.passkeys().begin(ada, PASSWORD, Shown.NOTHING);
        codes = people.passkeys()
                .finish(ada, "key", new Key("lost").made(options.challenge()))
                .backupCodes();
    }

    private String link() {
        people.recover().ask(EMAIL, TestSignIn.CLIENT);
        return people.ports().mailer().token();
    }

    private Standing confirm(String token, String password) {
        return people.recover().confirm(token, password, TestSignIn.CLIENT);
    }

    private Standing begun() {
        Standing standing = confirm(link(), PASSWORD);
        assertInstanceOf(Standing.Waiting.class, standing);
        return standing;
    }

    private AccountId account() {
        return people.ports().accounts().byEmail(EMAIL).orElseThrow().id();
    }

    private boolean waits() {
        return people.ports().recoveries().of(account()).isPresent();
    }

    private List<AuditEntry> entries(OrgId org, String event) {
        return people.ports().audit().entries(org, 0, 200).stream()
                .filter(entry -> event.equals(entry.fields().get("event")))
                .toList();
    }

    private List<Mail> mails() {
        return people.ports().mailer().sent();
    }

    private void passTime(Duration time) {
        people.ports().clock().advance(time);
    }

    private static void refused(ErrorCode code, Executable call) {
        GateException refused = assertThrows(GateException.class, call);
        assertEquals(code, refused.code(), refused.getMessage());
    }

    @Test
    void link_password_and_time_together_remove_every_factor_and_end_every_sign_in() {
        begun();
        passTime(WAIT);
        PersonCaller before = people.caller(people.login(
                EMAIL, PASSWORD, new Shown(Optional.empty(), Optional.of(codes.getFirst())), TestSignIn.CLIENT));
        begun();
        passTime(WAIT.minusSeconds(1));
        assertInstanceOf(Standing.Waiting.class, confirm(link(), PASSWORD));
        refused(ErrorCode.TOTP_REQUIRED, people::login);
        passTime(Duration.ofHours(1));

        Standing done = confirm(link(), PASSWORD);

        assertInstanceOf(Standing.Done.class, done);
        refused(ErrorCode.UNAUTHORIZED, () -> people.useCases().authenticator().again(before));
        assertEquals(EMAIL, people.caller(people.login()).person().email());
        assertEquals(
                "Your second factor was removed", people.ports().mailer().last().subject());
        assertEquals(1, entries(ada.org(), "recovery_done").size());
    }

    @Test
    void nothing_is_taken_away_until_it_is_done() {
        begun();

        assertEquals(
                ada.user(), ((PersonCaller) people.useCases().authenticator().again(ada)).user());
        refused(ErrorCode.TOTP_REQUIRED, people::login);
        passTime(WAIT);
        refused(ErrorCode.TOTP_REQUIRED, people::login);
    }

    @Test
    void the_mail_alone_begins_nothing() {
        String token = link();

        refused(ErrorCode.UNAUTHORIZED, () -> confirm(token, "not the password"));

        assertFalse(waits());
        assertInstanceOf(Standing.Waiting.class, confirm(token, PASSWORD));
    }

    @Test
    void the_password_alone_begins_nothing_and_a_link_is_good_once_and_for_an_hour() {
        refused(ErrorCode.UNAUTHORIZED, () -> confirm("0123456789abcdef0123456789abcdef", PASSWORD));
        String once = link();
        var _ = confirm(once, PASSWORD);
        refused(ErrorCode.UNAUTHORIZED, () -> confirm(once, PASSWORD));
        String late = link();
        passTime(Duration.ofHours(1));
        refused(ErrorCode.UNAUTHORIZED, () -> confirm(late, PASSWORD));
    }

    @Test
    void a_mailbox_alone_is_no_way_round_by_setting_the_password_first() {
        people.reset().ask(EMAIL, TestSignIn.CLIENT);
        people.reset()
                .confirm(people.ports().mailer().token(), "a thief's long password", Claim.MINE, TestSignIn.CLIENT);

        refused(ErrorCode.CONFLICT, () -> confirm(link(), "a thief's long password"));

        assertFalse(waits());
        var _ = people.login(
                EMAIL,
                "a thief's long password",
                new Shown(Optional.empty(), Optional.of(codes.getFirst())),
                TestSignIn.CLIENT);
        assertInstanceOf(Standing.Waiting.class, confirm(link(), "a thief's long password"));
    }

    @Test
    void setting_the_password_anew_ends_what_was_begun_with_the_old_one() {
        begun();
        people.reset().ask(EMAIL, TestSignIn.CLIENT);

        people.reset().confirm(people.ports().mailer().token(), "another long password", Claim.MINE, TestSignIn.CLIENT);

        assertFalse(waits());
        assertEquals(1, entries(ada.org(), "recovery_cancelled").size());
    }

    @Test
    void signing_in_with_the_factor_cancels_it_and_without_does_not() {
        begun();
        refused(ErrorCode.TOTP_REQUIRED, people::login);
        assertTrue(waits());

        var _ = people.login(
                EMAIL, PASSWORD, new Shown(Optional.empty(), Optional.of(codes.getFirst())), TestSignIn.CLIENT);

        assertFalse(waits());
        passTime(WAIT);
        assertInstanceOf(Standing.Waiting.class, confirm(link(), PASSWORD));
    }

    @Test
    void a_wrong_factor_cancels_nothing() {
        begun();

        refused(
                ErrorCode.UNAUTHORIZED,
                () -> people.login(
                        EMAIL, PASSWORD, new Shown(Optional.of("000000"), Optional.empty()), TestSignIn.CLIENT));

        assertTrue(waits());
    }

    @Test
    void the_owner_is_written_to_at_once_and_every_day_and_the_link_in_each_cancels() {
        begun();
        int before = mails().size();
        assertEquals(
                "Somebody is removing your second factor",
                people.ports().mailer().last().subject());
        assertEquals(0, people.recoveryMails());

        passTime(Duration.ofDays(1));
        assertEquals(1, people.recoveryMails());
        assertEquals(0, people.recoveryMails());
        passTime(Duration.ofDays(1));
        assertEquals(1, people.recoveryMails());

        assertEquals(before + 2, mails().size());
        String cancel = people.ports().mailer().token();
        assertTrue(people.ports().mailer().last().text().contains("/app/recovery-cancel#token=" + cancel));
        people.recover().cancel(cancel);
        assertFalse(waits());
        refused(ErrorCode.UNAUTHORIZED, () -> people.recover().cancel(cancel));
        assertEquals(
                EMAIL,
                entries(ada.org(), "recovery_cancelled").getFirst().fields().get("decided_by"));
    }

    @Test
    void whoever_asks_for_mails_does_not_silence_the_warnings() {
        begun();
        for (int i = 0; i < 5; i++) {
            people.recover().ask(EMAIL, TestSignIn.CLIENT);
        }
        int before = mails().size();
        people.recover().ask(EMAIL, TestSignIn.CLIENT);
        assertEquals(before, mails().size());

        passTime(Duration.ofDays(1));
        int full = mails().size();
        assertEquals(1, people.recoveryMails());

        assertEquals(full + 1, mails().size());
    }

    @Test
    void an_old_cancel_link_does_not_cancel_the_next_one() {
        begun();
        String old = people.ports().mailer().token();
        people.watch().cancelMine(ada);
        begun();

        refused(ErrorCode.UNAUTHORIZED, () -> people.recover().cancel(old));

        assertTrue(waits());
    }

    @Test
    void a_link_that_cancels_neither_begins_nor_finishes_and_the_other_way_round() {
        begun();
        String cancel = people.ports().mailer().token();
        passTime(WAIT);

        refused(ErrorCode.UNAUTHORIZED, () -> confirm(cancel, PASSWORD));
        String link = link();
        refused(ErrorCode.UNAUTHORIZED, () -> people.recover().cancel(link));

        assertTrue(waits());
    }

    @Test
    void whoever_does_not_come_back_in_time_begins_anew() {
        begun();
        passTime(WAIT.plus(Recover.OPEN));

        assertInstanceOf(Standing.Waiting.class, confirm(link(), PASSWORD));

        assertEquals(
                "system:recovery",
                entries(ada.org(), "recovery_cancelled").getFirst().fields().get("decided_by"));
        refused(ErrorCode.TOTP_REQUIRED, people::login);
        passTime(WAIT.plus(Recover.OPEN));
        assertEquals(1, people.recoveryMails());
        assertFalse(waits());
    }

    @Test
    void an_address_without_an_account_or_without_a_factor_is_answered_the_same_and_sent_nothing() {
        var _ = people.member("bob@example.com");
        int before = mails().size();

        people.recover().ask("nobody@example.com", TestSignIn.CLIENT);
        people.recover().ask("bob@example.com", TestSignIn.CLIENT);

        assertEquals(before, mails().size());
    }

    @Test
    void guesses_at_the_password_behind_a_link_are_few_and_keep_nobody_from_signing_in() {
        String token = link();
        for (int i = 0; i < 5; i++) {
            refused(ErrorCode.UNAUTHORIZED, () -> confirm(token, "a guess at it"));
        }

        refused(ErrorCode.RATE_LIMITED, () -> confirm(token, PASSWORD));

        refused(ErrorCode.TOTP_REQUIRED, people::login);
        passTime(Duration.ofMinutes(2));
        assertInstanceOf(Standing.Waiting.class, confirm(token, PASSWORD));
    }

    /** A second org in which Ada has a place, and Bob, its owner. */
    private PersonCaller bobWithAda() {
        Register.Promised bob = people.member("bob@example.com");
        UserId id = new UserId("user_ada_there");
        people.ports().orgs().put(bob.org(), new Person(id, EMAIL, "Ada", Role.REVIEWER, true));
        long _ = people.ports().orgs().change(bob.org(), "test", List.of(new OrgChange.AccountLinked(id, account())));
        return people.caller(people.login("bob@example.com", PASSWORD));
    }

    @Test
    void each_of_their_orgs_hears_of_it_and_its_owner_cancels_without_being_named_elsewhere() {
        PersonCaller bob = bobWithAda();
        begun();
        assertEquals(1, entries(bob.org(), "recovery_begun").size());
        assertEquals(1, entries(ada.org(), "recovery_begun").size());
        UserId there = new UserId("user_ada_there");
        assertEquals(
                Map.of(there, people.ports().recoveries().of(account()).orElseThrow()),
                people.watch().members(bob));

        people.watch().cancel(bob, there);

        assertFalse(waits());
        assertEquals(
                "bob@example.com",
                entries(bob.org(), "recovery_cancelled").getFirst().fields().get("decided_by"));
        assertEquals(
                "system:recovery",
                entries(ada.org(), "recovery_cancelled").getFirst().fields().get("decided_by"));
        assertEquals("Your second factor stays", people.ports().mailer().last().subject());
        refused(ErrorCode.NOT_FOUND, () -> people.watch().cancel(bob, there));
    }

    @Test
    void an_org_that_removed_them_is_shown_nothing_and_cancels_nothing() {
        PersonCaller bob = bobWithAda();
        UserId there = new UserId("user_ada_there");
        people.ports().orgs().put(bob.org(), new Person(there, EMAIL, "Ada", Role.REVIEWER, false));
        begun();

        assertEquals(Map.of(), people.watch().members(bob));

        refused(ErrorCode.NOT_FOUND, () -> people.watch().cancel(bob, there));
        assertTrue(waits());
    }

    @Test
    void nobody_cancels_for_who_is_no_member_of_theirs_or_without_the_right() {
        Register.Promised bob = people.member("bob@example.com");
        PersonCaller owner = people.caller(people.login("bob@example.com", PASSWORD));
        people.ports()
                .orgs()
                .put(ada.org(), new Person(new UserId("user_r"), "r@example.com", "R", Role.REVIEWER, true));
        PersonCaller reviewer = new PersonCaller(
                ada.org(),
                ada.credential(),
                new UserId("user_r"),
                new Person(new UserId("user_r"), "r@example.com", "R", Role.REVIEWER, true),
                ada.permissions());
        begun();

        refused(ErrorCode.NOT_FOUND, () -> people.watch().cancel(owner, ada.user()));
        refused(ErrorCode.FORBIDDEN, () -> people.watch().cancel(reviewer, ada.user()));

        assertTrue(waits());
        assertEquals(Map.of(), people.watch().members(reviewer));
        assertEquals(Map.of(), people.watch().members(owner));
        assertFalse(bob.org().equals(ada.org()));
    }

    @Test
    void who_is_still_signed_in_sees_it_and_cancels_it() {
        begun();
        assertTrue(people.watch().mine(ada).isPresent());

        people.watch().cancelMine(ada);

        assertEquals(Optional.empty(), people.watch().mine(ada));
        refused(ErrorCode.NOT_FOUND, () -> people.watch().cancelMine(ada));
    }

    @Test
    void agents_and_keys_stay_as_they_were() {
        var agents = people.useCases().agents();
        var agent = agents.make(
                ada, new AgentDraft(Optional.of("bot"), Optional.empty(), Optional.empty(), Optional.empty()));
        String token = agents.issue(ada, agent.id(), "t", OptionalLong.empty()).token();
        String key = people.useCases()
                .keys()
                .issue(ada, new KeyDraft("k", Set.of(Permission.ORG_READ), Optional.empty(), OptionalLong.empty()))
                .key();
        begun();
        passTime(WAIT);

        assertInstanceOf(Standing.Done.class, confirm(link(), PASSWORD));

        assertEquals(
                "agent:bot",
                people.useCases().authenticator().authenticate(token).actor());
        assertEquals(EMAIL, people.useCases().authenticator().authenticate(key).actor());
    }
}
