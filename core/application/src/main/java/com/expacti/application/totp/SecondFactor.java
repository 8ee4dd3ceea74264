package com.expacti.application.totp;

import com.expacti.application.account.Accounts;
import com.expacti.application.passkey.Assertion;
import com.expacti.application.passkey.Challenges.Asked;
import com.expacti.application.passkey.Passkeys;
import com.expacti.application.secret.SecretBox;
import com.expacti.application.totp.TotpStore.Enrolment;
import com.expacti.application.totp.TotpStore.State;
import com.expacti.application.totp.TotpStore.Use;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Whether somebody who knows a password has the second factor too. A code is good once. */
public final class SecondFactor {
    private final Accounts accounts;
    private final TotpStore store;
    private final Passkeys passkeys;
    private final SecretBox box;
    private final InstantSource clock;
    private final Heard heard;

    /** Hears that an account's factor was shown, and so is not lost. */
    @FunctionalInterface
    public interface Heard {
        void shown(AccountId account);
    }

    public SecondFactor(Accounts accounts, TotpStore store, Passkeys passkeys, Sources sources, Heard heard) {
        this.accounts = accounts;
        this.store = store;
        this.passkeys = passkeys;
        this.box = sources.box();
        this.clock = sources.clock();
        this.heard = heard;
    }

    /** What secrets are kept in, and what time it is. */
    public record Sources(SecretBox box, InstantSource clock) {}

    /** What is shown for it: a code of the app, one from paper, or what a passkey signed. */
    public record Shown(Optional<String> totpCode, Optional<String> backupCode, Optional<Assertion> passkey) {
        public static final Shown NOTHING = new Shown(Optional.empty(), Optional.empty());

        public Shown(Optional<String> totpCode, Optional<String> backupCode) {
            this(totpCode, backupCode, Optional.empty());
        }

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

    /** A way to show it. */
    public enum Way {
        PASSKEY,
        TOTP,
        BACKUP_CODE;

        public String literal() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Looks at what is shown, and uses it up.
     *
     * @param asked what a passkey has to have signed
     */
    public Found check(AccountId account, Shown shown, Asked asked) {
        Found found = looked(account, shown, asked);
        if (found == Found.GOOD) {
            heard.shown(account);
        }
        return found;
    }

    private Found looked(AccountId account, Shown shown, Asked asked) {
        if (!isOn(account)) {
            return Found.NONE;
        }
        if (shown.passkey().isPresent()) {
            return passkeys.check(account, asked, shown.passkey().get()).isPresent() ? Found.GOOD : Found.WRONG;
        }
        if (shown.totpCode().isPresent()) {
            return found(totp(account, shown.totpCode().get()));
        }
        return shown.backupCode()
                .map(code -> found(store.useBackupCode(account, BackupCodes.digest(code))))
                .orElse(Found.MISSING);
    }

    public boolean isOn(AccountId account) {
        return totpOn(account).isPresent() || passkeys.has(account);
    }

    /** How this account can show it; empty where it has none. */
    public Set<Way> ways(AccountId account) {
        Set<Way> ways = EnumSet.noneOf(Way.class);
        if (passkeys.has(account)) {
            ways.add(Way.PASSKEY);
        }
        totpOn(account).ifPresent(_ -> ways.add(Way.TOTP));
        if (!ways.isEmpty()) {
            ways.add(Way.BACKUP_CODE);
        }
        return ways;
    }

    /** What says that it is missing, and how it can be shown; a passkey is asked along with it. */
    public SecondFactorMissing missing(AccountId account) {
        return new SecondFactorMissing(ways(account), passkeys.ask(account, Asked.SIGN_IN));
    }

    private Optional<Enrolment> totpOn(AccountId account) {
        return store.of(account).filter(e -> e.state() == State.ON);
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

    private Use totp(AccountId account, String code) {
        OptionalLong step = totpOn(account)
                .map(on -> Totp.stepOf(open(account, on.sealed()), code.strip(), clock.instant()))
                .orElse(OptionalLong.empty());
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
}
