package com.expacti.testkit;

import com.expacti.application.ledger.Claim;
import com.expacti.application.ledger.Escalating;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.Escalation;
import com.expacti.domain.command.Submission;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.SessionId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Commands as rows that one column of is changed. */
final class Rows {
    private Rows() {}

    static Optional<CommandRecord> byRef(InMemoryOrg org, SessionId session, String ref) {
        return org.commands.values().stream()
                .filter(c -> c.submission().session().equals(session)
                        && c.submission().ref().equals(ref))
                .findFirst();
    }

    static CommandRecord undecided(Claim claim, Instant submittedAt, Optional<Instant> deadline) {
        return new CommandRecord(
                at(claim.submission(), submittedAt),
                claim.risk(),
                claim.anomalyReasons(),
                claim.excluded(),
                deadline,
                Optional.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    private static Submission at(Submission s, Instant submittedAt) {
        return new Submission(
                s.id(),
                s.org(),
                s.session(),
                s.agent(),
                s.credential(),
                s.ref(),
                s.command(),
                s.cwd(),
                s.target(),
                s.context(),
                s.step(),
                s.wantedTimeoutSeconds(),
                s.spend(),
                s.heldBySocket(),
                s.onBehalfOf(),
                s.source(),
                submittedAt);
    }

    static CommandRecord decided(CommandRecord c, Decision decision) {
        return new CommandRecord(
                c.submission(),
                c.risk(),
                c.anomalyReasons(),
                c.excluded(),
                c.deadline(),
                Optional.of(decision),
                c.exitCode(),
                c.durationMs(),
                c.outputBytes(),
                c.escalation());
    }

    static Decision spent(Decision d, Decision.Approval approval) {
        return new Decision(
                d.outcome(),
                d.via(),
                d.comment(),
                d.decidedBy(),
                d.reviewers(),
                d.ruleIds(),
                d.suggestedCommand(),
                d.seq(),
                d.decidedAt(),
                d.latencyMs(),
                Optional.of(new Decision.Approval(approval.expiresAt(), true, approval.gateVersion())));
    }

    /** A deadline only ever moves away. */
    static CommandRecord postponed(CommandRecord c, Instant deadline) {
        return new CommandRecord(
                c.submission(),
                c.risk(),
                c.anomalyReasons(),
                c.excluded(),
                c.deadline().map(old -> old.isAfter(deadline) ? old : deadline),
                c.decision(),
                c.exitCode(),
                c.durationMs(),
                c.outputBytes(),
                c.escalation());
    }

    static CommandRecord escalated(CommandRecord c, Escalating escalating, Instant now) {
        Instant last = c.submission().submittedAt().plus(escalating.waitMax());
        Instant wanted = now.plus(escalating.by());
        CommandRecord later = postponed(c, wanted.isAfter(last) ? last : wanted);
        return new CommandRecord(
                later.submission(),
                later.risk(),
                later.anomalyReasons(),
                later.excluded(),
                later.deadline(),
                later.decision(),
                later.exitCode(),
                later.durationMs(),
                later.outputBytes(),
                Optional.of(new Escalation(now, escalating.to())));
    }

    /** Whether this was the first report. */
    static boolean report(
            InMemoryOrg org,
            CommandId command,
            OptionalInt exitCode,
            OptionalLong durationMs,
            OptionalLong outputBytes) {
        CommandRecord c = org.commands.get(command);
        if (c == null || !org.reported.add(command)) {
            return false;
        }
        org.commands.put(
                command,
                new CommandRecord(
                        c.submission(),
                        c.risk(),
                        c.anomalyReasons(),
                        c.excluded(),
                        c.deadline(),
                        c.decision(),
                        exitCode,
                        durationMs,
                        outputBytes,
                        c.escalation()));
        return true;
    }
}
