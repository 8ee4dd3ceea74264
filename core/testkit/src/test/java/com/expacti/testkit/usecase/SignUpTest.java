package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.account.PasswordRules;
import com.expacti.application.account.Register;
import com.expacti.application.account.ResetPassword.Claim;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.identity.Role;
import com.expacti.testkit.FakePasswordHashes;
import com.expacti.testkit.TestSignIn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing up, and setting a forgotten password anew. */
final class SignUpTest {
    private static final String EMAIL = TestSignIn.EMAIL;

    private final TestSignIn people = new TestSignIn(Register.Door.OPEN);

    @Test
    void who_proves_their_address_owns_a_new_org_with_the_ids_they_were_told() {
        Register.Promised promised = people.signUp(EMAIL);
        assertTrue(people.ports().mailer().last().text().contains("https://gate.example.com/app/verify#token="));

        var _ = people.register().verify(people.ports().mailer().token(), Optional.empty(), TestSignIn.CLIENT);

        var caller = people.caller(people.login());
        assertEquals(promised.user(), caller.user());
        assertEquals(promised.org(), caller.org());
        assertEquals(Role.OWNER, caller.person().role());
        assertEquals(EMAIL, caller.person().email());
        assertFalse(people.useCases().settings().get(caller).allowSelfApproval());
        assertEquals(List.of("org_created", "settings_changed", "signed_in"), events(promised));
    }

    @Test
    void the_answer_about_deciding_alone_is_kept_and_logged() {
        Register.Promised promised = people.register()
                .signUp(new Register.Wanted(EMAIL, TestSignIn.PASSWORD, "Acme", true), TestSignIn.CLIENT);
        var _ = people.register().verify(people.ports().mailer().token(), Optional.empty(), TestSignIn.CLIENT);

        assertTrue(
                people.useCases().settings().get(people.caller(people.login())).allowSelfApproval());
        assertEquals(
                "allow_self_approval true, answered at sign-up",
                entries(promised).get(1).fields().get("comment"));
    }

    @Test
    void before_the_address_is_proven_nobody_signs_in_and_only_who_knows_the_password_learns_why() {
        var _ = people.signUp(EMAIL);

        refused(ErrorCode.FORBIDDEN, people::login);
        refused(ErrorCode.UNAUTHORIZED, () -> people.login(EMAIL, "another long password"));
    }

    @Test
    void a_taken_address_is_answered_like_any_other_and_its_owner_is_told() {
        Register.Promised first = people.member(EMAIL);
        int work = people.ports().passwords().work();
        int mails = people.ports().mailer().sent().size();

        Register.Promised second = people.signUp(EMAIL.toUpperCase(java.util.Locale.ROOT));

        assertEquals(first.org().value().length(), second.org().value().length());
        assertEquals(first.user().value().length(), second.user().value().length());
        assertEquals(work + 1, people.ports().passwords().work(), "the same work");
        assertEquals(mails + 1, people.ports().mailer().sent().size(), "one mail either way");
        assertFalse(people.ports().mailer().last().text().contains("token="), "nothing to take the account over with");
        assertEquals(first.user(), people.caller(people.login()).user());
    }

    @Test
    void somebody_who_signs_up_with_anothers_address_does_not_keep_it_from_them() {
        var _ = people.register()
                .signUp(new Register.Wanted(EMAIL, "the password of a thief", "Evil", false), TestSignIn.CLIENT);
        String thief = people.ports().mailer().token();

        Register.Promised mine = people.member(EMAIL);

        assertEquals(mine.user(), people.caller(people.login()).user());
        refused(ErrorCode.UNAUTHORIZED, () -> people.register().verify(thief, Optional.empty(), TestSignIn.CLIENT));
        refused(ErrorCode.UNAUTHORIZED, () -> people.login(EMAIL, "the password of a thief"));
    }

    @Test
    void a_link_proves_an_address_once_and_for_a_day() {
        var _ = people.signUp(EMAIL);
        String late = people.ports().mailer().token();
        people.ports().clock().advance(Duration.ofHours(24));
        refused(ErrorCode.UNAUTHORIZED, () -> people.register().verify(late, Optional.empty(), TestSignIn.CLIENT));

        var _ = people.signUp(EMAIL);
        String good = people.ports().mailer().token();
        var _ = people.register().verify(good, Optional.empty(), TestSignIn.CLIENT);

        refused(ErrorCode.UNAUTHORIZED, () -> people.register().verify(good, Optional.empty(), TestSignIn.CLIENT));
        refused(ErrorCode.UNAUTHORIZED, () -> people.register().verify("nothing", Optional.empty(), TestSignIn.CLIENT));
    }

