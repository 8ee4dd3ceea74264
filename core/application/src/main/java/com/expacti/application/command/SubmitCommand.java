package com.expacti.application.command;

import com.expacti.application.announce.Announcer;
import com.expacti.application.announce.Event;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.fault.FaultPoint;
import com.expacti.application.ledger.Claim;
import com.expacti.application.ledger.ClaimResult;
import com.expacti.application.ledger.Judgement;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.ledger.Lesson;
import com.expacti.application.ledger.Ruling;
import com.expacti.application.ledger.Sequencer;
import com.expacti.application.ledger.SettleResult;
import com.expacti.application.ledger.Settlement;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.queue.PendingItem;
import com.expacti.application.queue.PendingQueue;
import com.expacti.domain.anomaly.AgentHistory;
import com.expacti.domain.anomaly.Anomalies;
import com.expacti.domain.anomaly.Sighting;
import com.expacti.domain.approval.Standing;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.command.Submission;
import com.expacti.domain.command.Via;
import com.expacti.domain.decision.Assessment;
import com.expacti.domain.decision.Gate;
import com.expacti.domain.decision.Policies;
import com.expacti.domain.decision.Question;
import com.expacti.domain.decision.Verdict;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgView;
import com.expacti.shell.Parse;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a command in: settles it at once where rules decide it, else stores it for people. The same {@code ref} again
 * gives the same command and answer, never a second one.
 */
public final class SubmitCommand {
    private final Ledger ledger;
    private final PendingQueue queue;
    private final Sequencer sequencer;
    private final OrgViewCache views;
    private final Announcer announcer;
    private final FaultPoint faults;
    private final Clockwork clockwork;

    /** Where time and identifiers come from. */
    public record Clockwork(InstantSource clock, IdSource ids) {}

    public SubmitCommand(
            Ledger ledger,
            PendingQueue queue,
            Sequencer sequencer,
            OrgViewCache views,
            Announcer announcer,
            FaultPoint faults,
            Clockwork clockwork) {
        this.ledger = ledger;
        this.queue = queue;
        this.sequencer = sequencer;
        this.views = views;
        this.announcer = announcer;
        this.faults = faults;
        this.clockwork = clockwork;
    }

    /** @throws GateException {@code unauthorized forbidden conflict not_found unavailable}; then nothing was stored */
    public Submitted submit(AgentCaller caller, SubmitRequest request, Optional<String> onBehalfOf) {
        OrgView view = views.current(caller.org());
        Submission submission = submission(caller, request, onBehalfOf, view);
        Candidate candidate = Candidate.of(submission, request);
        Assessment first = assess(view, candidate);
        if (first.verdict() instanceof Verdict.Review) {
            // What settles by rule is checked against the newest rules while settling. Before people are bothered, the
            // picture is held against the store: a rule made a moment ago, or a token revoked, counts at once.
            return review(views.fresh(caller.org()), candidate);
        }
        return byRule(view, first, candidate);
    }

    /** A submission on its way, read once. */
    private record Candidate(Submission submission, SubmitRequest request, Parse parse) {
        static Candidate of(Submission submission, SubmitRequest request) {
            return new Candidate(submission, request, Gate.parse(submission.command()));
        }

        Question question(OrgView view, List<String> anomalies) {
            return new Question(
                    parse, submission.cwd(), submission.target(), anomalies, false, standBehind(view, submission));
        }
    }

    private Submitted review(OrgView fresh, Candidate candidate) {
        Assessment again = assess(fresh, candidate);
        return switch (again.verdict()) {
            case Verdict.Review _ -> askPeople(fresh, candidate);
            case Verdict.Allow _ -> byRule(fresh, again, candidate);
            case Verdict.Refuse _ -> byRule(fresh, again, candidate);
        };
    }

    private Submission submission(
            AgentCaller caller, SubmitRequest request, Optional<String> onBehalfOf, OrgView view) {
        return new Submission(
                clockwork.ids().command(),
                caller.org(),
                request.session(),
                caller.agent(),
                caller.credential(),
                request.ref(),
                request.command(),
                request.cwd(),
                Targets.resolve(view, caller, request.target()),
                request.context(),
                request.step(),
                request.timeoutSeconds(),
                request.spend(),
                request.node().isPresent(),
                onBehalfOf,
                request.source(),
                clockwork.clock().instant());
    }

    /** What comes of it if nothing is unusual. Anomalies only ever make it stricter. */
    private Assessment assess(OrgView view, Candidate candidate) {
        return Gate.assess(
                view, candidate.question(view, List.of()), clockwork.clock().instant());
    }

