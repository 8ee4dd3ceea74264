package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.application.account.Account;
import com.expacti.application.account.Accounts;
import com.expacti.application.account.Accounts.Proof;
import com.expacti.application.account.OneTimeTokens.Purpose;
import com.expacti.application.account.SignUps;
import com.expacti.application.account.SignUps.SignUp;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of accounts, their sign-ups and their one-time tokens does. */
public abstract class AccountsContract {
    private Store store;
    private Accounts accounts;

    protected abstract Store open();

    @BeforeEach
    final void begin() {
        store = open();
        accounts = store.accounts();
    }

    @AfterEach
    final void end() {
        store.close();
    }

    private Account account() {
        String unique = store.ids().next();
        return new Account(
                new AccountId("acc_" + unique),
                "Ada" + unique + "@example.com",
                Optional.of("hash"),
                Optional.of(new OrgId("org_" + unique)));
    }

    private SignUp signUp(String email) {
        String unique = store.ids().next();
        return new SignUp(
                "sup_" + unique,
                email,
                "hash " + unique,
                "Acme ✓",
                true,
                new AccountId("acc_" + unique),
                new OrgId("org_" + unique),
                new UserId("user_" + unique));
    }

    private String unusedEmail() {
        return store.ids().next() + "@example.com";
    }

    @Test
    final void an_account_is_found_by_its_address_in_any_case_and_by_its_id() {
        Account made = account();

        accounts.make(made);

        assertEquals(Optional.of(made), accounts.byId(made.id()));
        assertEquals(Optional.of(made), accounts.byEmail(made.email()));
        assertEquals(Optional.of(made), accounts.byEmail(made.email().toUpperCase(Locale.ROOT)));
        assertEquals(Optional.empty(), accounts.byEmail(unusedEmail()));
        assertEquals(Optional.empty(), accounts.byId(new AccountId("acc_nobody")));
    }

    @Test
    final void an_address_has_one_account() {
        Account made = account();
        accounts.make(made);
        Account second = new Account(
                new AccountId("acc_" + store.ids().next()),
                made.email().toLowerCase(Locale.ROOT),
                Optional.empty(),
                Optional.empty());

        GateException refused = assertThrows(GateException.class, () -> accounts.make(second));

        assertEquals(ErrorCode.CONFLICT, refused.code());
        assertEquals(Optional.of(made), accounts.byEmail(made.email()));
    }

    @Test
    final void a_password_and_the_last_org_change_and_nothing_else_does() {
        Account made = account();
        accounts.make(made);
        OrgId other = new OrgId("org_other");

        accounts.changePassword(made.id(), "another");
        accounts.used(made.id(), other);

        assertEquals(
                Optional.of(new Account(made.id(), made.email(), Optional.of("another"), Optional.of(other))),
                accounts.byId(made.id()));
    }

    @Test
    final void a_completed_sign_up_is_an_account_and_an_org_it_owns() {
        SignUp asked = signUp(unusedEmail());
        store.signUps().keep(asked);
        assertEquals(Optional.empty(), accounts.byEmail(asked.email()));

        Optional<SignUp> done = store.signUps().complete(asked.id(), Proof.LINK_ALONE);

        assertEquals(Optional.of(asked), done);
        assertEquals(
                Optional.of(new Account(
                        asked.account(), asked.email(), Optional.of(asked.passwordHash()), Optional.of(asked.org()))),
                accounts.byEmail(asked.email()));
        assertEquals(
                List.of(new Accounts.Membership(asked.org(), asked.user())), accounts.memberships(asked.account()));
        assertEquals(Optional.of(asked.account()), accounts.of(asked.org(), asked.user()));
        assertEquals(
                Map.of(asked.user(), new Person(asked.user(), asked.email(), asked.email(), Role.OWNER, true)),
                store.orgs().load(asked.org()).people());
        assertEquals("Acme ✓", store.orgs().load(asked.org()).settings().name());
        assertEquals(
                "org_created",
                store.audit().entries(asked.org(), 0, 10).getFirst().fields().get("event"));
    }

    @Test
    final void of_two_sign_ups_for_one_address_the_first_proven_gets_it() {
        String email = unusedEmail();
        SignUp first = signUp(email);
        SignUp second = signUp(email.toUpperCase(Locale.ROOT));
        store.signUps().keep(first);
        store.signUps().keep(second);
        assertEquals(List.of(second, first), store.signUps().waiting(email));

        assertEquals(Optional.of(second), store.signUps().complete(second.id(), Proof.LINK_ALONE));
        assertEquals(Optional.empty(), store.signUps().complete(first.id(), Proof.LINK_ALONE));

        assertEquals(Optional.of(second.account()), accounts.byEmail(email).map(Account::id));
        GateException none =
                assertThrows(GateException.class, () -> store.orgs().load(first.org()));
        assertEquals(ErrorCode.NOT_FOUND, none.code());
    }

