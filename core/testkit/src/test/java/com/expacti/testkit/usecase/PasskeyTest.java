package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.account.Register;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.Client;
import com.expacti.application.login.Logins;
import com.expacti.application.login.SignIn;
import com.expacti.application.passkey.Assertion;
import com.expacti.application.passkey.Challenges.Purpose;
import com.expacti.application.passkey.CreationOptions;
import com.expacti.application.passkey.ManagePasskeys.Made;
import com.expacti.application.passkey.Passkey;
import com.expacti.application.passkey.RequestOptions;
import com.expacti.application.totp.SecondFactor.Shown;
import com.expacti.application.totp.SecondFactor.Way;
import com.expacti.application.totp.SecondFactorMissing;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import com.expacti.testkit.FakeWebAuthn.Key;
import com.expacti.testkit.TestSignIn;
import com.expacti.testkit.contract.Race;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** E4: passkeys as a second factor. */
final class PasskeyTest {
    private static final String EMAIL = TestSignIn.EMAIL;
    private static final String PASSWORD = TestSignIn.PASSWORD;

    private final TestSignIn people = new TestSignIn(Register.Door.OPEN);
    private final Key key = new Key("laptop");
    private Register.Promised ada = new Register.Promised(new UserId("u"), new OrgId("o"));

    @BeforeEach
    void signUp() {
        ada = people.member(EMAIL);
    }

    private PersonCaller signedIn() {
        return people.caller(people.login());
    }

    private Made added(PersonCaller caller, Key made, Shown shown) {
        CreationOptions options = people.passkeys().begin(caller, PASSWORD, shown);
        return people.passkeys().finish(caller, "laptop", made.made(options.challenge()));
    }

    private Made enrolled() {
        return added(signedIn(), key, Shown.NOTHING);
    }

    private SignIn.Tokens login(Shown shown) {
        return people.login(EMAIL, PASSWORD, shown, TestSignIn.CLIENT);
    }

    private static Shown passkey(Assertion assertion) {
        return new Shown(Optional.empty(), Optional.empty(), Optional.of(assertion));
    }

    private static Shown backup(String code) {
        return new Shown(Optional.empty(), Optional.of(code));
    }

    /** What the sign-in asks a passkey to sign. */
    private String asked() {
        SecondFactorMissing missing = assertThrows(SecondFactorMissing.class, people::login);
        return missing.passkey().map(RequestOptions::challenge).orElseThrow();
    }

    /** A second factor good within this sign-in. */
    private Shown again(PersonCaller caller) {
        return passkey(key.signed(people.passkeys().ask(caller).challenge()));
    }

    @Test
    void once_added_signing_in_takes_the_password_and_it() {
        Made made = enrolled();

        SecondFactorMissing missing = assertThrows(SecondFactorMissing.class, people::login);
        assertEquals(ErrorCode.TOTP_REQUIRED, missing.code());
        assertEquals(Set.of(Way.PASSKEY, Way.BACKUP_CODE), missing.ways());
        RequestOptions options = missing.passkey().orElseThrow();
        assertEquals(
                List.of(made.passkey().id()),
                options.allowed().stream().map(Passkey::id).toList());

        SignIn.Tokens tokens = login(passkey(key.signed(options.challenge())));

        assertEquals(ada.user(), people.caller(tokens).user());
        assertTrue(people.passkeys()
                .list(people.caller(tokens))
                .getFirst()
                .lastUsedAt()
                .isPresent());
    }

    @Test
    void who_does_not_know_the_password_is_not_told_of_passkeys() {
        Made _ = enrolled();

        GateException refused = assertThrows(GateException.class, () -> people.login(EMAIL, "not the password"));

        assertEquals(ErrorCode.UNAUTHORIZED, refused.code());
        assertFalse(refused instanceof SecondFactorMissing);
    }

    @Test
    void e4_challenge_single_use() {
        Made _ = enrolled();
        String challenge = asked();
        var _ = login(passkey(key.signed(challenge)));

        refused(ErrorCode.UNAUTHORIZED, () -> login(passkey(key.signed(challenge))));
    }

    @Test
    void e4_challenge_single_use_also_where_the_signature_was_no_good() {
        Made _ = enrolled();
        String challenge = asked();
        Assertion good = key.signed(challenge);
        Assertion bad = new Assertion(
                good.credentialId(), good.clientData(), good.authenticatorData(), "no signature", Optional.empty());

        refused(ErrorCode.UNAUTHORIZED, () -> login(passkey(bad)));
        refused(ErrorCode.UNAUTHORIZED, () -> login(passkey(good)));
    }

