package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.account.Account;
import com.expacti.application.login.Allowances;
import com.expacti.application.login.Allowances.Allowance;
import com.expacti.application.login.KnownClients;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of allowances and of known clients does. */
public abstract class AllowancesContract {
    private static final Duration HOUR = Duration.ofHours(1);

    private Store store;
    private Allowances allowances;

    protected abstract Store open();

    @BeforeEach
    final void begin() {
        store = open();
        allowances = store.allowances();
    }

    @AfterEach
    final void end() {
        store.close();
    }

    private Allowance three() {
        return new Allowance("three " + store.ids().next(), 3, HOUR);
    }

    private boolean takes(Allowance... each) {
        return allowances.take(List.of(each)).isEmpty();
    }

    @Test
    final void so_many_at_once_and_one_more_every_so_often() {
        Allowance three = three();
        for (int i = 0; i < 3; i++) {
            assertTrue(takes(three));
        }
        Duration wait = allowances.take(List.of(three)).orElseThrow();
        assertTrue(wait.compareTo(HOUR) <= 0 && wait.compareTo(HOUR.minusMinutes(1)) > 0, wait.toString());

        store.passTime(HOUR.plusSeconds(1));

        assertTrue(takes(three));
        assertTrue(!takes(three));
    }

    @Test
    final void what_is_given_back_can_be_taken_again() {
        Allowance three = three();
        for (int i = 0; i < 20; i++) {
            assertTrue(takes(three), "attempt " + i);
            allowances.giveBack(List.of(three));
        }
    }

    @Test
    final void of_several_all_are_taken_or_none() {
        Allowance full = three();
        Allowance other = three();
        while (takes(full)) {
            // until there is none left
        }

        for (int i = 0; i < 5; i++) {
            assertTrue(!takes(other, full));
        }

        for (int i = 0; i < 3; i++) {
            assertTrue(takes(other), "none of the other was taken, and " + i + " since");
        }
    }

    @Test
    final void of_those_who_take_at_once_as_many_get_one_as_there_are() {
        Allowance three = three();

        List<Boolean> taken = Race.run(i -> () -> takes(three));

        assertEquals(3, taken.stream().filter(each -> each).count());
    }

    @Test
    final void a_client_is_known_after_it_was_remembered_and_to_its_account_only() {
        AccountId ada = account();
        AccountId bob = account();
        Digest office = Digest.ofText("office");
        Digest phone = Digest.ofText("phone");

        store.knownClients().remember(ada, List.of(office, phone));

        assertEquals(Optional.of(phone), store.knownClients().firstKnown(ada, List.of(phone, office)));
        assertEquals(Optional.of(office), store.knownClients().firstKnown(ada, List.of(Digest.ofText("new"), office)));
        assertEquals(Optional.empty(), store.knownClients().firstKnown(ada, List.of(Digest.ofText("new"))));
        assertEquals(Optional.empty(), store.knownClients().firstKnown(bob, List.of(phone, office)));
    }

    @Test
    final void a_client_is_forgotten_when_it_was_not_seen_for_long_or_many_others_were() {
        AccountId ada = account();
        Digest office = Digest.ofText("office");
        store.knownClients().remember(ada, List.of(office));
        store.passTime(KnownClients.LIFE.plusSeconds(1));
        assertEquals(Optional.empty(), store.knownClients().firstKnown(ada, List.of(office)));

        store.knownClients().remember(ada, List.of(office));
        List<Digest> others = new ArrayList<>();
        for (int i = 0; i < KnownClients.MAX; i++) {
            others.add(Digest.ofText("client " + i));
            store.knownClients().remember(ada, List.of(others.getLast()));
        }

        assertEquals(Optional.empty(), store.knownClients().firstKnown(ada, List.of(office)));
        assertEquals(Optional.of(others.getFirst()), store.knownClients().firstKnown(ada, List.of(others.getFirst())));
    }

    private AccountId account() {
        String unique = store.ids().next();
        AccountId id = new AccountId("acc_" + unique);
        store.accounts().make(new Account(id, unique + "@example.com", Optional.empty(), Optional.empty()));
        return id;
    }
}
