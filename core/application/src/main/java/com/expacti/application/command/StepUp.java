package com.expacti.application.command;

import com.expacti.application.failure.GateException;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.OrgChange;
import com.expacti.application.passkey.Assertion;
import com.expacti.application.passkey.Confirm;
import com.expacti.application.passkey.Confirm.Act;
import com.expacti.application.passkey.Confirm.Words;
import com.expacti.application.passkey.Passkey;
import com.expacti.application.passkey.RequestOptions;
import com.expacti.domain.approval.Ballot;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.risk.RiskLevel;
import java.util.List;
import java.util.Optional;

/**
 * The stronger proof that approving a CRITICAL command takes where the org asks for it: a passkey's signature, made for this
 * command, its exact text and this person, minutes ago. Denying never takes it.
 */
public final class StepUp {
    private static final Words WORDS = new Words(
            "approving a CRITICAL command",
            "command",
            "it approves no CRITICAL command here",
            "/commands/{id}/step-up");

    private final Confirm confirm;
    private final ChangeOrg change;

    public StepUp(Confirm confirm, ChangeOrg change) {
        this.confirm = confirm;
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
    private static Act act(CommandRecord stored) {
        return new Act(
                "approve",
                List.of(
                        stored.submission().id().value(),
                        stored.submission().digest().hex()),
                WORDS);
    }

    /** @throws GateException {@code forbidden} for who came by a key; {@code conflict} where there is no passkey */
    RequestOptions ask(PersonCaller caller, CommandRecord stored) {
        return confirm.ask(caller, act(stored));
    }

    /**
     * Takes the signature, which is good once, and says so in the log.
     *
     * @throws GateException {@code step_up_required} where it is missing, not for this, used or over
     */
    void require(PersonCaller caller, CommandRecord stored, Optional<Assertion> assertion) {
        Passkey key = confirm.require(caller, act(stored), assertion);
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
}
