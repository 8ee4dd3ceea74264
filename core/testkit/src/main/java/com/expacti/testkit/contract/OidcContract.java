package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.account.Account;
import com.expacti.application.account.Accounts;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.oidc.ExternalIdentity;
import com.expacti.application.oidc.Journeys;
import com.expacti.application.oidc.Journeys.Journey;
import com.expacti.application.oidc.Journeys.Ticket;
import com.expacti.application.oidc.LinkedIdentities;
import com.expacti.application.oidc.LinkedIdentities.Founding;
import com.expacti.application.oidc.LinkedIdentities.Fresh;
import com.expacti.application.oidc.LinkedIdentities.Gone;
import com.expacti.application.oidc.LinkedIdentities.Kept;
import com.expacti.application.oidc.LinkedIdentities.Link;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of journeys to other services, and of the identities they led to, does. */
public abstract class OidcContract {
    private static final Digest BROWSER = Digest.ofText("browser");

    private Store store;
    private Journeys journeys;
    private LinkedIdentities identities;

    protected abstract Store open();

    @BeforeEach
    final void begin() {
        store = open();
        journeys = store.journeys();
        identities = store.identities();
    }

    @AfterEach
    final void end() {
        store.close();
    }

    private Digest secret() {
        return Digest.ofText(store.ids().next());
    }

    private ExternalIdentity identity() {
        return new ExternalIdentity(
                "google", "https://accounts.google.com", store.ids().next());
    }

    private Fresh fresh(ExternalIdentity identity) {
        return new Fresh("idn_" + store.ids().next(), identity, Optional.of("ada@gmail.example"));
    }

    private Account account(Optional<String> password) {
        String unique = store.ids().next();
        return new Account(new AccountId("acc_" + unique), unique + "@example.com", password, Optional.empty());
    }

    private AccountId kept(Optional<String> password) {
        Account account = account(password);
        store.accounts().make(account);
        return account.id();
    }

    @Test
    final void a_journey_ends_once() {
        Digest state = secret();
        Journey journey = new Journey("google", BROWSER, Optional.of(new AccountId("acc_1")));
        journeys.set(state, journey);

        List<Optional<Journey>> ended = Race.run(i -> () -> journeys.end(state));

        assertEquals(List.of(journey), ended.stream().flatMap(Optional::stream).toList());
        assertEquals(Optional.empty(), journeys.end(secret()));
    }

    @Test
    final void a_journey_is_over_after_its_life() {
        Digest late = secret();
        journeys.set(late, new Journey("google", BROWSER, Optional.empty()));

        store.passTime(Journeys.LIFE.plusSeconds(1));

        assertEquals(Optional.empty(), journeys.end(late));
    }

    @Test
    final void a_ticket_is_looked_at_as_often_as_one_likes_and_spent_once() {
        Digest secret = secret();
        Ticket ticket = new Ticket(identity(), Optional.empty(), BROWSER, Optional.empty());
        journeys.keep(secret, ticket);
        assertEquals(Optional.of(ticket), journeys.look(secret));
        assertEquals(Optional.of(ticket), journeys.look(secret));

        List<Optional<Ticket>> spent = Race.run(i -> () -> journeys.spend(secret));

        assertEquals(List.of(ticket), spent.stream().flatMap(Optional::stream).toList());
        assertEquals(Optional.empty(), journeys.look(secret));
    }

    @Test
    final void a_ticket_is_over_after_its_life() {
        Digest secret = secret();
        journeys.keep(
                secret,
                new Ticket(identity(), Optional.of("a@b.example"), BROWSER, Optional.of(new AccountId("acc_1"))));

        store.passTime(Journeys.TICKET_LIFE.plusSeconds(1));

        assertEquals(Optional.empty(), journeys.look(secret));
        assertEquals(Optional.empty(), journeys.spend(secret));
    }

    @Test
    final void an_identity_is_of_its_provider_and_its_issuer() {
        AccountId ada = kept(Optional.of("hash"));
        ExternalIdentity identity = identity();

        assertEquals(Kept.DONE, identities.link(ada, fresh(identity)));

        assertEquals(Optional.of(ada), identities.accountOf(identity));
        assertEquals(
                Optional.empty(),
                identities.accountOf(new ExternalIdentity("other", identity.issuer(), identity.subject())));
        assertEquals(
                Optional.empty(),
                identities.accountOf(new ExternalIdentity("google", "https://evil.example", identity.subject())));
    }

