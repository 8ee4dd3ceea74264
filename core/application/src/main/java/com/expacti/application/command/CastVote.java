package com.expacti.application.command;

import com.expacti.application.access.Authenticator;
import com.expacti.application.announce.Announcer;
import com.expacti.application.announce.Event;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.fault.FaultPoint;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.passkey.RequestOptions;
import com.expacti.application.queue.Intent;
import com.expacti.application.queue.PendingItem;
import com.expacti.application.queue.PendingQueue;
import com.expacti.domain.approval.Ballot;
import com.expacti.domain.approval.Standing;
import com.expacti.domain.approval.Tally;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.decision.Policies;
import com.expacti.domain.identity.Access;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.rule.RuleScope;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/** Takes a person's vote and, where it settles the matter, settles it. Late, double and foreign votes change nothing. */
public final class CastVote {
    private final Ledger ledger;
    private final PendingQueue queue;
    private final SettlePending settle;
    private final OrgViewCache views;
    private final RememberRules remembering;
    private final StepUp stepUp;
    private final Announcer announcer;
    private final Hooks hooks;

    /** Time, and where a test may stop the process. */
    public record Hooks(InstantSource clock, FaultPoint faults) {}

    public CastVote(
            Ledger ledger,
            PendingQueue queue,
            SettlePending settle,
            OrgViewCache views,
            RememberRules remembering,
            StepUp stepUp,
            Announcer announcer,
            Hooks hooks) {
        this.ledger = ledger;
        this.queue = queue;
        this.settle = settle;
        this.views = views;
        this.remembering = remembering;
        this.stepUp = stepUp;
        this.announcer = announcer;
        this.hooks = hooks;
    }

    /**
     * The command as it stands afterwards; still pending where the policy wants more.
     *
     * @throws GateException {@code not_found already_decided forbidden step_up_required invalid}; then no vote was counted
     */
    public CommandRecord vote(PersonCaller caller, CommandId command, Vote vote) {
        Authenticator.require(caller, Permission.COMMANDS_DECIDE);
        OrgView view = views.fresh(caller.org());
        CommandRecord stored = undecided(view, caller, command);
        vote.remember().ifPresent(remember -> {
            if (!Access.allows(caller, Permission.RULES_WRITE)) {
                throw new GateException(
                        ErrorCode.FORBIDDEN,
                        "remembering makes a rule, which needs an owner, admin or senior reviewer");
            }
            remembering.check(stored.submission(), remember);
            if (!remember.scope().isEmpty() && !RememberRules.isKnown(view, RuleScope.parse(remember.scope()))) {
                throw GateException.invalid("whitelist.scope", "no such target or group");
            }
        });
        return count(view, stored, ballot(caller, vote, proof(view, caller, stored, vote)));
    }

    private CommandRecord undecided(OrgView view, PersonCaller caller, CommandId command) {
        CommandRecord stored =
                ledger.command(caller.org(), command).orElseThrow(() -> GateException.notFound("command"));
        requireMayDecide(view, caller, stored);
        if (stored.decision().isPresent()) {
            throw alreadyDecided();
        }
        return stored;
    }

    /**
     * What a passkey is to sign for approving the command.
     *
     * @throws GateException {@code not_found already_decided forbidden}; {@code conflict} for who has no passkey
     */
    public RequestOptions askStepUp(PersonCaller caller, CommandId command) {
        Authenticator.require(caller, Permission.COMMANDS_DECIDE);
        return stepUp.ask(caller, undecided(views.fresh(caller.org()), caller, command));
    }

    /** The last thing looked at before the vote counts, since a signature is good once. */
    private Ballot.Proof proof(OrgView view, PersonCaller caller, CommandRecord stored, Vote vote) {
        if (!vote.allow() || StepUp.Need.of(view, stored) == StepUp.Need.NOT_NEEDED) {
            return Ballot.Proof.SIGN_IN;
        }
        stepUp.require(caller, stored, vote.stepUp());
        return Ballot.Proof.STEP_UP;
    }

    private Ballot ballot(PersonCaller caller, Vote vote, Ballot.Proof proof) {
        return new Ballot(
                caller.user(),
                caller.credential(),
                vote.allow(),
                vote.comment(),
                vote.suggestedCommand(),
                vote.remember(),
                hooks.clock().instant(),
                proof);
    }

    private static void requireMayDecide(OrgView view, PersonCaller caller, CommandRecord stored) {
        if (!Standing.mayDecide(view, caller.user(), stored.excluded())) {
            throw new GateException(
                    ErrorCode.FORBIDDEN,
                    "you stand behind this command (its agent's owner, creator or issuer, or the person it is for);"
                            + " somebody else has to decide it");
        }
    }

    private CommandRecord count(OrgView view, CommandRecord stored, Ballot ballot) {
        return switch (queue.vote(stored.submission().org(), stored.submission().id(), ballot)) {
            case PendingQueue.VoteResult.Counted counted -> {
                hooks.faults().reached(FaultPoint.Step.VOTED);
                yield proceed(view, stored, counted.item());
            }
            case PendingQueue.VoteResult.VotedBefore before -> again(view, stored, ballot);
            case PendingQueue.VoteResult.Closed closed -> throw alreadyDecided();
        };
    }

    /** Whoever took the first vote may have died before settling it: the repetition finishes that, and says no more. */
    private CommandRecord again(OrgView view, CommandRecord stored, Ballot ballot) {
        List<Ballot> ballots = queue.get(
                        stored.submission().org(), stored.submission().id())
                .map(PendingItem::ballots)
                .orElse(List.of());
        CommandRecord now = switch (tally(view, stored, ballots)) {
            case Tally.Short lacking -> stored;
            case Tally.Met met -> claimAndSettle(stored);
            case Tally.Denied denied -> claimAndSettle(stored);
        };
        boolean same = ballots.stream().anyMatch(b -> b.voter().equals(ballot.voter()) && b.allow() == ballot.allow());
        if (now.decision().isPresent() && same) {
            return now;
        }
        throw new GateException(ErrorCode.CONFLICT, "you have voted on this command; one vote a person");
    }

    private CommandRecord proceed(OrgView view, CommandRecord stored, PendingItem item) {
        return switch (tally(view, stored, item.ballots())) {
            case Tally.Short lacking -> {
                announcer.announce(new Event.VoteRecorded(
                        item.org(),
                        item.command(),
                        lacking.approvers().stream()
                                .map((UserId id) -> view.people().get(id))
                                .filter(Objects::nonNull)
                                .map(Person::displayName)
                                .toList()));
                yield stored;
            }
            case Tally.Met met -> claimAndSettle(stored);
            case Tally.Denied denied -> claimAndSettle(stored);
        };
    }

    private static Tally tally(OrgView view, CommandRecord stored, List<Ballot> ballots) {
        return Tally.of(
                view,
                Policies.waiting(view, stored).policy(),
                stored.excluded(),
                ballots,
                StepUp.Need.of(view, stored)::isMetBy);
    }

    private CommandRecord claimAndSettle(CommandRecord stored) {
        return queue.claim(stored.submission().org(), stored.submission().id(), new Intent.Votes())
                .map(claimed -> settle.settle(claimed, stored))
                .or(() -> ledger.command(
                        stored.submission().org(), stored.submission().id()))
                .orElse(stored);
    }

    private static GateException alreadyDecided() {
        return new GateException(
                ErrorCode.ALREADY_DECIDED, "the command is decided or its time is over; this vote changed nothing");
    }
}
