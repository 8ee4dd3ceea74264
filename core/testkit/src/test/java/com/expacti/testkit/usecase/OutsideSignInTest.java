package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.account.Register.Door;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.AttemptLimits;
import com.expacti.application.login.Client;
import com.expacti.application.login.SignIn;
import com.expacti.application.mail.PublicAddress;
import com.expacti.application.oidc.AllProviders;
import com.expacti.application.oidc.FinishOidc;
import com.expacti.application.oidc.FinishOidc.NewOrg;
import com.expacti.application.oidc.FinishOidc.Next;
import com.expacti.application.oidc.FinishOidc.Wanted;
import com.expacti.application.oidc.IssuerVault;
import com.expacti.application.oidc.Journeys;
import com.expacti.application.oidc.LinkedIdentities.Fresh;
import com.expacti.application.oidc.LinkedIdentities.Kept;
import com.expacti.application.oidc.Provider;
import com.expacti.application.oidc.Provider.Kind;
import com.expacti.application.oidc.ProviderClient;
import com.expacti.application.oidc.Providers;
import com.expacti.application.oidc.Tickets;
import com.expacti.application.oidc.Travel;
import com.expacti.application.oidc.Travel.Arrival;
import com.expacti.application.oidc.Travel.Departure;
import com.expacti.application.oidc.Travel.Landing;
import com.expacti.application.oidc.Travel.Why;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.SecretSource;
import com.expacti.application.totp.SecondFactor.Shown;
import com.expacti.application.totp.Totp;
import com.expacti.domain.command.Digest;
import com.expacti.testkit.PlainBox;
import com.expacti.testkit.TestSignIn;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Whom a service vouches for, from setting out to being signed in, over fakes. */
final class OutsideSignInTest {
    private static final String EMAIL = TestSignIn.EMAIL;
    private static final String GOOGLE = "https://accounts.google.com";

    private final TestSignIn people = new TestSignIn(Door.OPEN);
    private final Service service = new Service();

    /** A service that says what it is told to, and keeps what it was asked. */
    private static final class Service implements ProviderClient {
        private final List<Asked> asked = new ArrayList<>();
        private Word says = new Word.Vouched("sub-1", Optional.of(EMAIL));
        private Optional<String> noWay = Optional.empty();

        @Override
        public Way way(Provider provider, Asked with) {
            asked.add(with);
            return noWay.<Way>map(Way.None::new).orElse(new Way.To(URI.create("https://there.example/authorize")));
        }

        @Override
        public Word word(Provider provider, Asked with, Returned returned) {
            asked.add(with);
            return says;
        }
    }

    private static Provider provider(String id, String issuer) {
        return new Provider(id, id, Kind.OPENID, issuer, issuer, new Provider.Client("c", "s"));
    }

    private Travel travel() {
        return travel(GOOGLE);
    }

    private Travel travel(String issuer) {
        SecretSource secrets =
                () -> Digest.ofText(people.ports().ids().next()).hex().substring(0, 32);
        return new Travel(
                new AllProviders(
                        new Providers(List.of(provider("google", issuer), provider("other", "https://other.example"))),
                        people.ports().orgs(),
                        new IssuerVault(new PlainBox()),
                        people.useCases().views()),
                service,
                people.ports().journeys(),
                new AttemptLimits(
                        people.ports().allowances(), people.ports().allowances(), AttemptLimits.Loopback.COUNTED),
                new PublicAddress("https://gate.example.com"),
                secrets);
    }

    private FinishOidc finishing(Door door) {
        return new FinishOidc(
                new Tickets(people.ports().journeys()),
                new FinishOidc.People(people.ports().accounts(), people.ports().identities()),
                people.signIn(),
                new ChangeOrg(
                        people.ports().orgs(),
                        people.useCases().views(),
                        people.useCases().announcer()),
                people.ports().ids(),
                door);
    }

    private Departure depart() {
        return travel().depart("google", TestSignIn.CLIENT);
    }