    @Test
    void e4_of_many_who_use_one_assertion_at_once_one_gets_in() {
        Made _ = enrolled();
        Assertion assertion = key.signed(asked());

        List<String> came = Race.run(i -> () -> {
            try {
                var _ = login(passkey(assertion));
                return "in";
            } catch (GateException e) {
                return e.code().literal();
            }
        });

        assertEquals(1, came.stream().filter("in"::equals).count(), came.toString());
    }

    @Test
    void e4_a_challenge_is_good_for_minutes_and_for_what_it_was_asked() {
        PersonCaller caller = signedIn();
        Made _ = added(caller, key, Shown.NOTHING);
        String late = asked();
        people.ports().clock().advance(Purpose.SIGN_IN.life().plus(Duration.ofSeconds(1)));
        refused(ErrorCode.UNAUTHORIZED, () -> login(passkey(key.signed(late))));

        String again = people.passkeys().ask(caller).challenge();

        refused(ErrorCode.UNAUTHORIZED, () -> login(passkey(key.signed(again))));
        String other = asked();
        refused(ErrorCode.FORBIDDEN, () -> people.passkeys().begin(caller, PASSWORD, passkey(key.signed(other))));
    }

    @Test
    void e4_what_was_asked_of_one_account_another_cannot_answer() {
        Made _ = enrolled();
        String mine = asked();
        String theirs = "bob@example.com";
        var _ = people.member(theirs);
        Key another = new Key("bobs");
        PersonCaller bob = people.caller(people.login(theirs, PASSWORD));
        Made _ = added(bob, another, Shown.NOTHING);

        refused(
                ErrorCode.UNAUTHORIZED,
                () -> people.login(theirs, PASSWORD, passkey(another.signed(mine)), TestSignIn.CLIENT));
        refused(ErrorCode.UNAUTHORIZED, () -> login(passkey(another.signed(asked()))));
        var _ = login(passkey(key.signed(mine)));
    }

    @Test
    void e4_sign_count_a_copied_key_is_refused_and_it_is_in_the_log() {
        Made _ = enrolled();
        Key copy = key.copied();
        var _ = login(passkey(key.signed(asked())));

        refused(ErrorCode.UNAUTHORIZED, () -> login(passkey(copy.signed(asked()))));

        assertTrue(events().contains("passkey_refused"), events().toString());
        var _ = login(passkey(key.signed(asked())));
    }

    @Test
    void e4_assertions_cannot_be_tried_one_after_the_other() {
        Made _ = enrolled();
        Key stranger = new Key("stranger");
        Client from = new Client(Optional.of("198.51.100.1"), Optional.empty());
        ErrorCode last = ErrorCode.UNAUTHORIZED;
        int tried = 0;
        while (last == ErrorCode.UNAUTHORIZED && tried < 100) {
            Shown wrong = passkey(stranger.signed("a guess " + tried));
            last = assertThrows(GateException.class, () -> people.login(EMAIL, PASSWORD, wrong, from))
                    .code();
            tried++;
        }

        assertEquals(ErrorCode.RATE_LIMITED, last);
        assertEquals(11, tried);
        var _ = login(passkey(key.signed(asked())));
    }

    @Test
    void backup_codes_come_with_the_first_passkey_and_sign_in_once() {
        List<String> codes = enrolled().backupCodes();
        assertEquals(10, codes.size());

        PersonCaller caller = people.caller(login(backup(codes.getFirst())));

        refused(ErrorCode.UNAUTHORIZED, () -> login(backup(codes.getFirst())));
        Made second = added(caller, new Key("phone"), backup(codes.get(1)));
        assertEquals(List.of(), second.backupCodes());
        var _ = login(backup(codes.get(2)));
    }

    @Test
    void e4_who_stole_an_access_token_neither_adds_nor_removes() {
        PersonCaller stolen = signedIn();
        refused(ErrorCode.FORBIDDEN, () -> people.passkeys().begin(stolen, "a guess", Shown.NOTHING));

        Made made = enrolled();
        String id = made.passkey().id();
        refused(ErrorCode.FORBIDDEN, () -> people.passkeys().begin(stolen, PASSWORD, Shown.NOTHING));
        refused(ErrorCode.FORBIDDEN, () -> people.passkeys().remove(stolen, id, PASSWORD, Shown.NOTHING));
        refused(ErrorCode.FORBIDDEN, () -> people.passkeys().remove(stolen, id, "a guess", again(stolen)));
        refused(ErrorCode.FORBIDDEN, () -> people.totp().begin(stolen, PASSWORD, Shown.NOTHING));

        refused(ErrorCode.TOTP_REQUIRED, people::login);
    }

