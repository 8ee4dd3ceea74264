package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.account.Account;
import com.expacti.application.account.OneTimeTokens.Purpose;
import com.expacti.application.announce.LocalAnnouncer;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.AttemptLimits;
import com.expacti.application.member.AcceptInvite;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.OrgChange;
import com.expacti.application.org.OrgViewCache;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Invite;
import com.expacti.testkit.FakePasswordHashes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store keeps of invites, and that each ends once. */
public abstract class InviteContract {
    private static final String PASSWORD = "several words do well";

    private Store store;
    private Scene scene;

    protected abstract Store open();

    @BeforeEach
    final void openStore() {
        store = open();
        scene = new Scene(store);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    final void an_invite_reads_back_until_it_is_revoked_or_over() {
        Invite invite = invited(email());

        assertEquals(List.of(invite), store.invites().open(scene.org, now()));
        assertEquals(List.of(), store.invites().open(scene.org, invite.expiresAt()));
        assertEquals(List.of(), store.invites().open(new Scene(store).org, now()));

        long _ = scene.change(new OrgChange.InviteRevoked(invite));
        assertEquals(List.of(), store.invites().open(scene.org, now()));
        conflict(new OrgChange.InviteRevoked(invite));
    }

    @Test
    final void an_address_is_invited_once_at_a_time() {
        String email = email();
        Invite invite = invited(email);

        conflict(new OrgChange.MemberInvited(invite(email.toUpperCase(java.util.Locale.ROOT))));

        long _ = scene.change(new OrgChange.InviteRevoked(invite));
        var _ = invited(email);
        long _ = new Scene(store).change(new OrgChange.MemberInvited(invite(email)));
    }

    @Test
    final void one_sent_again_is_good_for_longer_and_counts_its_mails() {
        Invite invite = invited(email());
        Invite again = invite.again(invite.expiresAt().plusSeconds(60));

        long _ = scene.change(new OrgChange.InviteSentAgain(again));

        assertEquals(List.of(again), store.invites().open(scene.org, now()));
        conflict(new OrgChange.InviteSentAgain(again));
    }

    @Test
    final void of_many_who_accept_an_invite_at_once_one_joins() {
        String email = email();
        Invite invite = invited(email);
        String token = "token of " + invite.id();
        store.oneTimeTokens().keep(Digest.ofText(token), Purpose.INVITE, scene.org + " " + invite.id());

        List<Optional<ErrorCode>> outcomes =
                Race.run(_ -> () -> outcome(() -> accepting().accept(token, PASSWORD)));

        assertEquals(1, outcomes.stream().filter(Optional::isEmpty).count(), outcomes.toString());
        List<Person> joined = store.orgs().load(scene.org).people().values().stream()
                .filter(person -> person.email().equals(email))
                .toList();
        assertEquals(1, joined.size());
        assertEquals(Role.SENIOR_REVIEWER, joined.getFirst().role());
        AccountId account = store.accounts().byEmail(email).map(Account::id).orElseThrow();
        assertEquals(
                Optional.of(account),
                store.accounts().of(scene.org, joined.getFirst().id()));
        assertEquals(Optional.empty(), store.oneTimeTokens().look(Digest.ofText(token), Purpose.INVITE));
        assertTrue(
                store.members().since(scene.org).containsKey(joined.getFirst().id()));
    }

    @Test
    final void whoever_was_removed_and_comes_again_is_who_they_were() {
        long _ = scene.change(new OrgChange.MemberRemoved(scene.rita, 0));
        Invite invite = invited(scene.rita.email());
        AccountId account = new AccountId("acc_" + store.ids().next());
        store.accounts().make(new Account(account, email(), Optional.empty(), Optional.empty()));
        Person again = scene.rita.withRole(Role.AUDITOR);

        long _ = scene.change(new OrgChange.MemberJoined(again, account, invite));

        assertEquals(again, store.orgs().load(scene.org).people().get(scene.rita.id()));
        assertEquals(Optional.of(account), store.accounts().of(scene.org, scene.rita.id()));
        conflict(new OrgChange.MemberJoined(again, account, invite));
    }

    private AcceptInvite accepting() {
        OrgViewCache views = new OrgViewCache(store.orgs());
        return new AcceptInvite(
                store.invites(),
                new AcceptInvite.People(
                        store.accounts(),
                        store.oneTimeTokens(),
                        new FakePasswordHashes(),
                        new AttemptLimits(store.allowances(), store.knownClients(), AttemptLimits.Loopback.COUNTED)),
                new ChangeOrg(store.orgs(), views, new LocalAnnouncer()),
                store.ledger()::now,
                store.ids());
    }

    private static Optional<ErrorCode> outcome(Runnable action) {
        try {
            action.run();
            return Optional.empty();
        } catch (GateException e) {
            return Optional.of(e.code());
        }
    }

    private void conflict(OrgChange change) {
        GateException refused = assertThrows(GateException.class, () -> scene.change(change));
        assertEquals(ErrorCode.CONFLICT, refused.code(), refused.getMessage());
    }

    private Instant now() {
        return store.ledger().now();
    }

    private String email() {
        return store.ids().next().toLowerCase(java.util.Locale.ROOT) + "@example.com";
    }

    private Invite invited(String email) {
        Invite invite = invite(email);
        long _ = scene.change(new OrgChange.MemberInvited(invite));
        return invite;
    }

    private Invite invite(String email) {
        Instant now = now().truncatedTo(ChronoUnit.SECONDS);
        UserId by = scene.olga.id();
        return new Invite(
                "invite_" + store.ids().next(), email, Role.SENIOR_REVIEWER, by, now, now.plus(Duration.ofDays(7)), 1);
    }
}
