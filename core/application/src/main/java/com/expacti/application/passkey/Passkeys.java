package com.expacti.application.passkey;

import com.expacti.application.account.AccountLog;
import com.expacti.application.org.SecretSource;
import com.expacti.application.passkey.Challenges.Asked;
import com.expacti.application.passkey.Challenges.Use;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Asks an account's passkeys to sign, and says whether one did: what was asked, once, in time. */
public final class Passkeys {
    private final PasskeyStore store;
    private final Challenges challenges;
    private final WebAuthn webAuthn;
    private final AccountLog log;
    private final SecretSource secrets;

    public Passkeys(
            PasskeyStore store, Challenges challenges, WebAuthn webAuthn, AccountLog log, SecretSource secrets) {
        this.store = store;
        this.challenges = challenges;
        this.webAuthn = webAuthn;
        this.log = log;
        this.secrets = secrets;
    }

    public boolean has(AccountId account) {
        return !store.of(account).isEmpty();
    }

    /** Empty where the account has no passkey. */
    public Optional<RequestOptions> ask(AccountId account, Asked asked) {
        List<Passkey> keys = store.of(account);
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(new RequestOptions(
                        challenge(account, asked),
                        webAuthn.rpId(),
                        keys,
                        asked.purpose().life()));
    }

    String challenge(AccountId account, Asked asked) {
        String challenge = random();
        challenges.keep(account, Digest.ofText(challenge), asked);
        return challenge;
    }

    /** 256 bits, base64url. */
    String random() {
        byte[] bytes = HexFormat.of().parseHex(secrets.hex32() + secrets.hex32());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The challenge of what was signed, if it was asked of this account for this; it is spent now, whatever the signature is worth. */
    Optional<String> spent(AccountId account, Asked asked, String clientData) {
        return webAuthn.challenge(clientData)
                .filter(challenge -> challenges.spend(account, Digest.ofText(challenge), asked) == Use.TAKEN);
    }

    /** The passkey that signed what was asked; empty where none of the account's did. */
    public Optional<Passkey> check(AccountId account, Asked asked, Assertion assertion) {
        Optional<String> challenge = spent(account, asked, assertion.clientData());
        Optional<Passkey> key = store.of(account).stream()
                .filter(k -> k.credentialId().equals(assertion.credentialId()))
                .findFirst();
        if (challenge.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        String handle = store.handle(account, random());
        return switch (webAuthn.use(challenge.get(), handle, key.get(), assertion)) {
            case WebAuthn.Use.Good good -> used(account, key.get(), good);
            case WebAuthn.Use.Copied _ -> copied(account, key.get());
            case WebAuthn.Use.Refused _ -> Optional.empty();
        };
    }

    /** The counter is compared again where it is stored: of two copies that are used at once, one counts. */
    private Optional<Passkey> used(AccountId account, Passkey key, WebAuthn.Use.Good good) {
        return switch (store.used(account, key.id(), good.signCount(), good.backup())) {
            case TAKEN -> Optional.of(key);
            case REFUSED -> copied(account, key);
        };
    }

    private Optional<Passkey> copied(AccountId account, Passkey key) {
        log.tell(
                account,
                "passkey_refused",
                "passkey %s (%s) counted backwards: it may have been copied; remove it"
                        .formatted(key.name(), key.id()));
        return Optional.empty();
    }
}
