package com.expacti.application.explain;

import com.expacti.application.billing.BillingStore;
import com.expacti.application.command.Targets;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.OrgViewCache;
import com.expacti.domain.approval.Standing;
import com.expacti.domain.command.Submission;
import com.expacti.domain.command.Via;
import com.expacti.domain.decision.Assessment;
import com.expacti.domain.decision.Gate;
import com.expacti.domain.decision.Policies;
import com.expacti.domain.decision.Question;
import com.expacti.domain.decision.Verdict;
import com.expacti.domain.identity.Access;
import com.expacti.domain.identity.Caller;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.Target;
import com.expacti.domain.plan.CommandLimit;
import com.expacti.domain.policy.PolicyChoice;
import com.expacti.domain.policy.Weighed;
import com.expacti.shell.Parse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says what the gate would say of a command, and why. Stores nothing. */
public final class ExplainCommand {
    private final OrgViewCache views;
    private final BillingStore billing;
    private final InstantSource clock;

    /** @param billing knows how much of the month's commands is used */
    public ExplainCommand(OrgViewCache views, BillingStore billing, InstantSource clock) {
        this.views = views;
        this.billing = billing;
        this.clock = clock;
    }

    /**
     * What the gate would say, and why.
     *
     * @param details the parts, the rules that had or nearly had a say, and what would change
     * @param rulesVisible whether the caller may read rules: their ids are for everybody, their text, near misses
     *     and what would change not
     */
    public record Explanation(
            Parse parse,
            Assessment assessment,
            Policy policy,
            com.expacti.domain.explain.Explanation details,
            boolean rulesVisible) {}

    /** The policy a person's decision would be under, and the policies that were looked at for that. */
    public record Policy(PolicyChoice choice, List<Weighed> weighed) {
        public Policy {
            weighed = List.copyOf(weighed);
        }
    }

    /** @throws GateException {@code bad_message forbidden} */
    public Explanation explain(Caller caller, String command, Optional<String> cwd, Optional<String> target) {
        if (command.isEmpty() || command.getBytes(StandardCharsets.UTF_8).length > Submission.COMMAND_BYTES_MAX) {
            throw GateException.badMessage("command", "command is 1 to 65536 bytes of UTF-8");
        }
        OrgView view = views.fresh(caller.org());
        Parse parse = Gate.parse(command);
        Optional<TargetId> on = target(view, caller, target);
        Question question = new Question(parse, cwd, on, List.of(), false, standBehind(view, caller));
        Instant now = clock.instant();
        Assessment assessment = limited(view, Gate.assess(view, question, now), now);
        Policy policy = new Policy(
                Policies.choose(view, question, assessment.risk()),
                Weighed.of(view.policies(), parse, assessment.risk().level(), Policies.place(view, on)));
        var details = com.expacti.domain.explain.Explanation.of(view, question, assessment, now);
        return new Explanation(parse, assessment, policy, details, Access.allows(caller, Permission.ORG_READ));
    }

    /** A plan that is used up comes before every rule. */
    private Assessment limited(OrgView view, Assessment assessment, Instant now) {
        if (!view.plan().counts()) {
            return assessment;
        }
        return switch (CommandLimit.count(view.plan(), billing.use(view.org()), now)) {
            case CommandLimit.Count.Fits _ -> assessment;
            case CommandLimit.Count.UsedUp(String reason) ->
                new Assessment(
                        assessment.risk(), assessment.match(), new Verdict.Refuse(Via.PLAN_LIMIT, List.of(), reason));
        };
    }

    private static Set<UserId> standBehind(OrgView view, Caller caller) {
        return switch (caller) {
            case Caller.AgentCaller agent ->
                Standing.excluded(view, agent.agent(), agent.credential(), Optional.empty());
            case Caller.PersonCaller _ -> Set.of();
        };
    }

    private static Optional<TargetId> target(OrgView view, Caller caller, Optional<String> named) {
        return switch (caller) {
            case Caller.AgentCaller agent -> Targets.resolve(view, agent, named);
            case Caller.PersonCaller person ->
                named.map(name -> view.targets().values().stream()
                        .filter(t -> t.name().equals(name) || t.id().value().equals(name))
                        .map(Target::id)
                        .findFirst()
                        .orElseThrow(() -> GateException.notFound("target")));
        };
    }
}
