package com.expacti.testkit.usecase;

import com.expacti.application.account.Accounts.Membership;
import com.expacti.application.account.Register.Door;
import com.expacti.application.egress.EgressGuard;
import com.expacti.application.login.AttemptLimits;
import com.expacti.application.login.SignIn;
import com.expacti.application.mail.PublicAddress;
import com.expacti.application.oidc.AllProviders;
import com.expacti.application.oidc.FinishOidc;
import com.expacti.application.oidc.FinishOidc.Wanted;
import com.expacti.application.oidc.IssuerDraft;
import com.expacti.application.oidc.IssuerSecret;
import com.expacti.application.oidc.IssuerVault;
import com.expacti.application.oidc.ManageIssuers;
import com.expacti.application.oidc.ManageLinks;
import com.expacti.application.oidc.Provider;
import com.expacti.application.oidc.ProviderClient;
import com.expacti.application.oidc.Providers;
import com.expacti.application.oidc.Tickets;
import com.expacti.application.oidc.Travel;
import com.expacti.application.oidc.Travel.Arrival;
import com.expacti.application.oidc.Travel.Departure;
import com.expacti.application.oidc.Travel.Landing;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.OrgChange;
import com.expacti.application.totp.SecondFactor;
import com.expacti.application.totp.SecondFactor.Shown;
import com.expacti.domain.command.Digest;
import com.expacti.domain.egress.EgressRules;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgIssuer;
import com.expacti.testkit.FakeHostNames;
import com.expacti.testkit.PlainBox;
import com.expacti.testkit.TestSignIn;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Orgs with issuers of their own, a service that says what it is told to, and short words for what people do with them. */
final class OwnIssuers implements ProviderClient {
    static final String URL = "https://id.acme.example";
    static final String OTHER = "https://id.evil.example";

    final TestSignIn people = new TestSignIn(Door.OPEN);
    final List<Provider> spokenTo = new ArrayList<>();
    final List<Asked> asked = new ArrayList<>();
    private final ChangeOrg change;
    private final AllProviders providers;
    private final Tickets tickets = new Tickets(people.ports().journeys());
    private final FinishOidc.People stores =
            new FinishOidc.People(people.ports().accounts(), people.ports().identities());
    final Travel travel;
    final FinishOidc finishing;
    final ManageIssuers issuers;
    final ManageLinks links;

    /** Whom the service vouches for. */
    String subject = "sub-1";

    Optional<String> email = Optional.empty();

    OwnIssuers() {
        change = new ChangeOrg(
                people.ports().orgs(),
                people.useCases().views(),
                people.useCases().announcer());
        IssuerVault vault = new IssuerVault(new PlainBox());
        providers = new AllProviders(
                new Providers(List.of()),
                people.ports().orgs(),
                vault,
                people.useCases().views());
        AttemptLimits limits = new AttemptLimits(
                people.ports().allowances(), people.ports().allowances(), AttemptLimits.Loopback.COUNTED);
        travel = new Travel(
                providers,
                this,
                people.ports().journeys(),
                limits,
                new PublicAddress("https://gate.example.com"),
                () -> Digest.ofText(people.ports().ids().next()).hex().substring(0, 32));
        finishing = new FinishOidc(
                tickets, stores, people.signIn(), change, people.ports().ids(), Door.OPEN);
        FakeHostNames names =
                new FakeHostNames().point("id.acme.example", "93.184.215.14").point("id.evil.example", "93.184.215.15");
        issuers = new ManageIssuers(
                people.useCases().views(),
                change,
                new EgressGuard(EgressRules.of(List.of(), false), names),
                vault,
                people.ports().ids());
        links = new ManageLinks(
                travel,
                tickets,
                stores,
                new ManageLinks.Proofs(new SignIn.Proofs(people.ports().passwords(), limits), factor()),
                change,
                people.ports().ids());
    }

    private SecondFactor factor() {
        return people.factor();
    }