    private static Set<UserId> standBehind(OrgView view, Submission submission) {
        return Standing.excluded(view, submission.agent(), submission.credential(), submission.onBehalfOf());
    }

    private static Claim claim(
            OrgView view, Submission submission, Assessment assessment, Sighting sighting, List<String> anomalies) {
        return new Claim(
                submission,
                assessment.risk(),
                sighting,
                anomalies,
                standBehind(view, submission),
                view.settings().patience(submission.wantedTimeoutSeconds()),
                view.plan());
    }

    /** @param known what was found by {@code seen}, so that one picture is looked at once */
    private Submitted byRule(OrgView seen, Assessment known, Candidate candidate) {
        Submission submission = candidate.submission();
        // On the caller's thread: what the sequencer asks is asked of one command after the other.
        Sighting sight = Sighting.of(submission, candidate.parse(), known.risk());
        Ruling ruling = sequencer.settle(submission.org(), view -> {
            requireStanding(view, submission);
            Assessment assessment = view == seen ? known : assess(view, candidate);
            Sighting sighting = view == seen ? sight : Sighting.of(submission, candidate.parse(), assessment.risk());
            return new Judgement.ByHistory(
                    submission.agent(), history -> judge(view, candidate, assessment, sighting, history));
        });
        return switch (ruling) {
            case Ruling.Ruled ruled -> answer(ruled.result(), submission, candidate.request());
            case Ruling.Declined declined -> askPeople(views.fresh(submission.org()), candidate);
            case Ruling.Escalated escalated ->
                throw new IllegalStateException("a command that just came has not waited yet");
            case Ruling.Contended contended -> askPeople(views.fresh(submission.org()), candidate);
        };
    }

    private Judgement judge(
            OrgView view, Candidate candidate, Assessment calm, Sighting sighting, AgentHistory history) {
        List<String> anomalies = Anomalies.of(history, sighting, view.settings().anomalies());
        Assessment assessment =
                anomalies.isEmpty() ? calm : Gate.withAnomalies(view, candidate.question(view, anomalies), calm);
        Submission submission = candidate.submission();
        Optional<Claim> claim = Optional.of(claim(view, submission, assessment, sighting, anomalies));
        return switch (assessment.verdict()) {
            case Verdict.Allow allow ->
                settle(
                        Settlement.byRule(submission.id(), claim, Outcome.APPROVED, allow.via(), allow.ruleIds()),
                        sighting);
            case Verdict.Refuse refuse ->
                settle(
                        Settlement.byRule(submission.id(), claim, Outcome.BLOCKED, refuse.via(), refuse.ruleIds())
                                .withComment(refuse.reason()),
                        sighting);
            case Verdict.Review review -> new Judgement.AskPeople();
        };
    }

    private Judgement settle(Settlement settlement, Sighting sighting) {
        AgentId agent = settlement.claim().orElseThrow().submission().agent();
        return new Judgement.Settle(
                settlement,
                Lessons.event(settlement, sighting, clockwork.clock().instant())
                        .map(event -> new Lesson(agent, event)));
    }

    private Submitted answer(SettleResult result, Submission submission, SubmitRequest request) {
        return switch (result) {
            case SettleResult.Settled settled -> {
                faults.reached(FaultPoint.Step.SETTLED);
                announcer.announce(new Event.CommandResolved(submission.org(), submission.id()));
                yield new Submitted.Decided(settled.stored(), false);
            }
            case SettleResult.Known known -> known(known.stored(), request);
            case SettleResult.Conflict conflict -> throw conflict(submission.ref());
            case SettleResult.SessionClosed closed -> throw sessionClosed(closed.exists());
            case SettleResult.TooLate _, SettleResult.TooEarly _ ->
                throw new IllegalStateException("a settlement by rule has no deadline");
        };
    }

    /** Stores the command undecided, then offers it to people. */
    private Submitted askPeople(OrgView view, Candidate candidate) {
        Submission submission = candidate.submission();
        SubmitRequest request = candidate.request();
        requireStanding(view, submission);
        Assessment assessment = assess(view, candidate);
        Sighting sighting = Sighting.of(submission, candidate.parse(), assessment.risk());
        ClaimResult result = ledger.claim(submission, history -> {
            List<String> anomalies =
                    Anomalies.of(history, sighting, view.settings().anomalies());
            return claim(view, submission, assessment, sighting, anomalies);
        });
        return switch (result) {
            case ClaimResult.Claimed claimed -> {
                faults.reached(FaultPoint.Step.CLAIMED);
                yield offer(claimed.stored(), request.node());
            }
            case ClaimResult.Known known -> known(known.stored(), request);
            case ClaimResult.Conflict conflict -> throw conflict(submission.ref());
            case ClaimResult.SessionClosed closed -> throw sessionClosed(closed.exists());
            case ClaimResult.UsedUp usedUp -> turnAway(candidate, usedUp.reason());
        };
    }

