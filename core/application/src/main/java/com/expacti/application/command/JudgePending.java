package com.expacti.application.command;

import com.expacti.application.ledger.Escalating;
import com.expacti.application.ledger.Judgement;
import com.expacti.application.ledger.Settlement;
import com.expacti.application.ledger.Timing;
import com.expacti.application.queue.Intent;
import com.expacti.application.queue.PendingItem;
import com.expacti.domain.approval.Ballot;
import com.expacti.domain.approval.Remember;
import com.expacti.domain.approval.Standing;
import com.expacti.domain.approval.Tally;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.command.Submission;
import com.expacti.domain.command.Via;
import com.expacti.domain.decision.Assessment;
import com.expacti.domain.decision.Gate;
import com.expacti.domain.decision.Policies;
import com.expacti.domain.decision.Question;
import com.expacti.domain.decision.Verdict;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.policy.ApprovalPolicy;
import com.expacti.domain.rule.Rule;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a claimed item comes to by the org's rules and people as they are now: the votes' standing, deny rules and
 * revocations are all looked at again. Pure but for the clock.
 */
public final class JudgePending {
    private final InstantSource clock;
    private final RememberRules remembering;

    public JudgePending(InstantSource clock, RememberRules remembering) {
        this.clock = clock;
        this.remembering = remembering;
    }

    Judgement judge(OrgView view, CommandRecord stored, PendingItem item) {
        return Lessons.with(judged(view, stored, item), stored, clock.instant());
    }

    private Judgement judged(OrgView view, CommandRecord stored, PendingItem item) {
        if (stored.decision().isPresent() || item.intent().isEmpty()) {
            return new Judgement.Nothing();
        }
        return switch (item.intent().get()) {
            case Intent.Votes votes -> byVotes(view, stored, item.ballots());
            case Intent.TimedOut timedOut -> timedOut(view, stored, item.ballots());
            case Intent.Cancelled cancelled ->
                settle(plain(stored, Outcome.CANCELLED, Via.CANCEL, cancelled.actor(), cancelled.reason()));
            case Intent.Failed failed ->
                settle(plain(stored, Outcome.DENIED, Via.FAILURE, "system:failure", Optional.of(failed.reason())));
        };
    }

    private Judgement byVotes(OrgView view, CommandRecord stored, List<Ballot> ballots) {
        ApprovalPolicy policy = Policies.waiting(view, stored).policy();
        return switch (Tally.of(view, policy, stored.excluded(), ballots, StepUp.Need.of(view, stored)::isMetBy)) {
            case Tally.Denied denied -> settle(denied(view, stored, denied.by()));
            case Tally.Short lacking -> new Judgement.BackToPending(lacking.lapsed());
            case Tally.Met met -> settle(met(view, stored, new Approval(policy, ballots, met.approvers())));
        };
    }

    private static Settlement denied(OrgView view, CommandRecord stored, Ballot by) {
        return new Settlement(
                stored.submission().id(),
                Optional.empty(),
                Outcome.DENIED,
                Via.REVIEWER,
                by.comment(),
                emails(view, Set.of(by.voter())),
                names(view, Set.of(by.voter())),
                Set.of(),
                List.of(),
                by.suggestedCommand(),
                new Timing.Whenever(),
                Optional.empty());
    }

    /** Enough people said yes; what became true since they were asked may still say no. */
    private Settlement met(OrgView view, CommandRecord stored, Approval approval) {
        Submission submission = stored.submission();
        if (!view.standsFor(submission.credential(), submission.agent(), clock.instant())) {
            return plain(
                    stored,
                    Outcome.DENIED,
                    Via.FAILURE,
                    "system:failure",
                    Optional.of("the agent's token was revoked"));
        }
        if (!view.mayActOn(submission.agent(), submission.target())) {
            return plain(
                    stored,
                    Outcome.DENIED,
                    Via.FAILURE,
                    "system:failure",
                    Optional.of("the target was removed, or taken from the agent"));
        }
        Assessment assessment = assess(view, stored);
        if (assessment.verdict() instanceof Verdict.Refuse refuse) {
            return Settlement.byRule(submission.id(), Optional.empty(), Outcome.BLOCKED, refuse.via(), refuse.ruleIds())
                    .withComment(refuse.reason());
        }
        Set<UserId> approvers = approval.approvers();
        Optional<String> comment = approval.counted().stream()
                .map(Ballot::comment)
                .flatMap(Optional::stream)
                .findFirst();
        return new Settlement(
                submission.id(),
                Optional.empty(),
                Outcome.APPROVED,
                Via.REVIEWER,
                comment,
                emails(view, approvers),
                names(view, approvers),
                approvers,
                List.of(),
                Optional.empty(),
                new Timing.InTime(),
                remembered(view, submission, approval));
    }

    /** The approvals that met a policy. */
    private record Approval(ApprovalPolicy policy, List<Ballot> ballots, Set<UserId> approvers) {
        List<Ballot> counted() {
            return ballots.stream().filter(b -> approvers.contains(b.voter())).toList();
        }

        /** Those whose vote carried the identical rule. */
        Set<UserId> votesFor(Remember remember) {
            return counted().stream()
                    .filter(b -> b.remember().equals(Optional.of(remember)))
                    .map(Ballot::voter)
                    .collect(Collectors.toSet());
        }
    }

