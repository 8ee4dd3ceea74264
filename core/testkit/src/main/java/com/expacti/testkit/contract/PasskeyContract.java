package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.account.Account;
import com.expacti.application.passkey.Challenges;
import com.expacti.application.passkey.Challenges.Asked;
import com.expacti.application.passkey.Challenges.Purpose;
import com.expacti.application.passkey.Challenges.Use;
import com.expacti.application.passkey.Passkey;
import com.expacti.application.passkey.Passkey.Backup;
import com.expacti.application.passkey.PasskeyStore;
import com.expacti.application.passkey.PasskeyStore.Added;
import com.expacti.application.totp.TotpStore;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link PasskeyStore} and {@link Challenges} does. */
public abstract class PasskeyContract {
    private static final Digest CODE = Digest.ofText("code");
    private static final Asked STEP_UP = new Asked(Purpose.STEP_UP, "one command");

    private Store store;
    private PasskeyStore keys;
    private Challenges challenges;
    private AccountId ada;
    private AccountId bob;

    protected abstract Store open();

    @BeforeEach
    final void begin() {
        store = open();
        keys = store.passkeys();
        challenges = store.challenges();
        ada = account();
        bob = account();
    }

    @AfterEach
    final void end() {
        store.close();
    }

    private AccountId account() {
        String unique = store.ids().next();
        AccountId id = new AccountId("acc_" + unique);
        store.accounts().make(new Account(id, unique + "@example.com", Optional.empty(), Optional.empty()));
        return id;
    }

    private Passkey key(String credentialId) {
        return new Passkey(
                Passkey.PREFIX + store.ids().next(),
                credentialId,
                "cose",
                5,
                List.of("internal", "hybrid"),
                Backup.POSSIBLE,
                "laptop",
                Instant.EPOCH,
                Optional.empty());
    }

    private Passkey key() {
        return key("credential-" + store.ids().next());
    }

    private Passkey added(AccountId account) {
        Passkey key = key();
        Added _ = keys.add(account, key, List.of(CODE));
        return key;
    }

    private Passkey only(AccountId account) {
        assertEquals(1, keys.of(account).size());
        return keys.of(account).getFirst();
    }

    private Use useCode(AccountId account) {
        return store.totps().useBackupCode(account, CODE) == TotpStore.Use.TAKEN ? Use.TAKEN : Use.REFUSED;
    }

    @Test
    final void a_passkey_is_kept_as_it_was_made_for_its_account_alone() {
        Passkey key = key();

        assertEquals(Added.FIRST, keys.add(ada, key, List.of()));

        Passkey kept = only(ada);
        assertEquals(
                List.of(key.id(), key.credentialId(), key.publicKey(), "laptop"),
                List.of(kept.id(), kept.credentialId(), kept.publicKey(), kept.name()));
        assertEquals(5, kept.signCount());
        assertEquals(List.of("internal", "hybrid"), kept.transports());
        assertEquals(Backup.POSSIBLE, kept.backup());
        assertEquals(Optional.empty(), kept.lastUsedAt());
        assertEquals(List.of(), keys.of(bob));
    }

    @Test
    final void what_authenticators_know_an_account_by_stays() {
        String one = "one-" + store.ids().next();

        assertEquals(one, keys.handle(ada, one));
        assertEquals(one, keys.handle(ada, "two"));
    }

    @Test
    final void one_authenticators_key_is_one_accounts() {
        Passkey key = key();
        assertEquals(Added.FIRST, keys.add(ada, key, List.of()));

        assertEquals(Added.KNOWN, keys.add(bob, key(key.credentialId()), List.of(CODE)));
        assertEquals(Added.KNOWN, keys.add(ada, key(key.credentialId()), List.of(CODE)));

        assertEquals(List.of(), keys.of(bob));
        assertEquals(Use.REFUSED, useCode(bob));
    }

    @Test
    final void an_account_has_twenty_also_where_many_are_added_at_once() {
        List<Added> came =
                Race.run(i -> () -> keys.add(ada, key("race" + i + store.ids().next()), List.of()));

        assertEquals(PasskeyStore.MAX, keys.of(ada).size());
        assertEquals(1, came.stream().filter(Added.FIRST::equals).count());
        assertEquals(12, came.stream().filter(Added.FULL::equals).count());
    }

    @Test
    final void backup_codes_come_with_the_first_factor_and_go_with_the_last() {
        Passkey first = key();
        assertEquals(Added.FIRST, keys.add(ada, first, List.of(CODE)));
        Passkey second = key();
        assertEquals(Added.ANOTHER, keys.add(ada, second, List.of(Digest.ofText("other"))));

        assertEquals(Use.TAKEN, keys.remove(ada, first.id()));
        assertEquals(Use.REFUSED, keys.remove(ada, first.id()));
        assertEquals(Use.TAKEN, useCode(ada));
        store.totps().replaceBackupCodes(ada, List.of(CODE));
        assertEquals(Use.TAKEN, keys.remove(ada, second.id()));

        assertEquals(Use.REFUSED, useCode(ada));
    }

    @Test
    final void backup_codes_stay_as_long_as_a_factor_of_any_kind_does() {
        assertEquals(TotpStore.Use.TAKEN, store.totps().begin(ada, "sealed"));
        assertEquals(TotpStore.Use.TAKEN, store.totps().confirm(ada, "sealed", 1, List.of(CODE)));
        Passkey key = key();
        assertEquals(Added.ANOTHER, keys.add(ada, key, List.of(Digest.ofText("other"))));

        store.totps().remove(ada);
        assertEquals(Use.TAKEN, useCode(ada));
        store.totps().replaceBackupCodes(ada, List.of(CODE));
        assertEquals(Use.TAKEN, keys.remove(ada, key.id()));

        assertEquals(Use.REFUSED, useCode(ada));
    }

