package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.MyAccount;
import com.expacti.application.login.SignIn;
import com.expacti.application.oidc.FinishOidc.NewOrg;
import com.expacti.application.oidc.FinishOidc.Next;
import com.expacti.application.oidc.FinishOidc.Wanted;
import com.expacti.application.oidc.Travel.Landing;
import com.expacti.application.oidc.Travel.Why;
import com.expacti.application.org.ManageKeys.KeyDraft;
import com.expacti.application.org.OrgChange;
import com.expacti.application.totp.SecondFactor.Shown;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.OrgIssuer;
import com.expacti.domain.org.OrgIssuer.Standing;
import com.expacti.testkit.TestSignIn;
import com.expacti.testkit.usecase.OwnIssuers.Back;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What an issuer that an org brought may say, and what the worst of them can't. */
final class OwnIssuerTest {
    private static final String BOB = "bob@example.com";
    private static final String EVE = "eve@example.com";

    private final OwnIssuers all = new OwnIssuers();
    private final TestSignIn people = all.people;
    private final PersonCaller ada = all.owner(TestSignIn.EMAIL);

    private static void refused(ErrorCode code, Executable work) {
        assertEquals(code, assertThrows(GateException.class, work).code());
    }

    private static void refusedFor(String field, Executable work) {
        GateException refused = assertThrows(GateException.class, work);
        assertEquals(ErrorCode.INVALID, refused.code());
        assertEquals(Optional.of(field), refused.field());
    }

    private PersonCaller by(SignIn.Tokens tokens) {
        return people.caller(tokens);
    }

    @Test
    void a_member_links_it_and_is_signed_in_by_it_to_that_org_alone_whichever_they_were_in_last() {
        OrgIssuer issuer = all.issuer(ada);
        PersonCaller bob = all.member(ada.org(), BOB, Role.REVIEWER);
        all.linked(issuer, bob, "bob");
        PersonCaller own = all.inOrg(all.elsewhere(ada.org(), BOB), BOB);
        var account = people.ports().accounts().byEmail(BOB).orElseThrow();

        PersonCaller signedIn = by(all.signIn(issuer, "bob"));

        assertEquals(bob.org(), signedIn.org());
        assertEquals(bob.user(), signedIn.user());
        assertEquals(Optional.of(issuer.id()), Credential.issuerOf(signedIn.credential()));
        assertEquals(account, people.ports().accounts().byEmail(BOB).orElseThrow());
        assertEquals(
                bob.org(),
                by(all.finish(all.there(issuer, "bob"), Optional.of(own.org()))).org());
        assertTrue(people.ports().audit().entries(ada.org(), 0, 100).stream()
                .anyMatch(entry -> String.valueOf(entry.fields()).contains("for whom " + issuer.id() + " vouched")));
    }

    @Test
    void an_issuer_of_one_org_says_the_subject_of_a_member_of_another_and_signs_nobody_in() {
        PersonCaller eve = all.owner(EVE);
        OrgIssuer ours = all.issuer(ada);
        OrgIssuer theirs = all.issuer(eve);
        all.linked(ours, ada, "ada");

        Back back = all.there(theirs, "ada");

        assertEquals(Next.LINK_FIRST, all.finishing.next(back.landed().says()));
        refused(ErrorCode.FORBIDDEN, () -> all.finish(back));
        refused(ErrorCode.FORBIDDEN, () -> all.finish(back, Optional.of(ada.org())));
    }

    @Test
    void two_orgs_with_the_same_issuer_and_client_have_two_sets_of_people_and_two_ways_back() {
        PersonCaller eve = all.owner(EVE);
        OrgIssuer ours = all.issuer(ada);
        OrgIssuer theirs = all.issuer(eve);
        all.linked(ours, ada, "same");
        all.linked(theirs, eve, "same");

        assertEquals(ada.user(), by(all.signIn(ours, "same")).user());
        assertEquals(eve.user(), by(all.signIn(theirs, "same")).user());
        var departure = all.travel.depart(ours.id(), TestSignIn.CLIENT);
        assertTrue(all.asked.getLast().redirect().getPath().endsWith("/" + ours.id() + "/callback"));
        long before = all.spokenTo.size();
        assertEquals(new Landing.Lost(Why.EXPIRED), all.travel.arrive(theirs.id(), all.arrival(departure)));
        assertEquals(new Landing.Lost(Why.EXPIRED), all.travel.arrive(ours.id(), all.arrival(departure)));
        assertEquals(before, all.spokenTo.size(), "the code went to nobody");
    }

