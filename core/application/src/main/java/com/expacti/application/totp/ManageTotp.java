package com.expacti.application.totp;

import com.expacti.application.account.Account;
import com.expacti.application.account.AccountLog;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.AttemptLimits;
import com.expacti.application.login.LostFactor;
import com.expacti.application.totp.SecondFactor.Shown;
import com.expacti.application.totp.TotpStore.Enrolment;
import com.expacti.application.totp.TotpStore.State;
import com.expacti.application.totp.TotpStore.Use;
import com.expacti.domain.identity.Caller.PersonCaller;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/**
 * Switching one's second factor on and off. Who only has a stolen access token can do neither: it takes the password again, and a
 * code where the factor is on.
 */
public final class ManageTotp {
    private static final int SECRET_BYTES = 20;

    private final TotpStore store;
    private final SecondFactor factor;
    private final ProveAgain again;
    private final AccountLog log;
    private final Sources sources;

    /** Where time and secrets come from, and what follows a removal. */
    public record Sources(InstantSource clock, BackupCodes codes, LostFactor lost) {}

    public ManageTotp(TotpStore store, SecondFactor factor, ProveAgain again, AccountLog log, Sources sources) {
        this.store = store;
        this.factor = factor;
        this.again = again;
        this.log = log;
        this.sources = sources;
    }

    /** What an app takes in, for this one time. */
    public record Begun(String secret, String uri) {
        @Override
        public String toString() {
            return "Begun";
        }
    }

    /**
     * Begins to enrol; nothing is asked of anybody before {@link #confirm}.
     *
     * @param shown a passkey or backup code, where the account has a passkey
     * @throws GateException {@code forbidden} for a wrong password or factor, or a key; {@code conflict} where codes are on; {@code
     *     rate_limited}
     */
    public Begun begin(PersonCaller caller, String password, Shown shown) {
        requireOff(again.account(caller));
        Account account = again.withFactorIfOn(caller, password, shown);
        byte[] secret = sources.codes().bytes(SECRET_BYTES);
        if (store.begin(account.id(), factor.seal(account.id(), secret)) == Use.REFUSED) {
            throw isOn();
        }
        String text = Totp.base32(secret);
        String label = URLEncoder.encode("expacti:" + account.email(), StandardCharsets.UTF_8)
                .replace("+", "%20");
        return new Begun(
                text,
                "otpauth://totp/" + label + "?secret=" + text + "&issuer=expacti&algorithm=SHA1&digits=6&period="
                        + Totp.STEP_SECONDS);
    }

    private void requireOff(Account account) {
        if (store.of(account.id()).filter(e -> e.state() == State.ON).isPresent()) {
            throw isOn();
        }
    }

    private void requireOn(Account account) {
        if (store.of(account.id()).filter(e -> e.state() == State.ON).isEmpty()) {
            throw new GateException(ErrorCode.CONFLICT, "no app's codes are on; there is nothing to remove");
        }
    }

    private static GateException isOn() {
        return new GateException(
                ErrorCode.CONFLICT, "codes of an app are on; remove them first, with the password and a code");
    }

    /**
     * Switches it on with the app's first code.
     *
     * @return backup codes, for this one time
     * @throws GateException {@code invalid} for a wrong code; {@code conflict} where nothing was begun lately; {@code rate_limited}
     */
    public List<String> confirm(PersonCaller caller, String code) {
        Account account = again.account(caller);
        AttemptLimits.Taken taken = again.attempt(caller);
        Enrolment begun =
                store.of(account.id()).filter(e -> e.state() == State.BEGUN).orElseThrow(ManageTotp::nothingBegun);
        long step = Totp.stepOf(
                        factor.open(account.id(), begun.sealed()),
                        code.strip(),
                        sources.clock().instant())
                .orElseThrow(() -> GateException.invalid("code", "code is not the app's; is the clock right?"));
        List<String> codes = sources.codes().fresh();
        Use use = store.confirm(account.id(), begun.sealed(), step, BackupCodes.digests(codes));
        if (use == Use.REFUSED) {
            throw nothingBegun();
        }
        again.giveBack(taken);
        log.tell(account.id(), "totp_enabled", "second factor switched on");
        return codes;
    }

    /** @throws GateException {@code forbidden} for a wrong password or code; {@code conflict} where there is none; {@code rate_limited} */
    public void remove(PersonCaller caller, String password, Shown shown) {
        requireOn(again.account(caller));
        Account account = again.withFactor(caller, password, shown);
        store.remove(account.id());
        log.tell(account.id(), "totp_disabled", "second factor switched off");
        sources.lost().follow(account.id());
    }

    /**
     * New backup codes; those before are good no more.
     *
     * @throws GateException {@code forbidden} for a wrong password or code; {@code conflict} where there is no factor; {@code
     *     rate_limited}
     */
    public List<String> newBackupCodes(PersonCaller caller, String password, Shown shown) {
        Account account = again.withFactor(caller, password, shown);
        List<String> codes = sources.codes().fresh();
        store.replaceBackupCodes(account.id(), BackupCodes.digests(codes));
        log.tell(account.id(), "backup_codes_replaced", "new backup codes made");
        return codes;
    }

    private static GateException nothingBegun() {
        return new GateException(ErrorCode.CONFLICT, "no enrolment waits for a code; begin again");
    }
}
