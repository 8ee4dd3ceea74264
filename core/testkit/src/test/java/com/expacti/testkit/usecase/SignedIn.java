package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.expacti.application.account.Account;
import com.expacti.application.org.OrgChange;
import com.expacti.application.passkey.Passkey;
import com.expacti.application.passkey.PasskeyStore.Added;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Credential;
import com.expacti.testkit.FakeWebAuthn.Key;
import com.expacti.testkit.TestGate;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The people of a gate in memory as those who signed in, with a passkey or without. */
final class SignedIn {
    private final TestGate gate;

    SignedIn(TestGate gate) {
        this.gate = gate;
    }

    /** The same person by a sign-in, with an account and a passkey. */
    PersonCaller withPasskey(PersonCaller person, String name, Key theirs) {
        AccountId account = account(person, name);
        Added added = gate.ports()
                .passkeys()
                .add(
                        account,
                        new Passkey(
                                Passkey.PREFIX + name,
                                theirs.made("").credentialId(),
                                theirs.made("").attestationObject(),
                                0,
                                List.of(),
                                Passkey.Backup.NEVER,
                                name,
                                Instant.EPOCH,
                                Optional.empty()),
                        List.of());
        assertEquals(Added.FIRST, added);
        return login(person, name);
    }

    AccountId account(PersonCaller person, String name) {
        AccountId account = new AccountId("acc_" + name);
        gate.ports().accounts().make(new Account(account, name + "@example.com", Optional.empty(), Optional.empty()));
        link(person.org(), person.user(), account);
        return account;
    }

    void link(OrgId org, UserId user, AccountId account) {
        long _ = gate.ports().orgs().change(org, "test", List.of(new OrgChange.AccountLinked(user, account)));
    }

    PersonCaller login(PersonCaller person, String name) {
        Credential login = new Credential(
                new CredentialId(Credential.LOGIN_PREFIX + name),
                name,
                Optional.empty(),
                Optional.of(person.user()),
                Optional.of(person.user()),
                EnumSet.complementOf(EnumSet.of(Permission.COMMANDS_SUBMIT)),
                Optional.empty(),
                false);
        long _ = gate.ports()
                .orgs()
                .change(
                        person.org(),
                        "test",
                        List.of(new OrgChange.CredentialIssued(
                                login, Digest.ofText(name).hex())));
        return (PersonCaller) gate.useCases()
                .authenticator()
                .again(new PersonCaller(person.org(), login.id(), person.user(), person.person(), Set.of()));
    }
}