    @Test
    void the_address_of_an_account_finds_nobody_and_founds_nothing() {
        OrgIssuer issuer = all.issuer(ada);
        all.email = Optional.of(TestSignIn.EMAIL);
        Back known = all.there(issuer, "stranger");
        all.email = Optional.of("new@example.com");
        Back fresh = all.there(issuer, "another");

        assertEquals(Optional.empty(), known.landed().says().email());
        assertEquals(Next.LINK_FIRST, all.finishing.next(known.landed().says()));
        refused(ErrorCode.FORBIDDEN, () -> all.finish(known));
        refused(
                ErrorCode.FORBIDDEN,
                () -> all.finishing.finish(
                        fresh.shown(),
                        new Wanted(Shown.NOTHING, Optional.empty(), Optional.of(new NewOrg("Mine", false))),
                        TestSignIn.CLIENT));
        assertEquals(Optional.empty(), people.ports().accounts().byEmail("new@example.com"));
    }

    @Test
    void an_admin_s_issuer_signs_in_no_owner_and_one_that_is_moved_by_an_admin_no_longer_does() {
        PersonCaller bob = all.member(ada.org(), BOB, Role.ADMIN);
        OrgIssuer admins = all.issuer(bob);
        all.linked(admins, ada, "ada");
        refused(ErrorCode.FORBIDDEN, () -> all.signIn(admins, "ada"));
        all.issuers.remove(bob, admins.id());
        OrgIssuer owners = all.issuer(ada);
        all.linked(owners, ada, "ada");
        PersonCaller standing = by(all.signIn(owners, "ada"));

        OrgIssuer moved = all.issuers.edit(
                bob,
                owners.id(),
                OwnIssuers.only(Optional.of(OwnIssuers.OTHER), Optional.of("theirs"), Optional.empty()));

        assertEquals(Role.ADMIN, moved.pointedBy());
        refused(ErrorCode.UNAUTHORIZED, () -> people.useCases().authenticator().again(standing));
        refused(ErrorCode.FORBIDDEN, () -> all.signIn(moved, "ada"));
        all.linked(moved, ada, "ada");
        refused(ErrorCode.FORBIDDEN, () -> all.signIn(moved, "ada"));
    }

    @Test
    void who_becomes_an_owner_is_signed_out_by_an_admin_s_issuer_at_the_next_call() {
        PersonCaller bob = all.member(ada.org(), BOB, Role.ADMIN);
        OrgIssuer issuer = all.issuer(bob);
        all.linked(issuer, bob, "bob");
        SignIn.Tokens tokens = all.signIn(issuer, "bob");
        PersonCaller signedIn = by(tokens);

        people.ports().orgs().put(ada.org(), new Person(bob.user(), BOB, BOB, Role.OWNER, true));

        refused(ErrorCode.UNAUTHORIZED, () -> people.useCases().authenticator().again(signedIn));
        refused(ErrorCode.UNAUTHORIZED, () -> people.logins().refresh(tokens.refreshToken()));
    }

    @Test
    void what_a_removed_or_disabled_issuer_began_is_refused_at_the_next_call() {
        OrgIssuer issuer = all.issuer(ada);
        all.linked(issuer, ada, "ada");
        SignIn.Tokens first = all.signIn(issuer, "ada");
        PersonCaller disabled = by(first);
        Back waiting = all.there(issuer, "ada");

        var _ = all.issuers.edit(
                ada, issuer.id(), OwnIssuers.only(Optional.empty(), Optional.empty(), Optional.of(Standing.DISABLED)));
        refused(ErrorCode.UNAUTHORIZED, () -> people.useCases().authenticator().again(disabled));
        refused(ErrorCode.UNAUTHORIZED, () -> people.logins().refresh(first.refreshToken()));
        refused(ErrorCode.NOT_FOUND, () -> all.travel.depart(issuer.id(), TestSignIn.CLIENT));
        refused(ErrorCode.FORBIDDEN, () -> all.finish(waiting));

        var _ = all.issuers.edit(
                ada, issuer.id(), OwnIssuers.only(Optional.empty(), Optional.empty(), Optional.of(Standing.ENABLED)));
        refused(ErrorCode.UNAUTHORIZED, () -> people.useCases().authenticator().again(disabled));
        PersonCaller again = by(all.signIn(issuer, "ada"));
        all.issuers.remove(ada, issuer.id());
        refused(ErrorCode.UNAUTHORIZED, () -> people.useCases().authenticator().again(again));
        refused(ErrorCode.NOT_FOUND, () -> all.travel.depart(issuer.id(), TestSignIn.CLIENT));
        assertEquals(List.of(), all.links.list(ada));
    }

