package com.expacti.application.command;

import com.expacti.application.account.Accounts;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.Logins;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.OrgChange;
import com.expacti.application.passkey.Assertion;
import com.expacti.application.passkey.Challenges.Asked;
import com.expacti.application.passkey.Challenges.Purpose;
import com.expacti.application.passkey.Passkey;
import com.expacti.application.passkey.Passkeys;
import com.expacti.application.passkey.RequestOptions;
import com.expacti.domain.approval.Ballot;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.risk.RiskLevel;
import java.util.List;
import java.util.Optional;

/**
 * The stronger proof that approving a CRITICAL command takes where the org asks for it: a passkey's signature, made for this
 * command, its exact text and this person, minutes ago. Denying never takes it.
 */
public final class StepUp {
    private final Passkeys passkeys;
    private final Accounts accounts;
    private final ChangeOrg change;

    public StepUp(Passkeys passkeys, Accounts accounts, ChangeOrg change) {
        this.passkeys = passkeys;
        this.accounts = accounts;
        this.change = change;
    }

    /** Whether approving this command takes it, by the org's settings. */
    public enum Need {
        NEEDED,
        NOT_NEEDED;

        public static Need of(OrgView view, CommandRecord stored) {
            return view.settings().requireStepUp() && stored.risk().level() == RiskLevel.CRITICAL ? NEEDED : NOT_NEEDED;
        }

        /** Whether this vote counts: one from before the org asked does not. */
        public boolean isMetBy(Ballot ballot) {
            return switch (this) {
                case NEEDED -> !ballot.allow() || ballot.proof() == Ballot.Proof.STEP_UP;
                case NOT_NEEDED -> true;
            };
        }
    }

    /** What a signature has to be for: another org's, person's, command's or text's is another. */
    private static Asked asked(PersonCaller caller, CommandRecord stored) {
        String subject = String.join(
                "\n",
                "approve",
                caller.org().value(),
                caller.user().value(),
                stored.submission().id().value(),
                stored.submission().digest().hex());
        return new Asked(Purpose.STEP_UP, Digest.ofText(subject).hex());
    }

    /** @throws GateException {@code forbidden} for who came by a key; {@code conflict} where there is no passkey */
    RequestOptions ask(PersonCaller caller, CommandRecord stored) {
        Logins.requireLogin(caller);
        return passkeys.ask(account(caller), asked(caller, stored))
                .orElseThrow(() -> new GateException(ErrorCode.CONFLICT, "you have no passkey; add one in Settings"));
    }

    /**
     * Takes the signature, which is good once, and says so in the log.
     *
     * @throws GateException {@code step_up_required} where it is missing, not for this, used or over
     */
    void require(PersonCaller caller, CommandRecord stored, Optional<Assertion> assertion) {
        AccountId account = account(caller);
        if (assertion.isEmpty()) {
            throw passkeys.has(account)
                    ? required(
                            "approving a CRITICAL command takes a passkey here: ask /commands/{id}/step-up what it is to"
                                    + " sign, and send that as step_up")
                    : withoutPasskey();
        }
        Passkey key = passkeys.check(account, asked(caller, stored), assertion.get())
                .orElseThrow(
                        () -> required(
                                "step_up is not a passkey of yours, was not signed for this command, or was used or over; ask again"));
        change.apply(
                caller,
                List.of(new OrgChange.AccountChanged(
                        stored.submission().id().value(),
                        "stepped_up",
                        "approval by %s confirmed with passkey %s for the command of SHA-256 %s"
                                .formatted(
                                        caller.user().value(),
                                        key.id(),
                                        Digest.ofText(stored.submission().command())
                                                .hex()))));
    }

    private AccountId account(PersonCaller caller) {
        if (!caller.credential().value().startsWith(Credential.LOGIN_PREFIX)) {
            throw required("a key has no passkey, so it approves no CRITICAL command here; sign in, and approve there");
        }
        return accounts.of(caller.org(), caller.user()).orElseThrow(StepUp::withoutPasskey);
    }

    private static GateException withoutPasskey() {
        return required("approving a CRITICAL command takes a passkey here, and you have none; add one in Settings");
    }

    private static GateException required(String message) {
        return new GateException(ErrorCode.STEP_UP_REQUIRED, message);
    }
}