    /** The month's commands are used up: recorded as blocked. Where the plan has room again by now, people are asked. */
    private Submitted turnAway(Candidate candidate, String reason) {
        Submission submission = candidate.submission();
        Ruling ruling = sequencer.settle(submission.org(), view -> {
            requireStanding(view, submission);
            boolean limited = view.plan()
                    .at(clockwork.clock().instant())
                    .commandsPerMonth()
                    .isPresent();
            if (!limited) {
                return new Judgement.AskPeople();
            }
            Assessment calm = assess(view, candidate);
            Sighting sighting = Sighting.of(submission, candidate.parse(), calm.risk());
            return new Judgement.ByHistory(submission.agent(), history -> {
                List<String> anomalies =
                        Anomalies.of(history, sighting, view.settings().anomalies());
                Claim claim = claim(view, submission, calm, sighting, anomalies);
                return settle(
                        Settlement.byRule(
                                        submission.id(), Optional.of(claim), Outcome.BLOCKED, Via.PLAN_LIMIT, List.of())
                                .withComment(reason),
                        sighting);
            });
        });
        return switch (ruling) {
            case Ruling.Ruled ruled -> answer(ruled.result(), submission, candidate.request());
            case Ruling.Declined declined -> askPeople(views.fresh(submission.org()), candidate);
            case Ruling.Escalated escalated ->
                throw new IllegalStateException("a command that just came has not waited yet");
            case Ruling.Contended contended ->
                throw new GateException(ErrorCode.UNAVAILABLE, "the org's rules keep changing; try again");
        };
    }

    /** A known {@code ref}: the decision it has, or the same wait again, whose item a crash may have kept from being stored. */
    private Submitted known(CommandRecord stored, SubmitRequest request) {
        if (stored.decision().isPresent()) {
            return new Submitted.Decided(stored, true);
        }
        Submission submission = stored.submission();
        if (queue.get(submission.org(), submission.id()).isEmpty()) {
            return offer(stored, request.node());
        }
        request.node().ifPresent(node -> queue.attach(submission.org(), submission.id(), node));
        return waiting(reread(stored));
    }

    private Submitted offer(CommandRecord stored, Optional<String> node) {
        Submission submission = stored.submission();
        PendingItem item = PendingItem.fresh(
                submission.org(),
                submission.id(),
                submission.submittedAt(),
                stored.deadline().orElseThrow(() -> new IllegalStateException("a waiting command has a deadline")),
                node);
        if (queue.put(item)) {
            faults.reached(FaultPoint.Step.PENDING_STORED);
            announcer.announce(new Event.CommandPending(submission.org(), submission.id()));
        }
        CommandRecord now = reread(stored);
        if (now.decision().isEmpty()) {
            return waiting(now);
        }
        queue.remove(submission.org(), submission.id());
        return new Submitted.Decided(now, true);
    }

    private Submitted waiting(CommandRecord stored) {
        OrgView view = views.current(stored.submission().org());
        return new Submitted.Waiting(stored, Policies.waiting(view, stored).policy());
    }

    /** Between finding a command undecided and offering it, somebody may have decided it. */
    private CommandRecord reread(CommandRecord stored) {
        return ledger.command(stored.submission().org(), stored.submission().id())
                .orElse(stored);
    }

    private void requireStanding(OrgView view, Submission submission) {
        if (!view.standsFor(
                submission.credential(), submission.agent(), clockwork.clock().instant())) {
            throw new GateException(ErrorCode.UNAUTHORIZED, "the token was revoked or has expired");
        }
    }

    private static GateException conflict(String ref) {
        return new GateException(
                ErrorCode.CONFLICT,
                "ref `%s` is used by another command of this session; give each command its own".formatted(ref));
    }

    private static GateException sessionClosed(boolean exists) {
        return exists
                ? new GateException(ErrorCode.CONFLICT, "the session is closed; open another")
                : GateException.notFound("session");
    }
}