    @Test
    void a_secret_is_not_sent_to_another_address_or_client() {
        OrgIssuer issuer = all.issuer(ada);

        refusedFor(
                "client_secret",
                () -> all.issuers.edit(
                        ada,
                        issuer.id(),
                        OwnIssuers.only(Optional.of(OwnIssuers.OTHER), Optional.empty(), Optional.empty())));
        var moved = all.issuers.edit(
                ada,
                issuer.id(),
                OwnIssuers.only(Optional.of(OwnIssuers.OTHER), Optional.of("another"), Optional.empty()));
        var _ = all.there(moved, "ada");

        assertEquals(OwnIssuers.OTHER, all.spokenTo.getLast().issuer());
        assertEquals("another", all.spokenTo.getLast().client().secret());
        // An issuer that was moved behind the vault's back has no secret to send.
        people.ports()
                .orgs()
                .change(
                        ada.org(),
                        "test",
                        List.of(new OrgChange.IssuerEdited(
                                new OrgIssuer(moved.id(), "n", OwnIssuers.URL, "c", Role.OWNER, Standing.ENABLED),
                                Optional.empty())));
        refused(ErrorCode.UNAVAILABLE, () -> all.travel.depart(moved.id(), TestSignIn.CLIENT));
    }

    @Test
    void an_address_that_may_not_be_called_or_is_no_issuer_s_is_refused_where_it_is_stored() {
        OrgIssuer issuer = all.issuer(ada);

        for (String url : List.of(
                "https://169.254.169.254/latest/meta-data",
                "https://127.0.0.1",
                "https://[::1]/",
                "http://id.acme.example",
                "https://id.acme.example?tenant=1",
                "https://id.acme.example:22",
                "https://user@id.acme.example",
                "no address")) {
            refusedFor("issuer", () -> all.issuers.make(ada, OwnIssuers.draft(url)));
            refusedFor(
                    "issuer",
                    () -> all.issuers.edit(
                            ada, issuer.id(), OwnIssuers.only(Optional.of(url), Optional.of("s"), Optional.empty())));
        }
    }

    @Test
    void a_sign_in_by_it_neither_sees_nor_touches_the_account() {
        OrgIssuer issuer = all.issuer(ada);
        PersonCaller bob = all.member(ada.org(), BOB, Role.ADMIN);
        all.linked(issuer, bob, "bob");
        PersonCaller confined = by(all.signIn(issuer, "bob"));
        String link = all.links.list(bob).getFirst().id();
        MyAccount mine = new MyAccount(
                people.ports().accounts(), people.factor(), people.useCases().views());

        assertEquals(
                List.of(ada.org()),
                mine.places(confined).stream().map(MyAccount.Place::org).toList());
        assertEquals(2, mine.places(bob).size());
        for (Executable act : List.<Executable>of(
                () -> people.mine().list(confined),
                () -> people.mine().end(confined, bob.credential()),
                () -> people.mine().endAll(confined),
                () -> all.links.list(confined),
                () -> all.links.begin(confined, issuer.id(), OwnIssuers.again(), TestSignIn.CLIENT),
                () -> all.links.unlink(confined, link, OwnIssuers.again()),
                () -> people.totp().begin(confined, TestSignIn.PASSWORD, Shown.NOTHING),
                () -> people.totp().remove(confined, TestSignIn.PASSWORD, Shown.NOTHING),
                () -> people.passkeys().list(confined),
                () -> people.watch().cancelMine(confined),
                () -> people.watch().cancel(confined, bob.user()),
                () -> people.removeFactors().remove(confined, ada.user()),
                () -> all.issuers.make(confined, OwnIssuers.draft(OwnIssuers.OTHER)),
                () -> all.issuers.edit(confined, issuer.id(), OwnIssuers.draft(OwnIssuers.OTHER)),
                () -> all.issuers.remove(confined, issuer.id()),
                () -> people.useCases()
                        .keys()
                        .issue(
                                confined,
                                new KeyDraft(
                                        "mine",
                                        Set.of(Permission.ORG_READ),
                                        Optional.empty(),
                                        OptionalLong.empty())))) {
            refused(ErrorCode.FORBIDDEN, act);
        }
        assertEquals(Optional.empty(), people.watch().mine(confined));
        assertEquals(Set.of(), mine.ways(confined));
        people.logins().logout(confined);
        refused(ErrorCode.UNAUTHORIZED, () -> people.useCases().authenticator().again(confined));
    }

    @Test
    void however_often_it_vouches_no_sign_in_of_another_kind_is_pushed_out() {
        OrgIssuer issuer = all.issuer(ada);
        all.linked(issuer, ada, "ada");
        PersonCaller first = by(all.signIn(issuer, "ada"));
        for (int i = 0; i < 20; i++) {
            people.ports().clock().advance(Duration.ofMinutes(1));
            var _ = all.signIn(issuer, "ada");
        }

        refused(ErrorCode.UNAUTHORIZED, () -> people.useCases().authenticator().again(first));
        assertEquals(ada, people.useCases().authenticator().again(ada));
    }

