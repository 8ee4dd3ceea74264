package com.expacti.application.command;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.fault.FaultPoint;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.org.OrgViewCache;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.Digest;
import com.expacti.domain.command.Submission;
import com.expacti.domain.decision.Gate;
import com.expacti.domain.decision.Question;
import com.expacti.domain.decision.Verdict;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.org.OrgView;
import java.time.InstantSource;
import java.util.Optional;

/** Spends an approval, once, in time, by the agent it was given to, for the bytes that were shown. */
public final class RedeemApproval {
    private static final int ATTEMPTS = 3;

    private final Ledger ledger;
    private final OrgViewCache views;
    private final ApprovalTokens tokens;
    private final InstantSource clock;
    private final FaultPoint faults;

    public RedeemApproval(
            Ledger ledger, OrgViewCache views, ApprovalTokens tokens, InstantSource clock, FaultPoint faults) {
        this.ledger = ledger;
        this.views = views;
        this.tokens = tokens;
        this.clock = clock;
        this.faults = faults;
    }

    /**
     * @param commandSha256 of what is about to run; anything else than the approved text spends nothing
     * @throws GateException {@code approval_unknown approval_used approval_expired conflict forbidden}
     */
    public void redeem(AgentCaller caller, CommandId command, String token, Optional<String> commandSha256) {
        CommandRecord stored = ledger.command(caller.org(), command)
                .filter(c -> c.submission().agent().equals(caller.agent()))
                .orElseThrow(RedeemApproval::unknown);
        Decision decision = stored.decision()
                .filter(d -> d.approval().isPresent())
                .filter(d -> tokens.proves(token, caller.org(), command, d.seq()))
                .orElseThrow(RedeemApproval::unknown);
        if (commandSha256
                .filter(sha ->
                        !Digest.ofText(stored.submission().command()).hex().equals(sha))
                .isPresent()) {
            throw new GateException(
                    ErrorCode.CONFLICT, "command_sha256 is not that of the approved command; nothing was spent");
        }
        spend(caller, stored, decision);
    }

    private void spend(AgentCaller caller, CommandRecord stored, Decision decision) {
        Submission submission = stored.submission();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            OrgView view = views.fresh(caller.org());
            requireStillHolds(view, caller, stored, decision);
            switch (ledger.redeem(caller.org(), submission.id(), caller.agent(), view.gateVersion())) {
                case REDEEMED -> {
                    faults.reached(FaultPoint.Step.REDEEMED);
                    return;
                }
                case USED ->
                    throw new GateException(ErrorCode.APPROVAL_USED, "the approval was spent before; it runs once");
                case EXPIRED ->
                    throw new GateException(
                            ErrorCode.APPROVAL_EXPIRED, "the approval's 30 s are over; submit the command again");
                case UNKNOWN -> throw unknown();
                case MOVED -> views.fresh(caller.org());
            }
        }
        throw new GateException(ErrorCode.UNAVAILABLE, "the org's rules keep changing; try again");
    }

    /** What it rested on may be gone: the token, a rule that let it through, a deny rule made since. */
    private void requireStillHolds(OrgView view, AgentCaller caller, CommandRecord stored, Decision decision) {
        Submission submission = stored.submission();
        if (!view.standsFor(caller.credential(), caller.agent(), clock.instant())
                || !view.standsFor(submission.credential(), submission.agent(), clock.instant())
                || !view.mayActOn(submission.agent(), submission.target())) {
            throw revoked();
        }
        if (decision.approval()
                .filter(a -> a.gateVersion() == view.gateVersion())
                .isPresent()) {
            return;
        }
        Verdict verdict = Gate.assess(
                        view,
                        new Question(
                                Gate.parse(submission.command()),
                                submission.cwd(),
                                submission.target(),
                                stored.anomalyReasons(),
                                false,
                                stored.excluded()),
                        clock.instant())
                .verdict();
        boolean holds = switch (verdict) {
            case Verdict.Allow allow -> true;
            case Verdict.Refuse refuse -> false;
            case Verdict.Review review -> !decision.via().byRule();
        };
        if (!holds) {
            throw revoked();
        }
    }

    private static GateException revoked() {
        return new GateException(
                ErrorCode.FORBIDDEN, "what the approval rested on was revoked; nothing was spent, submit again");
    }

    private static GateException unknown() {
        return new GateException(ErrorCode.APPROVAL_UNKNOWN, "no such approval of this agent");
    }
}
