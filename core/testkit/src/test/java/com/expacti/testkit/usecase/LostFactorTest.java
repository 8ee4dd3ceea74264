package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.account.Register;
import com.expacti.application.account.ResetPassword.Claim;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.SignIn;
import com.expacti.application.oidc.ExternalIdentity;
import com.expacti.application.oidc.LinkedIdentities.Fresh;
import com.expacti.application.oidc.LinkedIdentities.Kept;
import com.expacti.application.org.OrgChange;
import com.expacti.application.passkey.CreationOptions;
import com.expacti.application.totp.SecondFactor.Shown;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.testkit.FakeWebAuthn.Key;
import com.expacti.testkit.TestSignIn;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** E2: second factors that were lost, and those that somebody else enrolled. */
final class LostFactorTest {
    private static final String EMAIL = TestSignIn.EMAIL;
    private static final String PASSWORD = TestSignIn.PASSWORD;
    private static final String NEW = "a second long password";

    private final TestSignIn people = new TestSignIn(Register.Door.OPEN);

    private List<String> enrol(PersonCaller caller) {
        CreationOptions options = people.passkeys().begin(caller, PASSWORD, Shown.NOTHING);
        return people.passkeys()
                .finish(caller, "key", new Key("key of " + caller.user()).made(options.challenge()))
                .backupCodes();
    }

    private void reset(Claim claim) {
        people.reset().ask(EMAIL, TestSignIn.CLIENT);
        people.reset().confirm(people.ports().mailer().token(), NEW, claim, TestSignIn.CLIENT);
    }

    /** A stranger signs up with somebody's address, who opens the link without being asked for the password. */
    private void hijacked() {
        var _ = people.signUp(EMAIL);
        var _ = people.register().verify(people.ports().mailer().token(), Optional.empty(), TestSignIn.CLIENT);
    }

    @Test
    void e2_a_factor_that_a_stranger_enrolled_does_not_survive_the_owners_reset() {
        hijacked();
        PersonCaller stranger = people.caller(people.login());
        var _ = enrol(stranger);

        reset(Claim.NOT_MINE);

        SignIn.Tokens mine = people.login(EMAIL, NEW);
        assertEquals(EMAIL, people.caller(mine).person().email());
        refused(ErrorCode.UNAUTHORIZED, () -> people.useCases().authenticator().again(stranger));
        refused(ErrorCode.UNAUTHORIZED, people::login);
        assertTrue(events(stranger.org()).contains("second_factor_removed"));
    }

    @Test
    void e2_a_sign_in_that_a_stranger_linked_does_not_survive_the_owners_reset() {
        hijacked();
        var identities = people.ports().identities();
        var account = people.ports().accounts().byEmail(EMAIL).orElseThrow().id();
        var strangers = new ExternalIdentity("google", "https://issuer.example", "stranger");
        assertEquals(Kept.DONE, identities.link(account, new Fresh("idn_1", strangers, Optional.empty())));

        reset(Claim.MINE);

        assertEquals(Optional.empty(), identities.accountOf(strangers));
    }

    @Test
    void e2_a_reset_is_no_way_round_the_second_factor_of_who_proved_the_address_with_the_password() {
        var _ = people.member(EMAIL);
        var _ = enrol(people.caller(people.login()));
        people.reset().ask(EMAIL, TestSignIn.CLIENT);
        String token = people.ports().mailer().token();

        refused(ErrorCode.CONFLICT, () -> people.reset().confirm(token, NEW, Claim.NOT_MINE, TestSignIn.CLIENT));
        people.reset().confirm(token, NEW, Claim.MINE, TestSignIn.CLIENT);

        refused(ErrorCode.TOTP_REQUIRED, () -> people.login(EMAIL, NEW));
    }

    @Test
    void e2_a_reset_leaves_the_second_factor_unless_it_is_said_to_be_anothers() {
        hijacked();
        var _ = enrol(people.caller(people.login()));

        reset(Claim.MINE);

        refused(ErrorCode.TOTP_REQUIRED, () -> people.login(EMAIL, NEW));
        reset(Claim.NOT_MINE);
        var _ = people.login(EMAIL, NEW);
    }

    @Test
    void e2_after_a_reset_the_account_is_the_owners_and_so_is_what_they_enrol() {
        hijacked();
        reset(Claim.MINE);
        PersonCaller owner = people.caller(people.login(EMAIL, NEW));
        CreationOptions options = people.passkeys().begin(owner, NEW, Shown.NOTHING);
        var _ = people.passkeys().finish(owner, "mine", new Key("mine").made(options.challenge()));

        refused(ErrorCode.CONFLICT, () -> reset(Claim.NOT_MINE));
    }