    @Test
    final void a_sign_up_completes_once_and_not_after_a_day() {
        SignUp once = signUp(unusedEmail());
        SignUp late = signUp(unusedEmail());
        store.signUps().keep(once);
        store.signUps().keep(late);

        long done = Race.run(i -> () -> store.signUps().complete(once.id(), Proof.LINK_ALONE)).stream()
                .filter(Optional::isPresent)
                .count();
        store.passTime(SignUps.LIFE.plusSeconds(1));

        assertEquals(1, done);
        assertEquals(Optional.empty(), store.signUps().complete(late.id(), Proof.LINK_ALONE));
        assertEquals(List.of(), store.signUps().waiting(late.email()));
        assertEquals(Optional.empty(), accounts.byEmail(late.email()));
    }

    @Test
    final void a_one_time_token_is_spent_once_and_for_its_purpose_only() {
        Digest token = Digest.ofText(store.ids().next());
        store.oneTimeTokens().keep(token, Purpose.RESET, "acc_1");

        assertEquals(Optional.empty(), store.oneTimeTokens().look(token, Purpose.INVITE));
        assertEquals(Optional.empty(), store.oneTimeTokens().spend(token, Purpose.VERIFY));
        assertEquals(Optional.of("acc_1"), store.oneTimeTokens().look(token, Purpose.RESET));
        assertEquals(Optional.of("acc_1"), store.oneTimeTokens().spend(token, Purpose.RESET));
        assertEquals(Optional.empty(), store.oneTimeTokens().spend(token, Purpose.RESET));
        assertEquals(Optional.empty(), store.oneTimeTokens().look(token, Purpose.RESET));
    }

    @Test
    final void of_those_who_spend_a_token_at_once_one_does() {
        Digest token = Digest.ofText(store.ids().next());
        store.oneTimeTokens().keep(token, Purpose.INVITE, "inv_1");

        List<Optional<String>> spent = Race.run(i -> () -> store.oneTimeTokens().spend(token, Purpose.INVITE));

        assertEquals(1, spent.stream().filter(Optional::isPresent).count());
    }

    @Test
    final void a_token_is_over_when_its_life_is() {
        for (Purpose purpose : Purpose.values()) {
            Digest token = Digest.ofText(store.ids().next());
            store.oneTimeTokens().keep(token, purpose, "s");

            store.passTime(purpose.life().minus(Duration.ofSeconds(30)));
            assertEquals(Optional.of("s"), store.oneTimeTokens().look(token, purpose));
            store.passTime(Duration.ofSeconds(31));

            assertEquals(Optional.empty(), store.oneTimeTokens().spend(token, purpose));
        }
    }

    @Test
    final void revoking_takes_all_tokens_of_one_subject_and_purpose_and_no_others() {
        Digest mine = Digest.ofText(store.ids().next());
        Digest another = Digest.ofText(store.ids().next());
        Digest invite = Digest.ofText(store.ids().next());
        String subject = "acc_" + store.ids().next();
        store.oneTimeTokens().keep(mine, Purpose.RESET, subject);
        store.oneTimeTokens().keep(another, Purpose.RESET, "another" + subject);
        store.oneTimeTokens().keep(invite, Purpose.INVITE, subject);

        store.oneTimeTokens().revoke(Purpose.RESET, subject);

        assertEquals(Optional.empty(), store.oneTimeTokens().spend(mine, Purpose.RESET));
        assertEquals(Optional.of("another" + subject), store.oneTimeTokens().spend(another, Purpose.RESET));
        assertEquals(Optional.of(subject), store.oneTimeTokens().spend(invite, Purpose.INVITE));
    }

    @Test
    final void what_was_shown_of_an_address_is_kept_until_more_is() {
        SignUp alone = signUp(unusedEmail());
        SignUp both = signUp(unusedEmail());
        store.signUps().keep(alone);
        store.signUps().keep(both);
        Optional<SignUp> _ = store.signUps().complete(alone.id(), Proof.LINK_ALONE);
        Optional<SignUp> _ = store.signUps().complete(both.id(), Proof.LINK_AND_PASSWORD);
        assertEquals(Proof.LINK_ALONE, accounts.proof(alone.account()));
        assertEquals(Proof.LINK_AND_PASSWORD, accounts.proof(both.account()));

        accounts.proven(alone.account());

        assertEquals(Proof.LINK_AND_PASSWORD, accounts.proof(alone.account()));
    }

    @Test
    final void a_sign_up_that_waits_is_found_by_its_id() {
        SignUp waiting = signUp(unusedEmail());
        store.signUps().keep(waiting);

        assertEquals(Optional.of(waiting), store.signUps().find(waiting.id()));
        assertEquals(Optional.empty(), store.signUps().find("sup_nothing"));
    }
}
