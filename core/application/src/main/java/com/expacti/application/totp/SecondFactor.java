package com.expacti.application.totp;

import com.expacti.application.account.Accounts;
import com.expacti.application.secret.SecretBox;
import com.expacti.application.totp.TotpStore.Enrolment;
import com.expacti.application.totp.TotpStore.State;
import com.expacti.application.totp.TotpStore.Use;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether somebody who knows a password has the second factor too. A code is good once. */
public final class SecondFactor {
    private final Accounts accounts;
    private final TotpStore store;
    private final SecretBox box;
    private final InstantSource clock;

    public SecondFactor(Accounts accounts, TotpStore store, SecretBox box, InstantSource clock) {
        this.accounts = accounts;
        this.store = store;
        this.box = box;
        this.clock = clock;
    }

    /** What is shown for it: a code of the app, or one from paper. */
    public record Shown(Optional<String> totpCode, Optional<String> backupCode) {
        public static final Shown NOTHING = new Shown(Optional.empty(), Optional.empty());

        @Override
        public String toString() {
            return "Shown";
        }
    }

    /** What came of looking. */
    public enum Found {
        /** The account has none. */
        NONE,
        GOOD,
        /** It has one, and nothing was shown. */
        MISSING,
        WRONG
    }

    /** Looks at what is shown, and uses it up. */
    public Found check(AccountId account, Shown shown) {
        Optional<Enrolment> on = store.of(account).filter(e -> e.state() == State.ON);
        if (on.isEmpty()) {
            return Found.NONE;
        }
        if (shown.totpCode().isPresent()) {
            return found(totp(account, on.get(), shown.totpCode().get()));
        }
        return shown.backupCode()
                .map(code -> found(store.useBackupCode(account, backupDigest(code))))
                .orElse(Found.MISSING);
    }

    public boolean isOn(AccountId account) {
        return store.of(account).filter(e -> e.state() == State.ON).isPresent();
    }

    /** Whether this member's account has one; false for those without an account, who never sign in. */
    public boolean isOn(OrgId org, UserId user) {
        return accounts.of(org, user).filter(this::isOn).isPresent();
    }

    private static Found found(Use use) {
        return switch (use) {
            case TAKEN -> Found.GOOD;
            case REFUSED -> Found.WRONG;
        };
    }

    private Use totp(AccountId account, Enrolment enrolment, String code) {
        OptionalLong step = Totp.stepOf(open(account, enrolment.sealed()), code.strip(), clock.instant());
        return step.isPresent() ? store.useStep(account, step.getAsLong()) : Use.REFUSED;
    }

    String seal(AccountId account, byte[] secret) {
        return Base64.getEncoder().encodeToString(box.seal(secret, context(account)));
    }

    byte[] open(AccountId account, String sealed) {
        return box.open(Base64.getDecoder().decode(sealed), context(account));
    }

    private static String context(AccountId account) {
        return "totp " + account.value();
    }

    /** However it was typed: case, blanks and dashes do not count. */
    static Digest backupDigest(String code) {
        String plain = code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return Digest.ofText(
                "backup code " + new String(plain.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }
}