    @Test
    void it_is_linked_within_its_org_by_password_and_by_a_ticket_that_was_begun_for_that() {
        PersonCaller eve = all.owner(EVE);
        OrgIssuer issuer = all.issuer(ada);

        refused(ErrorCode.NOT_FOUND, () -> all.linking(issuer, eve, "eve"));
        refused(
                ErrorCode.UNAUTHORIZED,
                () -> all.links.finish(ada, all.there(issuer, "ada").shown()));
        Back stale = all.linking(issuer, ada, "ada");
        var _ = all.issuers.edit(
                ada, issuer.id(), OwnIssuers.only(Optional.of(OwnIssuers.OTHER), Optional.of("new"), Optional.empty()));
        refused(ErrorCode.UNAUTHORIZED, () -> all.links.finish(ada, stale.shown()));
        assertEquals(List.of(), all.links.list(ada));
    }

    @Test
    void no_other_org_of_theirs_hears_of_a_link_to_it() {
        OrgIssuer issuer = all.issuer(ada);
        PersonCaller bob = all.member(ada.org(), BOB, Role.REVIEWER);
        OrgId other = all.elsewhere(ada.org(), BOB);

        all.linked(issuer, bob, "bob");

        assertFalse(people.ports().audit().entries(other, 0, 100).stream()
                .anyMatch(entry -> String.valueOf(entry.fields()).contains(issuer.id())));
        assertTrue(people.ports().audit().entries(ada.org(), 0, 100).stream()
                .anyMatch(entry -> String.valueOf(entry.fields()).contains("signs in with " + issuer.id())));
    }

    @Test
    void a_member_who_was_removed_is_signed_in_nowhere_by_it() {
        OrgIssuer issuer = all.issuer(ada);
        PersonCaller bob = all.member(ada.org(), BOB, Role.REVIEWER);
        all.linked(issuer, bob, "bob");

        people.ports().orgs().put(ada.org(), new Person(bob.user(), BOB, BOB, Role.REVIEWER, false));

        refused(ErrorCode.FORBIDDEN, () -> all.signIn(issuer, "bob"));
    }

    @Test
    void a_second_factor_the_org_asks_for_is_enrolled_in_another_sign_in_first() {
        OrgIssuer issuer = all.issuer(ada);
        all.linked(issuer, ada, "ada");
        var settings = people.useCases().views().fresh(ada.org()).settings();

        people.ports()
                .orgs()
                .change(ada.org(), "test", List.of(new OrgChange.SettingsEdited(settings.withTotp(true), "test")));

        refused(ErrorCode.FORBIDDEN, () -> all.signIn(issuer, "ada"));
    }

    @Test
    void who_may_not_change_the_org_and_who_comes_by_a_key_changes_none_and_five_are_the_most() {
        PersonCaller bob = all.member(ada.org(), BOB, Role.REVIEWER);
        OrgIssuer issuer = all.issuer(ada);
        String key = people.useCases()
                .keys()
                .issue(ada, new KeyDraft("org", Set.of(Permission.ORG_WRITE), Optional.empty(), OptionalLong.empty()))
                .key();
        PersonCaller byKey = (PersonCaller) people.useCases().authenticator().authenticate(key);
        for (PersonCaller each : List.of(bob, byKey)) {
            refused(ErrorCode.FORBIDDEN, () -> all.issuers.make(each, OwnIssuers.draft(OwnIssuers.OTHER)));
            refused(ErrorCode.FORBIDDEN, () -> all.issuers.edit(each, issuer.id(), OwnIssuers.draft(OwnIssuers.OTHER)));
            refused(ErrorCode.FORBIDDEN, () -> all.issuers.remove(each, issuer.id()));
        }
        refusedFor("name", () -> all.issuer(ada));
        PersonCaller eve = all.owner(EVE);
        refused(ErrorCode.NOT_FOUND, () -> all.issuers.get(eve, issuer.id()));
        refused(ErrorCode.NOT_FOUND, () -> all.issuers.remove(eve, issuer.id()));

        for (int i = 0; i < 4; i++) {
            var _ = all.issuers.make(ada, named("more " + i));
        }
        refused(ErrorCode.CONFLICT, () -> all.issuers.make(ada, named("one too many")));
    }

    private static com.expacti.application.oidc.IssuerDraft named(String name) {
        var draft = OwnIssuers.draft(OwnIssuers.URL);
        return new com.expacti.application.oidc.IssuerDraft(
                Optional.of(name), draft.url(), draft.clientId(), draft.secret(), Optional.empty());
    }
}
