package com.expacti.domain.decision;

import com.expacti.domain.approval.Standing;
import com.expacti.domain.approval.Tally;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Submission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.Target;
import com.expacti.domain.policy.ApprovalPolicy;
import com.expacti.domain.policy.Place;
import com.expacti.domain.policy.PolicyChoice;
import com.expacti.domain.risk.Environment;
import com.expacti.domain.risk.Risk;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.risk.RiskScorer;
import com.expacti.domain.rule.Rule;
import com.expacti.shell.Parse;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which approval policy a command falls under, and whether a rule carries the votes that policy asks for. */
public final class Policies {
    private Policies() {}

    static Verdict.Review review(OrgView view, Question question, Risk risk) {
        return review(choose(view, question, risk));
    }

    /** The policies a command falls under, most specific first. */
    public static PolicyChoice choose(OrgView view, Question question, Risk risk) {
        return view.policies().choose(question.parse(), risk.level(), place(view, question.target()));
    }

    /**
     * What a waiting command needs by the policies as they are now. Its risk is what people were shown, or what it is by
     * now where that is more: a target may have become production meanwhile.
     */
    public static Verdict.Review waiting(OrgView view, CommandRecord stored) {
        if (view.policies().isEmpty()) {
            return new Verdict.Review(Optional.empty(), ApprovalPolicy.ANY);
        }
        Submission submission = stored.submission();
        Parse parse = Gate.parse(submission.command());
        Risk now = RiskScorer.score(parse, environment(view, submission.target()), submission.cwd());
        RiskLevel level = RiskLevel.of(Math.max(now.score(), stored.risk().score()));
        return review(view.policies().choose(parse, level, place(view, submission.target())));
    }

    /** Under any policy but {@code any_reviewer} a rule passes only if making it gathered that policy's votes. */
    static boolean carries(OrgView view, ApprovalPolicy policy, Set<UserId> excluded, Rule rule) {
        Set<UserId> voters = view.people().values().stream()
                .map(Person::id)
                .filter(id -> rule.votesBehind().contains(id.value()))
                .filter(id -> Standing.mayDecide(view, id, excluded))
                .collect(Collectors.toSet());
        return Tally.meets(view, policy, voters);
    }

    static Environment environment(OrgView view, Optional<TargetId> target) {
        return view.target(target).map(Target::environment).orElse(Environment.NONE);
    }

    /** A place as policies know it. */
    public static Place place(OrgView view, Optional<TargetId> target) {
        return new Place(target, view.target(target).map(Target::groupIds).orElse(Set.of()));
    }

    private static Verdict.Review review(PolicyChoice choice) {
        return new Verdict.Review(choice.id(), choice.policy());
    }
}