    /**
     * The first rule asked for, by somebody who may make rules, that gathered the policy's votes itself. One that did not
     * would never let anything through under this policy, and must not begin to once the policy is gone.
     */
    private Optional<Rule> remembered(OrgView view, Submission submission, Approval approval) {
        for (Ballot ballot : approval.counted()) {
            if (ballot.remember().isPresent() && RememberRules.mayRemember(view, ballot.voter())) {
                Set<UserId> votes = approval.votesFor(ballot.remember().get());
                if (Tally.meets(view, approval.policy(), votes)) {
                    return remembering.rule(view, submission, ballot, votes);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Deny, unless the org asks others first, or an owner chose that silence approves below a stated risk and nothing
     * speaks against it. A denial that was counted is no silence, also where whoever took it died before settling it.
     */
    private Judgement timedOut(OrgView view, CommandRecord stored, List<Ballot> ballots) {
        if (Tally.of(view, ApprovalPolicy.ANY, stored.excluded(), ballots) instanceof Tally.Denied denied) {
            return settle(denied(view, stored, denied.by()));
        }
        return switch (view.settings().timeoutAction()) {
            case DENY -> settle(silent(stored, Optional.empty()));
            case ESCALATE -> escalate(view, stored);
            case APPROVE -> settle(approvedBySilence(view, stored));
        };
    }

    private static Settlement silent(CommandRecord stored, Optional<String> why) {
        return plain(stored, Outcome.TIMED_OUT, Via.TIMEOUT, "system:timeout", why);
    }

    /** Once. The backup reviewers are asked as well, those among them who may decide this command; nobody's rights grow. */
    private Judgement escalate(OrgView view, CommandRecord stored) {
        if (stored.escalation().isPresent()) {
            return settle(silent(stored, Optional.empty()));
        }
        List<Person> asked = view.settings().backupReviewers().stream()
                .filter(person -> Standing.mayDecide(view, person, stored.excluded()))
                .map(view.people()::get)
                .filter(Objects::nonNull)
                .toList();
        if (asked.isEmpty()) {
            return settle(silent(stored, Optional.of("not escalated: no backup reviewer may decide this command")));
        }
        Instant last = stored.submission().submittedAt().plus(OrgSettings.TIMEOUT_MAX);
        if (!clock.instant().isBefore(last)) {
            return settle(silent(stored, Optional.of("not escalated: the command has waited its 600 seconds")));
        }
        return new Judgement.Escalate(new Escalating(
                stored.submission().id(),
                asked.stream().map(Person::id).toList(),
                asked.stream().map(Person::email).toList(),
                view.settings().timeout(),
                OrgSettings.TIMEOUT_MAX));
    }

    private Settlement approvedBySilence(OrgView view, CommandRecord stored) {
        Submission submission = stored.submission();
        boolean approves = view.settings().timeoutApproveBelow().isPresent()
                && stored.risk().score() < view.settings().timeoutApproveBelow().getAsInt();
        if (approves
                && view.standsFor(submission.credential(), submission.agent(), clock.instant())
                && view.mayActOn(submission.agent(), submission.target())) {
            Assessment now = assess(view, stored);
            Question question = question(stored);
            if (now.verdict() instanceof Verdict.Review review
                    && stored.anomalyReasons().isEmpty()
                    && now.risk().score() <= stored.risk().score()
                    && Gate.mayPassUnseen(question, now.risk(), review.policy())) {
                return bySilence(stored);
            }
        }
        return silent(stored, Optional.empty());
    }

    private Assessment assess(OrgView view, CommandRecord stored) {
        return Gate.assess(view, question(stored), clock.instant());
    }

    private static Question question(CommandRecord stored) {
        Submission submission = stored.submission();
        return new Question(
                Gate.parse(submission.command()),
                submission.cwd(),
                submission.target(),
                List.of(),
                false,
                stored.excluded());
    }

    private static Settlement bySilence(CommandRecord stored) {
        Instant deadline =
                stored.deadline().orElseThrow(() -> new IllegalStateException("a waiting command has a deadline"));
        return nobodys(stored, Outcome.APPROVED, Via.TIMEOUT, "system:timeout", new Timing.OnceOver(deadline));
    }

    private static Settlement plain(
            CommandRecord stored, Outcome outcome, Via via, String actor, Optional<String> comment) {
        Settlement settlement = nobodys(stored, outcome, via, actor, new Timing.Whenever());
        return comment.map(settlement::withComment).orElse(settlement);
    }

    private static Settlement nobodys(CommandRecord stored, Outcome outcome, Via via, String actor, Timing timing) {
        return new Settlement(
                stored.submission().id(),
                Optional.empty(),
                outcome,
                via,
                Optional.empty(),
                actor,
                List.of(),
                Set.of(),
                List.of(),
                Optional.empty(),
                timing,
                Optional.empty());
    }

    private static Judgement settle(Settlement settlement) {
        return new Judgement.Settle(settlement);
    }

    private static List<String> names(OrgView view, Set<UserId> people) {
        return people(view, people).map(Person::displayName).sorted().toList();
    }

    private static String emails(OrgView view, Set<UserId> people) {
        return people(view, people).map(Person::email).sorted().collect(Collectors.joining(", "));
    }

    private static java.util.stream.Stream<Person> people(OrgView view, Set<UserId> ids) {
        return ids.stream().map(view.people()::get).filter(Objects::nonNull);
    }
}