    private Arrival arrival(Departure departure) {
        return new Arrival(
                Optional.of(service.asked.getLast().state()),
                Optional.of("code"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(departure.browser()));
    }

    private Landing.Ticketed landed() {
        return landed(travel());
    }

    private Landing.Ticketed landed(Travel by) {
        Departure departure = by.depart("google", TestSignIn.CLIENT);
        browser = Optional.of(departure.browser());
        return assertInstanceOf(Landing.Ticketed.class, by.arrive("google", arrival(departure)));
    }

    private Optional<String> browser = Optional.empty();

    private SignIn.Tokens finish(Landing.Ticketed landed, Shown second, Optional<NewOrg> org) {
        return finishing(Door.OPEN)
                .finish(
                        new Tickets.Shown(landed.ticket(), browser),
                        new Wanted(second, Optional.empty(), org),
                        TestSignIn.CLIENT);
    }

    private void assertRefused(ErrorCode code, Executable work) {
        assertEquals(code, assertThrows(GateException.class, work).code());
    }

    private void assertLost(Why why, Landing landing) {
        assertEquals(new Landing.Lost(why), landing);
    }

    @Test
    void whoever_nobody_knows_signs_up_where_sign_up_is_open_and_takes_an_invite_where_it_is_not() {
        Landing.Ticketed landed = landed();

        assertEquals(Next.SIGN_UP, finishing(Door.OPEN).next(landed.says()));
        assertEquals(Next.INVITE, finishing(Door.CLOSED).next(landed.says()));
        assertRefused(
                ErrorCode.FORBIDDEN,
                () -> finishing(Door.CLOSED)
                        .finish(
                                new Tickets.Shown(landed.ticket(), browser),
                                new Wanted(Shown.NOTHING, Optional.empty(), Optional.of(new NewOrg("Acme", false))),
                                TestSignIn.CLIENT));
        assertTrue(people.ports().accounts().byEmail(EMAIL).isEmpty());
    }

    @Test
    void who_signed_up_has_an_org_no_password_and_an_answer_about_self_approval_in_the_log() {
        SignIn.Tokens tokens = finish(landed(), Shown.NOTHING, Optional.of(new NewOrg("Acme", true)));

        var caller = people.caller(tokens);
        var account = people.ports().accounts().byEmail(EMAIL).orElseThrow();
        assertEquals(Optional.empty(), account.passwordHash());
        var view = people.useCases().views().fresh(caller.org());
        assertTrue(view.settings().allowSelfApproval());
        assertEquals("Acme", view.settings().name());
        assertTrue(people.ports().audit().entries(caller.org(), 0, 10).stream()
                .anyMatch(entry -> String.valueOf(entry.fields()).contains("answered at sign-up")));
        assertRefused(ErrorCode.UNAUTHORIZED, () -> people.login(EMAIL, ""));
    }

    @Test
    void an_identity_is_not_taken_for_the_account_its_address_has() {
        var _ = people.member(EMAIL);
        Landing.Ticketed landed = landed();

        assertEquals(Next.PASSWORD, finishing(Door.OPEN).next(landed.says()));
        assertRefused(ErrorCode.FORBIDDEN, () -> finish(landed, Shown.NOTHING, Optional.of(new NewOrg("Mine", false))));
    }

    @Test
    void behind_another_issuer_nobody_is_who_they_were() {
        var _ = finish(landed(), Shown.NOTHING, Optional.of(new NewOrg("Acme", false)));
        assertEquals(Next.SIGN_IN, finishing(Door.OPEN).next(landed().says()));

        Landing.Ticketed moved = landed(travel("https://accounts.evil.example"));

        assertEquals(Next.PASSWORD, finishing(Door.OPEN).next(moved.says()));
    }

    @Test
    void an_account_is_signed_in_to_also_when_the_service_calls_it_otherwise_now() {
        var ada = people.member(EMAIL);
        linked();
        service.says = new ProviderClient.Word.Vouched("sub-1", Optional.of("married@example.com"));

        SignIn.Tokens tokens = finish(landed(), Shown.NOTHING, Optional.empty());

        assertEquals(ada.user(), people.caller(tokens).user());
    }

    private void linked() {
        var account = people.ports().accounts().byEmail(EMAIL).orElseThrow().id();
        Landing.Ticketed landed = landed();
        assertEquals(
                Kept.DONE,
                people.ports()
                        .identities()
                        .link(account, new Fresh("idn_1", landed.says().identity(), Optional.empty())));
    }

    @Test
    void the_second_factor_holds_and_guesses_at_it_run_out() {
        var _ = people.member(EMAIL);
        linked();
        var caller = people.caller(people.login());
        String secret =
                people.totp().begin(caller, TestSignIn.PASSWORD, Shown.NOTHING).secret();
        var _ = people.totp().confirm(caller, code(secret));
        people.ports().clock().advance(Duration.ofMinutes(2));
        Landing.Ticketed landed = landed();
        Shown wrong = new Shown(Optional.of("abcdef"), Optional.empty());

        assertRefused(ErrorCode.TOTP_REQUIRED, () -> finish(landed, Shown.NOTHING, Optional.empty()));
        for (int i = 0; i < 5; i++) {
            assertRefused(ErrorCode.UNAUTHORIZED, () -> finish(landed, wrong, Optional.empty()));
        }
        assertRefused(ErrorCode.RATE_LIMITED, () -> finish(landed, wrong, Optional.empty()));
        people.ports().clock().advance(Duration.ofMinutes(2));

        var _ = finish(landed, new Shown(Optional.of(code(secret)), Optional.empty()), Optional.empty());
        assertRefused(ErrorCode.UNAUTHORIZED, () -> finish(landed, Shown.NOTHING, Optional.empty()));
    }

    private String code(String secret) {
        StringBuilder digits = new StringBuilder();
        for (char c : secret.toCharArray()) {
            digits.append(Character.forDigit("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c), 32));
        }
        byte[] all = new BigInteger(digits.toString(), 32).toByteArray();
        byte[] key = new byte[20];
        int from = Math.max(0, all.length - 20);
        System.arraycopy(all, from, key, 20 - (all.length - from), all.length - from);
        return Totp.code(key, people.ports().clock().instant().getEpochSecond() / Totp.STEP_SECONDS);
    }

    @Test
    void guesses_at_a_password_keep_nobody_from_coming_by_a_service() {
        var _ = people.member(EMAIL);
        linked();
        Client stranger = new Client(Optional.of("203.0.113.9"), Optional.empty());
        for (int i = 0; i < 10; i++) {
            assertRefused(ErrorCode.UNAUTHORIZED, () -> people.login(EMAIL, "a wrong password", stranger));
        }
        assertRefused(ErrorCode.RATE_LIMITED, () -> people.login(EMAIL, "a wrong password", stranger));

        var _ = finish(landed(), Shown.NOTHING, Optional.empty());
    }

    @Test
    void a_journey_ends_once_in_its_browser_at_its_service_and_in_time() {
        Departure first = depart();
        Arrival good = arrival(first);
        Arrival elsewhere =
                new Arrival(good.state(), good.code(), good.issuer(), good.error(), Optional.of("another browser"));
        assertLost(Why.EXPIRED, travel().arrive("google", elsewhere));
        assertLost(Why.EXPIRED, travel().arrive("google", good));

        Departure second = depart();
        assertLost(Why.EXPIRED, travel().arrive("other", arrival(second)));
        assertLost(Why.EXPIRED, travel().arrive("google", arrival(second)));

        Departure late = depart();
        people.ports().clock().advance(Journeys.LIFE.plusSeconds(1));
        assertLost(Why.EXPIRED, travel().arrive("google", arrival(late)));
    }

    @Test
    void what_proves_a_journey_is_the_same_there_and_back_and_another_s_for_every_journey() {
        var _ = landed();
        var _ = landed();

        var there = service.asked.get(0);
        var back = service.asked.get(1);
        var next = service.asked.get(2);
        assertEquals(there, back);
        assertFalse(there.nonce().equals(next.nonce()));
        assertFalse(there.verifier().equals(next.verifier()));
        assertFalse(there.nonce().equals(there.verifier()));
        assertEquals(
                "https://gate.example.com/api/v1/auth/oidc/google/callback",
                there.redirect().toString());
    }

    @Test
    void a_ticket_waits_ten_minutes() {
        Landing.Ticketed landed = landed();
        people.ports().clock().advance(Journeys.TICKET_LIFE.plusSeconds(1));

        assertRefused(
                ErrorCode.UNAUTHORIZED, () -> finish(landed, Shown.NOTHING, Optional.of(new NewOrg("Acme", false))));
    }

    @Test
    void a_service_that_refuses_or_is_not_there_says_so_and_nothing_comes_of_it() {
        service.says = new ProviderClient.Word.Refused("no");
        assertLost(Why.REFUSED, travel().arrive("google", arrival(depart())));
        service.says = new ProviderClient.Word.Unreachable("no");
        assertLost(Why.UNREACHABLE, travel().arrive("google", arrival(depart())));
        service.noWay = Optional.of("no");
        assertRefused(ErrorCode.UNAVAILABLE, this::depart);
        assertRefused(ErrorCode.NOT_FOUND, () -> travel().depart("nobody", TestSignIn.CLIENT));
    }

    @Test
    void journeys_from_one_address_run_out() {
        for (int i = 0; i < 30; i++) {
            var _ = depart();
        }

        assertRefused(ErrorCode.RATE_LIMITED, this::depart);
        var _ = travel().depart("google", new Client(Optional.of("198.51.100.1"), Optional.empty()));
    }
}