    @Test
    final void an_identity_is_one_account_s_also_of_those_who_link_it_at_once() {
        ExternalIdentity identity = identity();
        List<AccountId> accounts = java.util.stream.IntStream.range(0, 8)
                .mapToObj(_ -> kept(Optional.of("hash")))
                .toList();

        List<Kept> kept = Race.run(i -> () -> identities.link(accounts.get(i % 8), fresh(identity)));

        assertEquals(1, kept.stream().filter(k -> k == Kept.DONE).count());
        assertTrue(accounts.contains(identities.accountOf(identity).orElseThrow()));
    }

    @Test
    final void an_account_has_ten_at_most_and_sees_its_own() {
        AccountId ada = kept(Optional.of("hash"));
        AccountId bob = kept(Optional.of("hash"));
        for (int i = 0; i < LinkedIdentities.MAX; i++) {
            assertEquals(Kept.DONE, identities.link(ada, fresh(identity())));
        }

        assertEquals(Kept.FULL, identities.link(ada, fresh(identity())));

        assertEquals(LinkedIdentities.MAX, identities.of(ada).size());
        assertEquals(List.of(), identities.of(bob));
        Link first = identities.of(ada).getFirst();
        assertEquals("google", first.provider());
        assertEquals(Optional.of("ada@gmail.example"), first.email());
    }

    @Test
    final void nobody_takes_away_another_s_and_what_is_away_is_nobody_s() {
        AccountId ada = kept(Optional.of("hash"));
        AccountId bob = kept(Optional.of("hash"));
        Fresh fresh = fresh(identity());
        assertEquals(Kept.DONE, identities.link(ada, fresh));

        assertEquals(Gone.UNKNOWN, identities.unlink(bob, fresh.id()));
        assertEquals(Optional.of(ada), identities.accountOf(fresh.identity()));
        assertEquals(Gone.DONE, identities.unlink(ada, fresh.id()));

        assertEquals(Optional.empty(), identities.accountOf(fresh.identity()));
        assertEquals(Gone.UNKNOWN, identities.unlink(ada, fresh.id()));
    }

    @Test
    final void of_those_who_take_the_last_ways_in_away_at_once_one_way_is_left() {
        Account ada = account(Optional.empty());
        Fresh one = fresh(identity());
        Fresh two = fresh(identity());
        identities.make(ada, one);
        assertEquals(Kept.DONE, identities.link(ada.id(), two));

        List<Gone> gone = Race.run(i -> () -> identities.unlink(ada.id(), i % 2 == 0 ? one.id() : two.id()));

        assertEquals(1, gone.stream().filter(g -> g == Gone.DONE).count());
        assertEquals(1, identities.of(ada.id()).size());
    }

    @Test
    final void an_account_is_made_with_its_identity_or_not_at_all() {
        Account ada = account(Optional.empty());
        ExternalIdentity identity = identity();
        identities.make(ada, fresh(identity));
        assertEquals(Optional.of(ada), store.accounts().byId(ada.id()));
        assertEquals(Optional.of(ada.id()), identities.accountOf(identity));
        Account another = account(Optional.empty());
        Account sameAddress =
                new Account(new AccountId(another.id() + "x"), ada.email(), Optional.empty(), Optional.empty());

        assertConflict(() -> identities.make(another, fresh(identity)));
        assertConflict(() -> identities.make(sameAddress, fresh(identity())));

        assertEquals(Optional.empty(), store.accounts().byId(another.id()));
        assertEquals(Optional.empty(), store.accounts().byId(sameAddress.id()));
    }

    @Test
    final void an_account_is_made_with_the_org_it_owns_or_not_at_all() {
        String unique = store.ids().next();
        Account ada = account(Optional.empty());
        Founding founding = new Founding(ada, new OrgId("org_" + unique), new UserId("user_" + unique), "Acme ✓");
        ExternalIdentity identity = identity();

        identities.found(founding, fresh(identity));

        assertEquals(
                List.of(new Accounts.Membership(founding.org(), founding.user())),
                store.accounts().memberships(ada.id()));
        var view = store.orgs().load(founding.org());
        assertEquals("Acme ✓", view.settings().name());
        assertEquals(
                Role.OWNER,
                java.util.Objects.requireNonNull(view.people().get(founding.user()))
                        .role());
        Account bob = account(Optional.empty());
        OrgId other = new OrgId("org_b" + unique);
        assertConflict(() ->
                identities.found(new Founding(bob, other, new UserId("user_b" + unique), "Other"), fresh(identity)));
        assertEquals(Optional.empty(), store.accounts().byId(bob.id()));
        GateException none =
                assertThrows(GateException.class, () -> store.orgs().load(other));
        assertEquals(ErrorCode.NOT_FOUND, none.code());
    }

    private static void assertConflict(Runnable work) {
        GateException refused = assertThrows(GateException.class, work::run);
        assertEquals(ErrorCode.CONFLICT, refused.code());
    }
}
