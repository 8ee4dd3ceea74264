package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.expacti.application.account.Account;
import com.expacti.application.account.Accounts.PasswordBy;
import com.expacti.application.org.OrgChange;
import com.expacti.application.recovery.Recoveries;
import com.expacti.application.recovery.Recoveries.Begun;
import com.expacti.application.recovery.Recoveries.Taken;
import com.expacti.application.recovery.Recovery;
import com.expacti.domain.identity.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Recoveries} does, and what accounts say of who chose their password. */
public abstract class RecoveryContract {
    private static final Duration DAY = Duration.ofDays(1);

    private Store store;
    private Recoveries recoveries;
    /** Long before what other tests of the same store left. */
    private Instant now;

    private Recovery ada;

    protected abstract Store open();

    @BeforeEach
    final void begin() {
        store = open();
        recoveries = store.recoveries();
        now = Instant.parse("1999-12-31T23:00:00.123456Z");
        ada = recovery();
    }

    @AfterEach
    final void end() {
        recoveries.due(Instant.parse("2000-12-31T00:00:00Z"), 1_000).forEach(recoveries::end);
        store.close();
    }

    private AccountId account() {
        String unique = store.ids().next();
        AccountId id = new AccountId("acc_" + unique);
        store.accounts().make(new Account(id, unique + "@example.com", Optional.empty(), Optional.empty()));
        return id;
    }

    private Recovery recovery() {
        return again(account());
    }

    private Recovery again(AccountId account) {
        return new Recovery(
                account,
                Recovery.PREFIX + store.ids().next(),
                now,
                now.plus(DAY.multipliedBy(3)),
                now.plus(DAY.multipliedBy(10)));
    }

    @Test
    final void one_is_begun_reads_back_and_keeps_another_from_being_begun() {
        assertEquals(Optional.empty(), recoveries.of(ada.account()));

        assertEquals(Begun.DONE, recoveries.begin(ada, now));

        assertEquals(Begun.ANOTHER, recoveries.begin(again(ada.account()), now));
        assertEquals(Optional.of(ada), recoveries.of(ada.account()));
        assertEquals(Optional.empty(), recoveries.of(account()));
    }

    @Test
    final void of_those_who_begin_at_once_one_does() {
        List<Begun> begun = Race.run(i -> () -> recoveries.begin(again(ada.account()), now));

        assertEquals(1, begun.stream().filter(Begun.DONE::equals).count());
    }

    @Test
    final void of_those_who_end_it_at_once_one_does_and_it_is_gone() {
        assertEquals(Begun.DONE, recoveries.begin(ada, now));

        List<Taken> ended = Race.run(i -> () -> recoveries.end(ada));

        assertEquals(1, ended.stream().filter(Taken.TAKEN::equals).count());
        assertEquals(Optional.empty(), recoveries.of(ada.account()));
        assertEquals(List.of(), recoveries.due(now, 10));
    }

    @Test
    final void what_ends_one_does_not_end_the_next() {
        assertEquals(Begun.DONE, recoveries.begin(ada, now));
        assertEquals(Taken.TAKEN, recoveries.end(ada));
        Recovery next = again(ada.account());
        assertEquals(Begun.DONE, recoveries.begin(next, now));

        assertEquals(Taken.REFUSED, recoveries.end(ada));

        assertEquals(Optional.of(next), recoveries.of(ada.account()));
    }

    @Test
    final void a_mail_is_due_from_its_moment_on_and_taken_once() {
        Recovery later = recovery();
        assertEquals(Begun.DONE, recoveries.begin(later, now.plus(DAY)));
        assertEquals(Begun.DONE, recoveries.begin(ada, now));
        assertEquals(List.of(ada), recoveries.due(now, 10));

        List<Taken> taken = Race.run(i -> () -> recoveries.takeMail(ada, now, now.plus(DAY.multipliedBy(2))));

        assertEquals(1, taken.stream().filter(Taken.TAKEN::equals).count());
        assertEquals(List.of(), recoveries.due(now, 10));
        assertEquals(List.of(later), recoveries.due(now.plus(DAY), 10));
        assertEquals(List.of(later, ada), recoveries.due(now.plus(DAY.multipliedBy(2)), 10));
        assertEquals(List.of(later), recoveries.due(now.plus(DAY.multipliedBy(2)), 1));
    }

    @Test
    final void an_org_sees_those_of_its_own_people_alone() {
        Scene here = new Scene(store);
        Scene there = new Scene(store);
        Recovery other = recovery();
        long _ = store.orgs()
                .change(here.org, "test", List.of(new OrgChange.AccountLinked(here.rita.id(), ada.account())));
        long _ = store.orgs()
                .change(there.org, "test", List.of(new OrgChange.AccountLinked(there.rita.id(), other.account())));
        assertEquals(Begun.DONE, recoveries.begin(ada, now));
        assertEquals(Begun.DONE, recoveries.begin(other, now));

        assertEquals(Map.of(here.rita.id(), ada), recoveries.in(here.org));
        assertEquals(Map.of(there.rita.id(), other), recoveries.in(there.org));
        assertEquals(Taken.TAKEN, recoveries.end(ada));
        assertEquals(Map.of(), recoveries.in(here.org));
    }

    @Test
    final void who_chose_the_password_is_kept_for_each_account() {
        AccountId bob = account();
        assertEquals(PasswordBy.OWNER, store.accounts().passwordBy(bob));

        store.accounts().passwordBy(bob, PasswordBy.MAIL);

        assertEquals(PasswordBy.MAIL, store.accounts().passwordBy(bob));
        assertEquals(PasswordBy.OWNER, store.accounts().passwordBy(ada.account()));
        store.accounts().passwordBy(bob, PasswordBy.OWNER);
        assertEquals(PasswordBy.OWNER, store.accounts().passwordBy(bob));
    }
}