    @Test
    void e4_what_one_sign_in_began_another_does_not_finish() {
        PersonCaller mine = signedIn();
        PersonCaller other = signedIn();
        CreationOptions options = people.passkeys().begin(mine, PASSWORD, Shown.NOTHING);

        GateException refused = assertThrows(
                GateException.class, () -> people.passkeys().finish(other, "theirs", key.made(options.challenge())));

        assertEquals(Optional.of("credential"), refused.field());
        Made _ = people.passkeys().finish(mine, "mine", key.made(options.challenge()));
        refused(
                ErrorCode.INVALID,
                () -> people.passkeys().finish(mine, "again", new Key("2").made(options.challenge())));
    }

    @Test
    void what_is_known_of_an_account_says_nothing_of_whose_it_is() {
        CreationOptions options = people.passkeys().begin(signedIn(), PASSWORD, Shown.NOTHING);

        assertEquals(43, options.userHandle().length());
        assertFalse(options.userHandle().contains("ada"));
        assertNotEquals(options.userHandle(), options.challenge());
        assertEquals(
                options.userHandle(),
                people.passkeys().begin(signedIn(), PASSWORD, Shown.NOTHING).userHandle());
    }

    @Test
    void an_account_has_at_most_twenty() {
        PersonCaller caller = signedIn();
        List<String> codes = added(caller, key, Shown.NOTHING).backupCodes();
        assertFalse(codes.isEmpty());
        for (int i = 1; i < 20; i++) {
            Made _ = added(caller, new Key("key" + i), again(caller));
        }

        refused(ErrorCode.CONFLICT, () -> added(caller, new Key("one more"), again(caller)));
        assertEquals(20, people.passkeys().list(caller).size());
    }

    @Test
    void removed_it_signs_in_nobody_and_the_last_takes_the_backup_codes_along() {
        Made made = enrolled();
        PersonCaller caller = people.caller(login(passkey(key.signed(asked()))));

        people.passkeys().remove(caller, made.passkey().id(), PASSWORD, again(caller));

        assertEquals(ada.user(), signedIn().user());
        assertEquals(List.of(), people.passkeys().list(caller));
        assertTrue(events().containsAll(List.of("passkey_added", "passkey_removed")), events().toString());
        refused(
                ErrorCode.NOT_FOUND,
                () -> people.passkeys().remove(caller, made.passkey().id(), PASSWORD, Shown.NOTHING));
    }

    @Test
    void names_are_its_owners_and_nobody_elses() {
        Made made = enrolled();
        PersonCaller caller = people.caller(login(passkey(key.signed(asked()))));
        var _ = people.member("bob@example.com");
        PersonCaller bob = people.caller(people.login("bob@example.com", PASSWORD));

        assertEquals(
                "work laptop",
                people.passkeys()
                        .rename(caller, made.passkey().id(), "work laptop")
                        .name());

        refused(
                ErrorCode.NOT_FOUND,
                () -> people.passkeys().rename(bob, made.passkey().id(), "mine"));
        refused(
                ErrorCode.NOT_FOUND,
                () -> people.passkeys().remove(bob, made.passkey().id(), PASSWORD, Shown.NOTHING));
        refused(
                ErrorCode.INVALID,
                () -> people.passkeys().rename(caller, made.passkey().id(), " "));
    }

    @Test
    void where_the_org_asks_for_a_second_factor_a_passkey_is_one() {
        var _ = people.useCases().settings().edit(signedIn(), now -> now.withTotp(true));
        SignIn.Tokens enrolling = people.login();
        assertEquals(Logins.Scope.ENROL, enrolling.scope());

        Made _ = added(people.caller(enrolling), key, Shown.NOTHING);

        assertEquals(Logins.Scope.ALL, login(passkey(key.signed(asked()))).scope());
    }

    private List<String> events() {
        return people.ports().audit().entries(ada.org(), 0, 200).stream()
                .map((AuditEntry entry) -> String.valueOf(entry.fields().get("event")))
                .toList();
    }

    private static void refused(ErrorCode code, Executable action) {
        GateException refused = assertThrows(GateException.class, action);
        assertEquals(code, refused.code(), refused.getMessage());
    }
}
