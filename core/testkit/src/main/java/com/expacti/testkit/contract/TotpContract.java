package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.expacti.application.account.Account;
import com.expacti.application.totp.TotpStore;
import com.expacti.application.totp.TotpStore.Enrolment;
import com.expacti.application.totp.TotpStore.State;
import com.expacti.application.totp.TotpStore.Use;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link TotpStore} does. */
public abstract class TotpContract {
    private static final Digest ONE = Digest.ofText("one");
    private static final Digest TWO = Digest.ofText("two");

    private Store store;
    private TotpStore totps;
    private AccountId ada;
    private AccountId bob;

    protected abstract Store open();

    @BeforeEach
    final void begin() {
        store = open();
        totps = store.totps();
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

    private void enrol(AccountId account) {
        assertEquals(Use.TAKEN, totps.begin(account, "sealed"));
        assertEquals(Use.TAKEN, totps.confirm(account, "sealed", 100, List.of(ONE, TWO)));
    }

    @Test
    final void an_enrolment_is_begun_then_confirmed_then_not_replaced() {
        assertEquals(Optional.empty(), totps.of(ada));
        assertEquals(Use.TAKEN, totps.begin(ada, "first"));
        assertEquals(Use.TAKEN, totps.begin(ada, "second"));
        assertEquals(Optional.of(new Enrolment("second", State.BEGUN)), totps.of(ada));

        assertEquals(Use.REFUSED, totps.confirm(ada, "first", 100, List.of()));
        assertEquals(Use.TAKEN, totps.confirm(ada, "second", 100, List.of()));

        assertEquals(Optional.of(new Enrolment("second", State.ON)), totps.of(ada));
        assertEquals(Use.REFUSED, totps.begin(ada, "third"));
        assertEquals(Use.REFUSED, totps.confirm(ada, "second", 101, List.of()));
        assertEquals(Optional.empty(), totps.of(bob));
    }

    @Test
    final void an_enrolment_waits_a_quarter_of_an_hour() {
        assertEquals(Use.TAKEN, totps.begin(ada, "sealed"));

        store.passTime(TotpStore.PATIENCE.plus(Duration.ofSeconds(1)));

        assertEquals(Use.REFUSED, totps.confirm(ada, "sealed", 100, List.of()));
    }

    @Test
    final void a_step_is_used_once_and_none_before_it() {
        enrol(ada);

        assertEquals(Use.REFUSED, totps.useStep(ada, 100));
        assertEquals(Use.TAKEN, totps.useStep(ada, 102));
        assertEquals(Use.REFUSED, totps.useStep(ada, 102));
        assertEquals(Use.REFUSED, totps.useStep(ada, 101));
        assertEquals(Use.REFUSED, totps.useStep(bob, 103));
    }

    @Test
    final void e2_of_those_who_use_a_step_at_once_one_succeeds() {
        enrol(ada);

        List<Use> uses = Race.run(i -> () -> totps.useStep(ada, 101));

        assertEquals(1, uses.stream().filter(Use.TAKEN::equals).count());
    }

    @Test
    final void e2_of_those_who_use_a_backup_code_at_once_one_succeeds() {
        enrol(ada);

        List<Use> uses = Race.run(i -> () -> totps.useBackupCode(ada, ONE));

        assertEquals(1, uses.stream().filter(Use.TAKEN::equals).count());
        assertEquals(Use.TAKEN, totps.useBackupCode(ada, TWO));
    }

    @Test
    final void new_backup_codes_end_those_before_and_anothers_stay() {
        enrol(ada);
        enrol(bob);
        Digest fresh = Digest.ofText("fresh");

        totps.replaceBackupCodes(ada, List.of(fresh));

        assertEquals(Use.REFUSED, totps.useBackupCode(ada, ONE));
        assertEquals(Use.TAKEN, totps.useBackupCode(ada, fresh));
        assertEquals(Use.TAKEN, totps.useBackupCode(bob, ONE));
    }

    @Test
    final void what_is_removed_is_gone_with_its_codes_and_can_be_begun_anew() {
        enrol(ada);

        totps.remove(ada);

        assertEquals(Optional.empty(), totps.of(ada));
        assertEquals(Use.REFUSED, totps.useBackupCode(ada, ONE));
        assertEquals(Use.REFUSED, totps.useStep(ada, 200));
        enrol(ada);
    }
}
