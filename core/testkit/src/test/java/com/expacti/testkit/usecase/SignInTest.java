package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.access.AccessTokens;
import com.expacti.application.access.AccessTokens.Claims;
import com.expacti.application.account.Register;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.Login;
import com.expacti.application.login.LoginStore;
import com.expacti.application.login.SignIn;
import com.expacti.application.totp.SecondFactor;
import com.expacti.domain.identity.Access;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.testkit.TestSignIn;
import com.expacti.testkit.contract.Race;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Signing in, staying so, and how it ends. */
final class SignInTest {
    private static final String EMAIL = TestSignIn.EMAIL;

    private final TestSignIn people = new TestSignIn(Register.Door.OPEN);
    private Register.Promised ada = new Register.Promised(new UserId("u"), new OrgId("o"));

    @BeforeEach
    void signUp() {
        ada = people.member(EMAIL);
    }

    @Test
    void who_signs_in_may_do_all_their_role_has_and_never_submit() {
        PersonCaller caller = people.caller(people.login());

        for (Permission permission : Permission.values()) {
            assertEquals(
                    permission != Permission.COMMANDS_SUBMIT, Access.allows(caller, permission), permission.name());
        }
        Login listed = people.ports().logins().logins(ada.org(), ada.user()).getFirst();
        assertEquals(caller.credential(), listed.id());
        assertEquals(TestSignIn.CLIENT, listed.from());
    }

    @Test
    void a_wrong_password_and_an_unknown_address_read_the_same_and_cost_the_same() {
        int before = people.ports().passwords().work();
        GateException wrong = refused(ErrorCode.UNAUTHORIZED, () -> people.login(EMAIL, "not the password"));
        int cost = people.ports().passwords().work() - before;
        GateException unknown =
                refused(ErrorCode.UNAUTHORIZED, () -> people.login("nobody@example.com", "not the password"));

        assertEquals(wrong.getMessage(), unknown.getMessage());
        assertEquals(2 * cost, people.ports().passwords().work() - before);
    }

    @Test
    void a_refresh_token_is_traded_for_the_next_and_the_access_token_before_lives_on() {
        SignIn.Tokens first = people.login();

        SignIn.Tokens second = people.logins().refresh(first.refreshToken());

        assertNotEquals(first.refreshToken(), second.refreshToken());
        assertEquals(people.caller(first).credential(), people.caller(second).credential());
    }

    @Test
    void a_refresh_token_used_twice_ends_the_sign_in_of_both_who_hold_it() {
        SignIn.Tokens stolen = people.login();
        SignIn.Tokens owners = people.logins().refresh(stolen.refreshToken());
        PersonCaller open = people.caller(owners);

        refused(ErrorCode.UNAUTHORIZED, () -> people.logins().refresh(stolen.refreshToken()));

        refused(ErrorCode.UNAUTHORIZED, () -> people.caller(owners));
        refused(ErrorCode.UNAUTHORIZED, () -> people.logins().refresh(owners.refreshToken()));
        refused(ErrorCode.UNAUTHORIZED, () -> people.useCases().authenticator().again(open));
        assertEquals("system:refresh_reuse", lastActor());
    }

    @Test
    void of_those_who_trade_one_refresh_token_at_once_one_gets_an_answer_and_the_sign_in_is_over() {
        SignIn.Tokens shared = people.login();

        List<Boolean> got = Race.run(i -> () -> {
            try {
                var _ = people.logins().refresh(shared.refreshToken());
                return true;
            } catch (GateException e) {
                return false;
            }
        });

        assertTrue(got.stream().filter(each -> each).count() <= 1, got.toString());
        refused(ErrorCode.UNAUTHORIZED, () -> people.caller(shared));
    }

    @Test
    void e1_who_signed_out_is_refused_from_the_next_call_on_and_so_is_their_open_socket() {
        SignIn.Tokens tokens = people.login();
        SignIn.Tokens elsewhere = people.login();
        PersonCaller open = people.caller(tokens);

        people.logins().logout(open);

        refused(ErrorCode.UNAUTHORIZED, () -> people.caller(tokens));
        refused(ErrorCode.UNAUTHORIZED, () -> people.useCases().authenticator().again(open));
        refused(ErrorCode.UNAUTHORIZED, () -> people.logins().refresh(tokens.refreshToken()));
        assertEquals(ada.user(), people.caller(elsewhere).user());
    }