    @Test
    void e2_who_confirms_an_address_by_the_link_says_the_password_or_confirms_nothing() {
        var _ = people.signUp(EMAIL);
        String token = people.ports().mailer().token();

        refused(
                ErrorCode.UNAUTHORIZED,
                () -> people.register().verify(token, Optional.of("a guess at it"), TestSignIn.CLIENT));
        refused(ErrorCode.FORBIDDEN, people::login);

        var _ = people.register().verify(token, Optional.of(PASSWORD), TestSignIn.CLIENT);
        var _ = people.login();
    }

    /** Somebody of Ada's org: the same account, with a place there and, with {@code elsewhere}, one of its own. */
    private PersonCaller member(OrgId org, String name, Role role, boolean elsewhere) {
        String email = name + "@example.com";
        Register.Promised own = people.member(email);
        UserId id = new UserId("user_" + name);
        people.ports().orgs().put(org, new Person(id, email, name, role, true));
        var account = people.ports().accounts().byEmail(email).orElseThrow();
        long _ = people.ports().orgs().change(org, "test", List.of(new OrgChange.AccountLinked(id, account.id())));
        if (!elsewhere) {
            people.ports().orgs().put(own.org(), new Person(own.user(), email, name, Role.OWNER, false));
        }
        return people.caller(people.signIn()
                .login(new SignIn.Attempt(email, PASSWORD, Shown.NOTHING, Optional.of(org)), TestSignIn.CLIENT));
    }

    private PersonCaller ada() {
        var _ = people.member(EMAIL);
        return people.caller(people.login());
    }

    @Test
    void an_owner_removes_the_factor_of_a_member_who_lost_it_and_the_member_is_told() {
        PersonCaller ada = ada();
        PersonCaller bob = member(ada.org(), "bob", Role.REVIEWER, false);
        List<String> codes = enrol(bob);

        people.removeFactors().remove(ada, bob.user());

        refused(ErrorCode.UNAUTHORIZED, () -> people.useCases().authenticator().again(bob));
        var _ = people.login("bob@example.com", PASSWORD);
        assertFalse(codes.isEmpty());
        assertTrue(events(ada.org()).contains("second_factor_removed"));
        assertEquals("bob@example.com", people.ports().mailer().last().to());
        refused(ErrorCode.CONFLICT, () -> people.removeFactors().remove(ada, bob.user()));
    }

    @Test
    void nobody_removes_it_who_may_not_change_that_member() {
        PersonCaller ada = ada();
        PersonCaller admin = member(ada.org(), "admin", Role.ADMIN, false);
        PersonCaller bob = member(ada.org(), "bob", Role.REVIEWER, false);
        var _ = enrol(ada);
        var _ = enrol(bob);

        refused(ErrorCode.FORBIDDEN, () -> people.removeFactors().remove(admin, ada.user()));
        refused(ErrorCode.FORBIDDEN, () -> people.removeFactors().remove(bob, bob.user()));
        refused(ErrorCode.FORBIDDEN, () -> people.removeFactors().remove(ada, ada.user()));
        refused(ErrorCode.NOT_FOUND, () -> people.removeFactors().remove(ada, new UserId("user_nobody")));
        people.removeFactors().remove(admin, bob.user());
    }

    @Test
    void nobody_removes_how_somebody_signs_in_elsewhere() {
        PersonCaller ada = ada();
        PersonCaller bob = member(ada.org(), "bob", Role.REVIEWER, true);
        var _ = enrol(bob);

        refused(ErrorCode.CONFLICT, () -> people.removeFactors().remove(ada, bob.user()));

        refused(ErrorCode.TOTP_REQUIRED, () -> people.login("bob@example.com", PASSWORD));
        assertEquals(bob, people.useCases().authenticator().again(bob));
    }

    private List<String> events(OrgId org) {
        return people.ports().audit().entries(org, 0, 200).stream()
                .map((AuditEntry entry) -> String.valueOf(entry.fields().get("event")))
                .toList();
    }

    private static void refused(ErrorCode code, Executable action) {
        GateException refused = assertThrows(GateException.class, action);
        assertEquals(code, refused.code(), refused.getMessage());
    }
}