    @Override
    public Way way(Provider provider, Asked with) {
        asked.add(with);
        return new Way.To(URI.create(provider.issuer() + "/authorize"));
    }

    @Override
    public Word word(Provider provider, Asked with, Returned returned) {
        spokenTo.add(provider);
        return new Word.Vouched(subject, email);
    }

    /** Signs up, which makes an org, and in. */
    PersonCaller owner(String address) {
        var _ = people.member(address);
        return signedIn(address);
    }

    PersonCaller signedIn(String address) {
        return people.caller(people.login(address, TestSignIn.PASSWORD));
    }

    /** Another member of the org, with an account and an org of their own besides, by a sign-in to the first. */
    PersonCaller member(OrgId org, String address, Role role) {
        var _ = people.member(address);
        UserId user = new UserId("user_" + people.ports().ids().next());
        people.ports().orgs().put(org, new Person(user, address, address, role, true));
        var account = people.ports().accounts().byEmail(address).orElseThrow().id();
        change.apply(org, "test", List.of(new OrgChange.AccountLinked(user, account)));
        return inOrg(org, address);
    }

    PersonCaller inOrg(OrgId org, String address) {
        return people.caller(people.signIn()
                .login(
                        new SignIn.Attempt(address, TestSignIn.PASSWORD, Shown.NOTHING, Optional.of(org)),
                        TestSignIn.CLIENT));
    }

    /** The org they founded themselves. */
    OrgId elsewhere(OrgId org, String address) {
        var account = people.ports().accounts().byEmail(address).orElseThrow().id();
        return people.ports().accounts().memberships(account).stream()
                .map(Membership::org)
                .filter(each -> !each.equals(org))
                .findFirst()
                .orElseThrow();
    }

    static IssuerDraft draft(String url) {
        return new IssuerDraft(
                Optional.of("Acme"),
                Optional.of(url),
                Optional.of("client-1"),
                Optional.of(new IssuerSecret("s3cret")),
                Optional.empty());
    }

    static IssuerDraft only(Optional<String> url, Optional<String> secret, Optional<OrgIssuer.Standing> standing) {
        return new IssuerDraft(Optional.empty(), url, Optional.empty(), secret.map(IssuerSecret::new), standing);
    }

    OrgIssuer issuer(PersonCaller by) {
        return issuers.make(by, draft(URL));
    }

    /** A browser that is back with a ticket. */
    record Back(Landing.Ticketed landed, String browser) {
        Tickets.Shown shown() {
            return new Tickets.Shown(landed.ticket(), Optional.of(browser));
        }
    }

    Arrival arrival(Departure departure) {
        return new Arrival(
                Optional.of(asked.getLast().state()),
                Optional.of("code"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(departure.browser()));
    }

    Back there(OrgIssuer issuer, String who) {
        return back(issuer, travel.depart(issuer.id(), TestSignIn.CLIENT), who);
    }

    Back linking(OrgIssuer issuer, PersonCaller caller, String who) {
        return back(issuer, links.begin(caller, issuer.id(), again(), TestSignIn.CLIENT), who);
    }

    static ManageLinks.Again again() {
        return new ManageLinks.Again(TestSignIn.PASSWORD, Shown.NOTHING);
    }

    private Back back(OrgIssuer issuer, Departure departure, String who) {
        subject = who;
        return new Back((Landing.Ticketed) travel.arrive(issuer.id(), arrival(departure)), departure.browser());
    }

    void linked(OrgIssuer issuer, PersonCaller caller, String who) {
        var _ = links.finish(caller, linking(issuer, caller, who).shown());
    }

    SignIn.Tokens finish(Back back) {
        return finish(back, Optional.empty());
    }

    SignIn.Tokens finish(Back back, Optional<OrgId> org) {
        return finishing.finish(back.shown(), new Wanted(Shown.NOTHING, org, Optional.empty()), TestSignIn.CLIENT);
    }

    SignIn.Tokens signIn(OrgIssuer issuer, String who) {
        return finish(there(issuer, who));
    }
}