    @Test
    void an_access_token_is_good_for_ten_minutes_and_a_sign_in_for_thirty_days_of_use() {
        SignIn.Tokens tokens = people.login();

        people.ports().clock().advance(AccessTokens.LIFE);
        SignIn.Tokens over = tokens;
        refused(ErrorCode.UNAUTHORIZED, () -> people.caller(over));
        for (int day = 0; day < 29; day++) {
            tokens = people.logins().refresh(tokens.refreshToken());
            people.ports().clock().advance(Duration.ofDays(1));
        }
        tokens = people.logins().refresh(tokens.refreshToken());
        people.ports().clock().advance(Duration.ofDays(1));

        SignIn.Tokens late = tokens;
        refused(ErrorCode.UNAUTHORIZED, () -> people.logins().refresh(late.refreshToken()));
    }

    @Test
    void a_sign_in_nobody_uses_for_a_week_is_over() {
        SignIn.Tokens tokens = people.login();

        people.ports().clock().advance(LoginStore.IDLE);

        refused(ErrorCode.UNAUTHORIZED, () -> people.logins().refresh(tokens.refreshToken()));
    }

    @Test
    void a_removed_member_is_refused_at_once_and_cannot_come_back() {
        SignIn.Tokens tokens = people.login();

        people.ports().orgs().put(ada.org(), new Person(ada.user(), EMAIL, EMAIL, Role.OWNER, false));

        refused(ErrorCode.UNAUTHORIZED, () -> people.caller(tokens));
        refused(ErrorCode.UNAUTHORIZED, () -> people.logins().refresh(tokens.refreshToken()));
        refused(ErrorCode.FORBIDDEN, people::login);
    }

    @Test
    void a_demoted_member_loses_the_rights_of_a_sign_in_that_is_open() {
        SignIn.Tokens tokens = people.login();

        people.ports().orgs().put(ada.org(), new Person(ada.user(), EMAIL, EMAIL, Role.AUDITOR, true));

        assertFalse(Access.allows(people.caller(tokens), Permission.ORG_WRITE));
        assertTrue(Access.allows(people.caller(tokens), Permission.AUDIT_READ));
    }

    @Test
    void an_org_that_is_not_theirs_is_not_there() {
        Register.Promised other = people.member("bob@example.com");

        for (OrgId org : List.of(other.org(), new OrgId("org_nobody"))) {
            refused(
                    ErrorCode.NOT_FOUND,
                    () -> people.signIn()
                            .login(
                                    new SignIn.Attempt(
                                            EMAIL, TestSignIn.PASSWORD, SecondFactor.Shown.NOTHING, Optional.of(org)),
                                    TestSignIn.CLIENT));
        }
    }

    @Test
    void a_good_signature_over_what_never_was_a_sign_in_proves_nobody() {
        PersonCaller caller = people.caller(people.login());
        Register.Promised other = people.member("bob@example.com");
        for (Claims forged : List.of(
                new Claims(ada.org(), new CredentialId("login_nobody"), ada.user()),
                new Claims(ada.org(), caller.credential(), other.user()),
                new Claims(other.org(), caller.credential(), ada.user()),
                new Claims(new OrgId("org_nobody"), caller.credential(), ada.user()))) {
            String token = people.ports().accessTokens().issue(forged);

            refused(
                    ErrorCode.UNAUTHORIZED,
                    () -> people.useCases().authenticator().authenticate(token));
        }
    }

    @Test
    void the_twenty_first_sign_in_ends_the_oldest() {
        List<SignIn.Tokens> all = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            all.add(people.login());
        }

        refused(ErrorCode.UNAUTHORIZED, () -> people.caller(all.getFirst()));
        assertEquals(ada.user(), people.caller(all.get(1)).user());
        assertEquals(ada.user(), people.caller(all.getLast()).user());
    }

    @Test
    void no_password_and_no_token_stands_in_the_log_or_in_what_objects_say() {
        SignIn.Tokens tokens = people.login();

        people.ports()
                .audit()
                .entries(ada.org(), 0, 100)
                .forEach(entry -> assertFalse(
                        entry.json().contains(tokens.refreshToken())
                                || entry.json().contains(tokens.accessToken())
                                || entry.json().contains(TestSignIn.PASSWORD),
                        entry.json()));
        assertFalse(tokens.toString().contains(tokens.refreshToken()));
        assertFalse(new SignIn.Attempt(EMAIL, "secret", SecondFactor.Shown.NOTHING, Optional.empty())
                .toString()
                .contains("secret"));
    }

    private String lastActor() {
        return String.valueOf(people.ports()
                .audit()
                .entries(ada.org(), 0, 100)
                .getLast()
                .fields()
                .get("decided_by"));
    }

    private static GateException refused(ErrorCode code, Executable action) {
        GateException refused = assertThrows(GateException.class, action);
        assertEquals(code, refused.code(), refused.getMessage());
        return refused;
    }
}
