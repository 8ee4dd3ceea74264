package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.account.Register;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.Client;
import com.expacti.application.login.Logins;
import com.expacti.application.login.SignIn;
import com.expacti.application.org.ManageKeys.KeyDraft;
import com.expacti.application.org.OrgChange;
import com.expacti.application.totp.SecondFactor.Shown;
import com.expacti.application.totp.Totp;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.identity.Access;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.testkit.TestSignIn;
import com.expacti.testkit.contract.Race;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** E2: the second factor. */
final class TotpTest {
    private static final String EMAIL = TestSignIn.EMAIL;
    private static final String PASSWORD = TestSignIn.PASSWORD;

    private final TestSignIn people = new TestSignIn(Register.Door.OPEN);
    private Register.Promised ada = new Register.Promised(new UserId("u"), new OrgId("o"));

    @BeforeEach
    void signUp() {
        ada = people.member(EMAIL);
    }

    /** RFC 6238, appendix B: the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({
        "59,287082",
        "1111111109,081804",
        "1111111111,050471",
        "1234567890,005924",
        "2000000000,279037",
        "20000000000,353130"
    })
    void a_code_is_what_the_standard_shows(long seconds, String code) {
        assertEquals(code, Totp.code("12345678901234567890".getBytes(StandardCharsets.US_ASCII), seconds / 30));
    }

    /** RFC 4648, section 10. */
    @ParameterizedTest
    @CsvSource({"f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "fooba,MZXW6YTB", "foobar,MZXW6YTBOI"})
    void a_secret_is_written_as_apps_read_it(String text, String base32) {
        assertEquals(base32, Totp.base32(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private PersonCaller signedIn() {
        return people.caller(people.login());
    }

    /** The code an app would show now. */
    private String code(String secret) {
        return code(secret, 0);
    }

    private String code(String secret, int stepsLater) {
        return Totp.code(bytes(secret), people.ports().clock().instant().getEpochSecond() / 30 + stepsLater);
    }

    private static byte[] bytes(String base32) {
        byte[] out = new byte[base32.length() * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int at = 0;
        for (char c : base32.toCharArray()) {
            buffer = (buffer << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c)) & 0xffff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                out[at++] = (byte) (buffer >> bits);
            }
        }
        return out;
    }

    private record Enrolled(String secret, List<String> backup) {}

    /** Enrolled a while ago, so that the code of now is fresh. */
    private Enrolled enrolled() {
        PersonCaller caller = signedIn();
        String secret = people.totp().begin(caller, PASSWORD, Shown.NOTHING).secret();
        List<String> backup = people.totp().confirm(caller, code(secret));
        people.ports().clock().advance(Duration.ofMinutes(2));
        return new Enrolled(secret, backup);
    }

    private SignIn.Tokens login(Shown shown) {
        return people.login(EMAIL, PASSWORD, shown, TestSignIn.CLIENT);
    }

    private static Shown totp(String code) {
        return new Shown(Optional.of(code), Optional.empty());
    }

    private static Shown backup(String code) {
        return new Shown(Optional.empty(), Optional.of(code));
    }

    @Test
    void once_it_is_on_signing_in_takes_the_password_and_a_code() {
        Enrolled enrolled = enrolled();

        refused(ErrorCode.TOTP_REQUIRED, people::login);
        refused(ErrorCode.UNAUTHORIZED, () -> login(totp("000000")));
        refused(
                ErrorCode.UNAUTHORIZED,
                () -> people.login(EMAIL, "not the password", totp(code(enrolled.secret())), TestSignIn.CLIENT));

        assertEquals(
                ada.user(), people.caller(login(totp(code(enrolled.secret())))).user());
    }

    @Test
    void before_it_is_confirmed_it_asks_nobody() {
        var _ = people.totp().begin(signedIn(), PASSWORD, Shown.NOTHING);

        assertEquals(ada.user(), signedIn().user());
    }

    @Test
    void what_an_app_takes_in_is_shown_once_and_not_logged() {
        var begun = people.totp().begin(signedIn(), PASSWORD, Shown.NOTHING);

        assertTrue(begun.secret().matches("[A-Z2-7]{32}"), begun.secret());
        assertEquals(
                "otpauth://totp/expacti%3Aada%40example.com?secret=" + begun.secret()
                        + "&issuer=expacti&algorithm=SHA1&digits=6&period=30",
                begun.uri());
        assertFalse(begun.toString().contains(begun.secret()));
        entries().forEach(entry -> assertFalse(entry.json().contains(begun.secret())));
    }

    @Test
    void e2_a_code_is_good_once_even_within_its_step() {
        Enrolled enrolled = enrolled();
        var _ = login(totp(code(enrolled.secret())));

        refused(ErrorCode.UNAUTHORIZED, () -> login(totp(code(enrolled.secret()))));
        refused(ErrorCode.UNAUTHORIZED, () -> login(totp(code(enrolled.secret(), -1))));
        people.ports().clock().advance(Duration.ofSeconds(30));

        var _ = login(totp(code(enrolled.secret())));
    }

    @Test
    void e2_the_code_that_confirmed_is_used() {
        PersonCaller caller = signedIn();
        String secret = people.totp().begin(caller, PASSWORD, Shown.NOTHING).secret();
        var _ = people.totp().confirm(caller, code(secret));

        refused(ErrorCode.UNAUTHORIZED, () -> login(totp(code(secret))));
    }

    @Test
    void e2_a_clock_may_be_one_step_off_and_no_more() {
        Enrolled enrolled = enrolled();

        refused(ErrorCode.UNAUTHORIZED, () -> login(totp(code(enrolled.secret(), -2))));
        refused(ErrorCode.UNAUTHORIZED, () -> login(totp(code(enrolled.secret(), 2))));
        var _ = login(totp(code(enrolled.secret(), -1)));
        var _ = login(totp(code(enrolled.secret(), 0)));
        var _ = login(totp(code(enrolled.secret(), 1)));
    }

    @Test
    void e2_of_two_who_sign_in_with_one_code_at_once_one_does() {
        Enrolled enrolled = enrolled();
        String code = code(enrolled.secret());
        var _ = login(backup(enrolled.backup().getFirst()));

        List<String> came = Race.run(i -> () -> outcome(() -> login(totp(code))));

        assertEquals(1, came.stream().filter("in"::equals).count(), came.toString());
    }

    private static String outcome(java.util.concurrent.Callable<SignIn.Tokens> login) throws Exception {
        try {
            var _ = login.call();
            return "in";
        } catch (GateException e) {
            return e.code().literal();
        }
    }

    @Test
    void e2_codes_cannot_be_tried_one_after_the_other() {
        Enrolled enrolled = enrolled();
        Client stranger = new Client(Optional.of("198.51.100.1"), Optional.empty());
        int tried = 0;
        ErrorCode last = ErrorCode.UNAUTHORIZED;
        while (last == ErrorCode.UNAUTHORIZED && tried < 100) {
            String wrong = "%06d".formatted((Integer.parseInt(code(enrolled.secret())) + 7 + tried) % 1_000_000);
            last = assertThrows(GateException.class, () -> people.login(EMAIL, PASSWORD, totp(wrong), stranger))
                    .code();
            tried++;
        }

        assertEquals(ErrorCode.RATE_LIMITED, last);
        assertEquals(11, tried);
        var _ = login(totp(code(enrolled.secret())));
    }

    @Test
    void a_backup_code_signs_in_once_however_it_is_typed() {
        Enrolled enrolled = enrolled();
        assertEquals(10, new HashSet<>(enrolled.backup()).size());
        String code = enrolled.backup().getFirst();
        assertTrue(code.matches("([a-z2-7]{4}-){3}[a-z2-7]{4}"), code);

        var _ = login(backup(" " + code.toUpperCase(java.util.Locale.ROOT).replace("-", " ")));

        refused(ErrorCode.UNAUTHORIZED, () -> login(backup(code)));
        var _ = login(backup(enrolled.backup().get(1)));
    }

    @Test
    void e2_of_many_who_use_one_backup_code_at_once_one_gets_in() {
        Enrolled enrolled = enrolled();
        var _ = login(totp(code(enrolled.secret())));

        List<String> came =
                Race.run(i -> () -> outcome(() -> login(backup(enrolled.backup().getFirst()))));

        assertEquals(1, came.stream().filter("in"::equals).count(), came.toString());
    }

    @Test
    void new_backup_codes_end_the_old_ones() {
        Enrolled enrolled = enrolled();
        PersonCaller caller = people.caller(login(totp(code(enrolled.secret()))));
        people.ports().clock().advance(Duration.ofSeconds(30));

        List<String> fresh = people.totp().newBackupCodes(caller, PASSWORD, totp(code(enrolled.secret())));

        refused(ErrorCode.UNAUTHORIZED, () -> login(backup(enrolled.backup().getFirst())));
        var _ = login(backup(fresh.getFirst()));
    }

    @Test
    void e2_who_stole_an_access_token_neither_enrols_nor_removes() {
        PersonCaller stolen = signedIn();

        refused(ErrorCode.FORBIDDEN, () -> people.totp().begin(stolen, "a guess at the password", Shown.NOTHING));
        Enrolled enrolled = enrolled();
        PersonCaller later = people.caller(login(totp(code(enrolled.secret()))));
        people.ports().clock().advance(Duration.ofSeconds(30));
        refused(ErrorCode.FORBIDDEN, () -> people.totp().remove(later, "a guess", totp(code(enrolled.secret()))));
        refused(ErrorCode.FORBIDDEN, () -> people.totp().remove(later, PASSWORD, totp("000000")));
        refused(ErrorCode.FORBIDDEN, () -> people.totp().remove(later, PASSWORD, Shown.NOTHING));
        refused(ErrorCode.FORBIDDEN, () -> people.totp().newBackupCodes(later, PASSWORD, Shown.NOTHING));
        refused(ErrorCode.CONFLICT, () -> people.totp().begin(later, PASSWORD, Shown.NOTHING));

        refused(ErrorCode.TOTP_REQUIRED, people::login);
    }

    @Test
    void e2_a_password_cannot_be_guessed_with_a_stolen_token_and_the_owner_is_not_locked_out_by_it() {
        PersonCaller stolen = signedIn();
        int guesses = 0;
        while (assertThrows(GateException.class, () -> people.totp().begin(stolen, "a guess", Shown.NOTHING))
                        .code()
                == ErrorCode.FORBIDDEN) {
            guesses++;
        }

        assertEquals(5, guesses);
        var _ = people.totp().begin(signedIn(), PASSWORD, Shown.NOTHING);
    }

    @Test
    void a_key_neither_enrols_nor_removes() {
        String key = people.useCases()
                .keys()
                .issue(
                        signedIn(),
                        new KeyDraft(
                                "all",
                                EnumSet.complementOf(EnumSet.of(Permission.COMMANDS_SUBMIT)),
                                Optional.empty(),
                                OptionalLong.empty()))
                .key();
        PersonCaller byKey = (PersonCaller) people.useCases().authenticator().authenticate(key);

        refused(ErrorCode.FORBIDDEN, () -> people.totp().begin(byKey, PASSWORD, Shown.NOTHING));
        refused(ErrorCode.FORBIDDEN, () -> people.totp().remove(byKey, PASSWORD, totp("000000")));
    }

    @Test
    void removed_it_asks_for_nothing_and_both_are_logged() {
        Enrolled enrolled = enrolled();
        PersonCaller caller = people.caller(login(totp(code(enrolled.secret()))));
        people.ports().clock().advance(Duration.ofSeconds(30));

        people.totp().remove(caller, PASSWORD, totp(code(enrolled.secret())));

        assertEquals(ada.user(), signedIn().user());
        List<String> events = entries().stream()
                .map(entry -> String.valueOf(entry.fields().get("event")))
                .toList();
        assertTrue(events.containsAll(List.of("totp_enabled", "totp_disabled")), events.toString());
    }

    @Test
    void where_the_org_asks_for_it_a_member_without_may_only_enrol() {
        require();

        SignIn.Tokens tokens = people.login();
        PersonCaller caller = people.caller(tokens);
        assertEquals(Logins.Scope.ENROL, tokens.scope());
        for (Permission permission : Permission.values()) {
            assertFalse(Access.allows(caller, permission), permission.name());
        }
        refused(ErrorCode.FORBIDDEN, () -> people.mine().list(caller));
        refused(ErrorCode.FORBIDDEN, () -> people.mine().endAll(caller));
        assertEquals(
                Logins.Scope.ENROL,
                people.logins().refresh(tokens.refreshToken()).scope());

        String secret = people.totp().begin(caller, PASSWORD, Shown.NOTHING).secret();
        var _ = people.totp().confirm(caller, code(secret));
        people.ports().clock().advance(Duration.ofMinutes(1));
        SignIn.Tokens whole = login(totp(code(secret)));

        assertEquals(Logins.Scope.ALL, whole.scope());
        assertTrue(Access.allows(people.caller(whole), Permission.ORG_WRITE));
    }

    @Test
    void a_sign_in_from_before_the_org_asked_is_not_carried_on_without_one() {
        SignIn.Tokens before = people.login();
        require();

        refused(ErrorCode.UNAUTHORIZED, () -> people.logins().refresh(before.refreshToken()));
    }

    @Test
    void switched_on_it_ends_the_sign_ins_of_those_without_one_at_once_and_no_others() {
        Enrolled enrolled = enrolled();
        PersonCaller with = people.caller(login(totp(code(enrolled.secret()))));
        var org = people.ports().orgs();
        UserId bob = new UserId("user_bob");
        org.put(ada.org(), new Person(bob, "bob@example.com", "Bob", Role.REVIEWER, true));
        var _ = people.member("bob@example.com");
        var account = people.ports().accounts().byEmail("bob@example.com").orElseThrow();
        long _ = org.change(ada.org(), "test", List.of(new OrgChange.AccountLinked(bob, account.id())));
        PersonCaller without = people.caller(people.signIn()
                .login(
                        new SignIn.Attempt("bob@example.com", PASSWORD, Shown.NOTHING, Optional.of(ada.org())),
                        TestSignIn.CLIENT));

        var _ = people.useCases().settings().edit(with, now -> now.withTotp(true));

        refused(ErrorCode.UNAUTHORIZED, () -> people.useCases().authenticator().again(without));
        assertEquals(with, people.useCases().authenticator().again(with));
    }

    @Test
    void removing_the_last_one_ends_the_sign_ins_where_the_org_asks_for_it() {
        Enrolled enrolled = enrolled();
        PersonCaller caller = people.caller(login(totp(code(enrolled.secret()))));
        var _ = people.useCases().settings().edit(caller, now -> now.withTotp(true));
        people.ports().clock().advance(Duration.ofSeconds(30));

        people.totp().remove(caller, PASSWORD, totp(code(enrolled.secret())));

        refused(ErrorCode.UNAUTHORIZED, () -> people.useCases().authenticator().again(caller));
    }

    private void require() {
        var _ = people.useCases().settings().edit(signedIn(), now -> now.withTotp(true));
    }

    private List<AuditEntry> entries() {
        return people.ports().audit().entries(ada.org(), 0, 100);
    }

    private static void refused(ErrorCode code, Executable action) {
        GateException refused = assertThrows(GateException.class, action);
        assertEquals(code, refused.code(), refused.getMessage());
    }
}