    @Test
    final void all_factors_go_at_once_and_anothers_stay() {
        assertEquals(TotpStore.Use.TAKEN, store.totps().begin(ada, "sealed"));
        assertEquals(TotpStore.Use.TAKEN, store.totps().confirm(ada, "sealed", 1, List.of(CODE)));
        Passkey _ = added(ada);
        Passkey _ = added(bob);

        keys.removeAllFactors(ada);

        assertEquals(List.of(), keys.of(ada));
        assertEquals(Optional.empty(), store.totps().of(ada));
        assertEquals(Use.REFUSED, useCode(ada));
        assertEquals(Use.TAKEN, useCode(bob));
        assertEquals(1, keys.of(bob).size());
    }

    @Test
    final void renamed_it_is_the_same_and_nobody_elses_is_renamed_or_removed() {
        Passkey key = added(ada);

        assertEquals(Use.REFUSED, keys.rename(bob, key.id(), "mine"));
        assertEquals(Use.REFUSED, keys.remove(bob, key.id()));
        assertEquals(Use.TAKEN, keys.rename(ada, key.id(), "phone"));

        assertEquals("phone", only(ada).name());
        assertEquals(key.credentialId(), only(ada).credentialId());
    }

    @Test
    final void e4_a_counter_only_goes_forward() {
        Passkey key = added(ada);

        assertEquals(Use.REFUSED, keys.used(ada, key.id(), 5, Backup.DONE));
        assertEquals(Use.REFUSED, keys.used(ada, key.id(), 0, Backup.DONE));
        assertEquals(Optional.empty(), only(ada).lastUsedAt());
        assertEquals(Use.REFUSED, keys.used(bob, key.id(), 6, Backup.DONE));
        assertEquals(Use.TAKEN, keys.used(ada, key.id(), 6, Backup.DONE));

        assertEquals(6, only(ada).signCount());
        assertEquals(Backup.DONE, only(ada).backup());
        assertTrue(only(ada).lastUsedAt().isPresent());
    }

    @Test
    final void e4_of_two_copies_that_count_the_same_at_once_one_is_taken() {
        Passkey key = added(ada);

        List<Use> came = Race.run(i -> () -> keys.used(ada, key.id(), 6, Backup.NEVER));

        assertEquals(1, came.stream().filter(Use.TAKEN::equals).count());
    }

    @Test
    final void a_key_that_does_not_count_is_used_again_and_again_until_it_does() {
        Passkey key = new Passkey(
                Passkey.PREFIX + store.ids().next(),
                "still-" + store.ids().next(),
                "cose",
                0,
                List.of(),
                Backup.DONE,
                "phone",
                Instant.EPOCH,
                Optional.empty());
        assertEquals(Added.FIRST, keys.add(ada, key, List.of()));

        assertEquals(Use.TAKEN, keys.used(ada, key.id(), 0, Backup.DONE));
        assertEquals(Use.TAKEN, keys.used(ada, key.id(), 0, Backup.DONE));
        assertEquals(Use.TAKEN, keys.used(ada, key.id(), 1, Backup.DONE));
        assertEquals(Use.REFUSED, keys.used(ada, key.id(), 0, Backup.DONE));
    }

    private Digest asked(AccountId account, Asked asked) {
        Digest challenge = Digest.ofText(store.ids().next());
        challenges.keep(account, challenge, asked);
        return challenge;
    }

    @Test
    final void e4_a_challenge_is_one_accounts_for_one_purpose_and_subject_once() {
        Digest challenge = asked(ada, STEP_UP);

        assertEquals(Use.REFUSED, challenges.spend(bob, challenge, STEP_UP));
        assertEquals(Use.REFUSED, challenges.spend(ada, challenge, new Asked(Purpose.AGAIN, "one command")));
        assertEquals(Use.REFUSED, challenges.spend(ada, challenge, new Asked(Purpose.STEP_UP, "another command")));
        assertEquals(Use.REFUSED, challenges.spend(ada, Digest.ofText("unknown"), STEP_UP));
        assertEquals(Use.TAKEN, challenges.spend(ada, challenge, STEP_UP));
        assertEquals(Use.REFUSED, challenges.spend(ada, challenge, STEP_UP));
    }

    @Test
    final void e4_of_those_who_spend_a_challenge_at_once_one_does() {
        Digest challenge = asked(ada, Asked.SIGN_IN);

        List<Use> came = Race.run(i -> () -> challenges.spend(ada, challenge, Asked.SIGN_IN));

        assertEquals(1, came.stream().filter(Use.TAKEN::equals).count());
    }

    @Test
    final void e4_a_challenge_waits_as_long_as_its_purpose_does() {
        Digest challenge = asked(ada, STEP_UP);

        store.passTime(Purpose.STEP_UP.life().plus(Duration.ofSeconds(1)));

        assertEquals(Use.REFUSED, challenges.spend(ada, challenge, STEP_UP));
    }

    @Test
    final void who_asks_again_and_again_has_the_oldest_forgotten_and_no_other_purposes() {
        Digest other = asked(ada, STEP_UP);
        Digest first = asked(ada, Asked.SIGN_IN);
        Digest last = first;
        for (int i = 0; i < Challenges.WAITING_MAX; i++) {
            last = asked(ada, Asked.SIGN_IN);
        }

        assertEquals(Use.REFUSED, challenges.spend(ada, first, Asked.SIGN_IN));
        assertEquals(Use.TAKEN, challenges.spend(ada, last, Asked.SIGN_IN));
        assertEquals(Use.TAKEN, challenges.spend(ada, other, STEP_UP));
    }
}