    @Test
    void where_sign_up_is_closed_it_says_so_and_nothing_is_sent() {
        TestSignIn closed = new TestSignIn(Register.Door.CLOSED);

        refused(ErrorCode.FORBIDDEN, () -> closed.signUp(EMAIL));

        assertEquals(List.of(), closed.ports().mailer().sent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "eleven char",
                "Password1234",
                "qwertyuiopas",
                "aaaaaaaaaaaa",
                "ababababababab",
                "someone@example.com",
                "SOMEONE@example.com"
            })
    void a_password_that_would_be_tried_first_is_refused(String password) {
        GateException refused =
                assertThrows(GateException.class, () -> PasswordRules.require(password, "someone@example.com"));

        assertEquals(Optional.of("password"), refused.field());
        assertTrue(password.isEmpty() || !String.valueOf(refused.getMessage()).contains(password));
    }

    @ParameterizedTest
    @ValueSource(strings = {"twelve chars", "all lower case words", "ünï¢ödé ✓ 😀😀", "            x y z "})
    void a_long_password_of_any_signs_is_taken(String password) {
        assertTrue(PasswordRules.require(password, EMAIL).length() >= 12);
    }

    @Test
    void a_password_is_counted_in_characters_and_reads_the_same_however_it_was_typed() {
        assertEquals("😀".repeat(253) + "abc", PasswordRules.require("😀".repeat(253) + "abc", EMAIL));
        refused(ErrorCode.INVALID, () -> PasswordRules.require("😀".repeat(254) + "abc", EMAIL));
        assertEquals("caf\u00e9 is a long word", PasswordRules.require("cafe\u0301 is a long word", EMAIL));
    }

    @Test
    void a_password_set_anew_counts_and_the_old_one_and_all_sign_ins_end() {
        Register.Promised member = people.member(EMAIL);
        var before = people.login();
        people.reset().ask(EMAIL, TestSignIn.CLIENT);
        String token = people.ports().mailer().token();

        people.reset().confirm(token, "a second long password", Claim.MINE, TestSignIn.CLIENT);

        refused(ErrorCode.UNAUTHORIZED, () -> people.caller(before));
        refused(ErrorCode.UNAUTHORIZED, () -> people.logins().refresh(before.refreshToken()));
        refused(ErrorCode.UNAUTHORIZED, people::login);
        assertEquals(
                member.user(),
                people.caller(people.login(EMAIL, "a second long password")).user());
        refused(
                ErrorCode.UNAUTHORIZED,
                () -> people.reset().confirm(token, "a third long password", Claim.MINE, TestSignIn.CLIENT));
        assertTrue(
                events(member).containsAll(List.of("password_changed", "signed_out")),
                events(member).toString());
    }

    @Test
    void asking_for_a_new_password_says_nothing_of_who_has_an_account_and_does_the_same_work() {
        people.member(EMAIL);
        int work = people.ports().passwords().work();
        int mails = people.ports().mailer().sent().size();

        people.reset().ask("nobody@example.com", TestSignIn.CLIENT);
        assertEquals(work + 1, people.ports().passwords().work());
        assertEquals(mails, people.ports().mailer().sent().size());
        people.reset().ask(EMAIL, TestSignIn.CLIENT);

        assertEquals(work + 2, people.ports().passwords().work());
        assertEquals(mails + 1, people.ports().mailer().sent().size());
    }

    @Test
    void a_reset_link_is_good_for_an_hour_and_using_one_ends_the_others() {
        people.member(EMAIL);
        people.reset().ask(EMAIL, TestSignIn.CLIENT);
        String first = people.ports().mailer().token();
        people.reset().ask(EMAIL, TestSignIn.CLIENT);
        String second = people.ports().mailer().token();

        refused(ErrorCode.INVALID, () -> people.reset().confirm(first, "short", Claim.MINE, TestSignIn.CLIENT));
        people.reset().confirm(first, "a second long password", Claim.MINE, TestSignIn.CLIENT);
        refused(
                ErrorCode.UNAUTHORIZED,
                () -> people.reset().confirm(second, "a third long password", Claim.MINE, TestSignIn.CLIENT));

        people.ports().clock().advance(Duration.ofHours(1));
        people.reset().ask(EMAIL, TestSignIn.CLIENT);
        String late = people.ports().mailer().token();
        people.ports().clock().advance(Duration.ofHours(1));
        refused(
                ErrorCode.UNAUTHORIZED,
                () -> people.reset().confirm(late, "a second long password", Claim.MINE, TestSignIn.CLIENT));
    }

    @Test
    void a_hash_of_another_cost_is_made_anew_when_its_owner_signs_in() {
        people.member(EMAIL);
        var account = people.ports().accounts().byEmail(EMAIL).orElseThrow();
        people.ports().accounts().changePassword(account.id(), FakePasswordHashes.outdated(TestSignIn.PASSWORD));

        var _ = people.login();

        assertEquals(
                account.passwordHash(),
                people.ports().accounts().byEmail(EMAIL).orElseThrow().passwordHash());
    }

    private List<AuditEntry> entries(Register.Promised member) {
        return people.ports().audit().entries(member.org(), 0, 100);
    }

    private List<String> events(Register.Promised member) {
        return entries(member).stream()
                .map(entry -> String.valueOf(entry.fields().get("event")))
                .toList();
    }

    private static void refused(ErrorCode code, Executable action) {
        GateException refused = assertThrows(GateException.class, action);
        assertEquals(code, refused.code(), refused.getMessage());
    }
}
