package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.application.account.Register;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.MyLogins.Mine;
import com.expacti.application.login.SignIn;
import com.expacti.application.org.ManageKeys.KeyDraft;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.Permission;
import com.expacti.testkit.TestSignIn;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Somebody's own sign-ins. */
final class MyLoginsTest {
    private final TestSignIn people = new TestSignIn(Register.Door.OPEN);

    @BeforeEach
    void signUp() {
        people.member(TestSignIn.EMAIL);
    }

    private List<CredentialId> ids(PersonCaller caller) {
        return people.mine().list(caller).stream()
                .map(mine -> mine.login().id())
                .toList();
    }

    @Test
    void the_list_has_those_that_stand_newest_first_and_where_they_come_from() {
        PersonCaller first = people.caller(people.login());
        PersonCaller second = people.caller(people.login());
        PersonCaller gone = people.caller(people.login());
        people.logins().logout(gone);

        assertEquals(List.of(second.credential(), first.credential()), ids(first));
        Mine mine = people.mine().list(first).getFirst();
        assertEquals(TestSignIn.CLIENT.address(), mine.login().from().address());
        assertEquals(TestSignIn.CLIENT.userAgent(), mine.login().from().userAgent());
        assertEquals(first.org(), mine.org());
    }

    @Test
    void ending_one_ends_that_one() {
        PersonCaller here = people.caller(people.login());
        SignIn.Tokens elsewhere = people.login();

        people.mine().end(here, people.caller(elsewhere).credential());

        refused(ErrorCode.UNAUTHORIZED, () -> people.caller(elsewhere));
        refused(ErrorCode.UNAUTHORIZED, () -> people.logins().refresh(elsewhere.refreshToken()));
        assertEquals(List.of(here.credential()), ids(here));
    }

    @Test
    void anothers_sign_in_is_not_there() {
        PersonCaller ada = people.caller(people.login());
        people.member("bob@example.com");
        PersonCaller bob = people.caller(people.login("bob@example.com", TestSignIn.PASSWORD));

        refused(ErrorCode.NOT_FOUND, () -> people.mine().end(bob, ada.credential()));
        refused(ErrorCode.NOT_FOUND, () -> people.mine().end(bob, new CredentialId("login_nobody")));

        assertEquals(List.of(ada.credential()), ids(ada));
    }

    @Test
    void ending_all_ends_the_one_that_asks_too_and_nobody_elses() {
        SignIn.Tokens here = people.login();
        SignIn.Tokens elsewhere = people.login();
        people.member("bob@example.com");
        SignIn.Tokens bob = people.login("bob@example.com", TestSignIn.PASSWORD);

        people.mine().endAll(people.caller(here));

        refused(ErrorCode.UNAUTHORIZED, () -> people.caller(here));
        refused(ErrorCode.UNAUTHORIZED, () -> people.caller(elsewhere));
        assertEquals("bob@example.com", people.caller(bob).person().email());
    }

    @Test
    void a_key_has_no_say_in_how_its_person_signs_in() {
        PersonCaller ada = people.caller(people.login());
        String key = people.useCases()
                .keys()
                .issue(
                        ada,
                        new KeyDraft(
                                "all",
                                EnumSet.complementOf(EnumSet.of(Permission.COMMANDS_SUBMIT)),
                                Optional.empty(),
                                OptionalLong.empty()))
                .key();
        PersonCaller byKey = (PersonCaller) people.useCases().authenticator().authenticate(key);

        refused(ErrorCode.FORBIDDEN, () -> people.mine().list(byKey));
        refused(ErrorCode.FORBIDDEN, () -> people.mine().end(byKey, ada.credential()));
        refused(ErrorCode.FORBIDDEN, () -> people.mine().endAll(byKey));
        refused(ErrorCode.FORBIDDEN, () -> people.logins().logout(byKey));
    }

    private static void refused(ErrorCode code, Executable action) {
        assertEquals(code, assertThrows(GateException.class, action).code());
    }
}
