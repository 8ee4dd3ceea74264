package com.expacti.application.totp;

import com.expacti.application.account.Account;
import com.expacti.application.account.Accounts;
import com.expacti.application.account.Accounts.Membership;
import com.expacti.application.account.PasswordHashes.Match;
import com.expacti.application.account.PasswordRules;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.AttemptLimits;
import com.expacti.application.login.Logins;
import com.expacti.application.login.SignIn.Proofs;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.OrgChange;
import com.expacti.application.org.SecretSource;
import com.expacti.application.totp.SecondFactor.Found;
import com.expacti.application.totp.SecondFactor.Shown;
import com.expacti.application.totp.TotpStore.Enrolment;
import com.expacti.application.totp.TotpStore.State;
import com.expacti.application.totp.TotpStore.Use;
import com.expacti.domain.identity.Caller.PersonCaller;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Switching one's second factor on and off. Who only has a stolen access token can do neither: it takes the password again, and a
 * code where the factor is on.
 */
public final class ManageTotp {
    private static final int BACKUP_CODES = 10;
    private static final int SECRET_BYTES = 20;
    private static final int BACKUP_BYTES = 10;

    private final Accounts accounts;
    private final TotpStore store;
    private final SecondFactor factor;
    private final Proofs proofs;
    private final ChangeOrg change;
    private final Sources sources;

    /** Where time and secrets come from. */
    public record Sources(InstantSource clock, SecretSource secrets) {}

    public ManageTotp(
            Accounts accounts, TotpStore store, SecondFactor factor, Proofs proofs, ChangeOrg change, Sources sources) {
        this.accounts = accounts;
        this.store = store;
        this.factor = factor;
        this.proofs = proofs;
        this.change = change;
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
     * @throws GateException {@code forbidden} for a wrong password or a key; {@code conflict} where it is on; {@code rate_limited}
     */
    public Begun begin(PersonCaller caller, String password) {
        Account account = proven(caller, password);
        byte[] secret = bytes(SECRET_BYTES);
        if (store.begin(account.id(), factor.seal(account.id(), secret)) == Use.REFUSED) {
            throw new GateException(
                    ErrorCode.CONFLICT, "a second factor is on; remove it first, with the password and a code");
        }
        String text = Totp.base32(secret);
        String label = URLEncoder.encode("expacti:" + account.email(), StandardCharsets.UTF_8)
                .replace("+", "%20");
        return new Begun(
                text,
                "otpauth://totp/" + label + "?secret=" + text + "&issuer=expacti&algorithm=SHA1&digits=6&period="
                        + Totp.STEP_SECONDS);
    }

    /**
     * Switches it on with the app's first code.
     *
     * @return backup codes, for this one time
     * @throws GateException {@code invalid} for a wrong code; {@code conflict} where nothing was begun lately; {@code rate_limited}
     */
    public List<String> confirm(PersonCaller caller, String code) {
        Account account = account(caller);
        AttemptLimits.Taken taken = proofs.limits().again(caller.credential());
        Enrolment begun =
                store.of(account.id()).filter(e -> e.state() == State.BEGUN).orElseThrow(ManageTotp::nothingBegun);
        long step = Totp.stepOf(
                        factor.open(account.id(), begun.sealed()),
                        code.strip(),
                        sources.clock().instant())
                .orElseThrow(() -> GateException.invalid("code", "code is not the app's; is the clock right?"));
        List<String> codes = freshCodes();
        Use use = store.confirm(account.id(), begun.sealed(), step, digests(codes));
        if (use == Use.REFUSED) {
            throw nothingBegun();
        }
        proofs.limits().giveBack(taken);
        tell(account, "totp_enabled", "second factor switched on");
        return codes;
    }

    /** @throws GateException {@code forbidden} for a wrong password or code; {@code conflict} where there is none; {@code rate_limited} */
    public void remove(PersonCaller caller, String password, Shown shown) {
        Account account = proven(caller, password, shown);
        store.remove(account.id());
        tell(account, "totp_disabled", "second factor switched off");
    }

    /**
     * New backup codes; those before are good no more.
     *
     * @throws GateException {@code forbidden} for a wrong password or code; {@code conflict} where there is no factor; {@code
     *     rate_limited}
     */
    public List<String> newBackupCodes(PersonCaller caller, String password, Shown shown) {
        Account account = proven(caller, password, shown);
        List<String> codes = freshCodes();
        store.replaceBackupCodes(account.id(), digests(codes));
        tell(account, "backup_codes_replaced", "new backup codes made");
        return codes;
    }

    private Account account(PersonCaller caller) {
        Logins.requireLogin(caller);
        return accounts.of(caller.org(), caller.user())
                .flatMap(accounts::byId)
                .orElseThrow(() -> new GateException(ErrorCode.FORBIDDEN, "who calls has no account to sign in with"));
    }

    private Account proven(PersonCaller caller, String password) {
        Account account = account(caller);
        AttemptLimits.Taken taken = proofs.limits().again(caller.credential());
        Match match = proofs.hashes().compare(PasswordRules.normal(password), account.passwordHash());
        if (match == Match.DIFFERENT) {
            throw new GateException(ErrorCode.FORBIDDEN, "the password is wrong");
        }
        proofs.limits().giveBack(taken);
        return account;
    }

    private Account proven(PersonCaller caller, String password, Shown shown) {
        Account account = proven(caller, password);
        AttemptLimits.Taken taken = proofs.limits().again(caller.credential());
        Found found = factor.check(account.id(), shown);
        switch (found) {
            case NONE -> throw new GateException(ErrorCode.CONFLICT, "there is no second factor to change");
            case MISSING, WRONG -> throw new GateException(ErrorCode.FORBIDDEN, "the code is missing, wrong or used");
            case GOOD -> proofs.limits().giveBack(taken);
        }
        return account;
    }

    private void tell(Account account, String event, String what) {
        for (Membership place : accounts.memberships(account.id())) {
            change.apply(
                    place.org(),
                    account.email(),
                    List.of(new OrgChange.AccountChanged(place.user().value(), event, what)));
        }
    }

    private byte[] bytes(int count) {
        StringBuilder hex = new StringBuilder();
        while (hex.length() < 2 * count) {
            hex.append(sources.secrets().hex32());
        }
        return HexFormat.of().parseHex(hex.substring(0, 2 * count));
    }

    /** 80 bits each, so that their SHA-256 is as good as a slow hash. */
    private List<String> freshCodes() {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < BACKUP_CODES; i++) {
            String code = Totp.base32(bytes(BACKUP_BYTES)).toLowerCase(java.util.Locale.ROOT);
            codes.add(String.join(
                    "-", code.substring(0, 4), code.substring(4, 8), code.substring(8, 12), code.substring(12)));
        }
        return codes;
    }

    private static List<com.expacti.domain.command.Digest> digests(List<String> codes) {
        return codes.stream().map(SecondFactor::backupDigest).toList();
    }

    private static GateException nothingBegun() {
        return new GateException(ErrorCode.CONFLICT, "no enrolment waits for a code; begin again");
    }
}
