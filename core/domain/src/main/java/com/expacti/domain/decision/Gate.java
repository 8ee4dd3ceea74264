package com.expacti.domain.decision;

import com.expacti.domain.command.Via;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.Target;
import com.expacti.domain.policy.ApprovalPolicy;
import com.expacti.domain.policy.ApprovalPolicy.AnyReviewer;
import com.expacti.domain.risk.Environment;
import com.expacti.domain.risk.Risk;
import com.expacti.domain.risk.RiskScorer;
import com.expacti.domain.rule.MatchContext;
import com.expacti.domain.rule.NearMiss;
import com.expacti.domain.rule.RuleMatch;
import com.expacti.shell.Parse;
import com.expacti.shell.Parsed;
import com.expacti.shell.Unparsed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The decision, in its written order: plan limit, deny rules, risk and anomalies, whitelist, threshold, people. Text
 * that does not parse passes by neither rule nor threshold; nor does what takes more work to judge than may be spent on
 * one command.
 */
public final class Gate {
    private Gate() {}

    public static Assessment assess(OrgView view, Question question, Instant now) {
        Optional<Target> target = view.target(question.target());
        Risk risk = RiskScorer.score(
                question.parse(), target.map(Target::environment).orElse(Environment.NONE), question.cwd());
        MatchContext context = new MatchContext(
                question.cwd(),
                question.target().map(TargetId::value),
                target.map(Target::groupIds).orElse(Set.of()),
                now);
        RuleMatch match = view.rules().match(question.parse(), risk, context);
        risk = match.overBudget() ? risk.overBudget() : risk;
        Verdict.Review review = Policies.review(view, question, risk);
        if (!(review.policy() instanceof AnyReviewer) && !match.allowRuleIds().isEmpty()) {
            match = carried(
                    match,
                    view.rules()
                            .match(
                                    question.parse(),
                                    risk,
                                    context,
                                    rule -> Policies.carries(view, review.policy(), question.standBehind(), rule)));
        }
        return new Assessment(risk, match, verdict(view, question, risk, match, review));
    }

    /** What the rules with votes enough let through, and why the others do not. */
    private static RuleMatch carried(RuleMatch all, RuleMatch carried) {
        if (!carried.allowRuleIds().isEmpty()) {
            return carried;
        }
        List<NearMiss> misses = new ArrayList<>();
        all.allowRuleIds()
                .forEach(id -> misses.add(
                        new NearMiss(id, "it was made without the votes that the command's approval policy asks for")));
        misses.addAll(carried.nearMisses());
        return new RuleMatch(
                all.denyRuleIds(), List.of(), misses.subList(0, Math.min(misses.size(), RuleMatch.NEAR_MISSES_MAX)));
    }

    /** The same with anomalies, which change neither the risk nor which rules match. */
    public static Assessment withAnomalies(OrgView view, Question question, Assessment without) {
        Verdict.Review review = Policies.review(view, question, without.risk());
        return new Assessment(
                without.risk(), without.match(), verdict(view, question, without.risk(), without.match(), review));
    }

    private static Verdict verdict(OrgView view, Question question, Risk risk, RuleMatch match, Verdict.Review review) {
        if (question.planLimitReached()) {
            return new Verdict.Refuse(Via.PLAN_LIMIT, List.of(), "this month's commands of the plan are used up");
        }
        if (!match.denyRuleIds().isEmpty()) {
            return new Verdict.Refuse(Via.DENY_RULE, match.denyRuleIds(), "a deny rule stops it");
        }
        if (risk.isOverBudget()) {
            return review;
        }
        return switch (question.parse()) {
            case Unparsed unparsed -> review;
            case Parsed parsed -> byRule(view, question, risk, match, review);
        };
    }

    private static Verdict byRule(OrgView view, Question question, Risk risk, RuleMatch match, Verdict.Review review) {
        boolean suspended = view.settings().anomalySuspendsWhitelist()
                && !question.anomalies().isEmpty();
        if (!match.allowRuleIds().isEmpty() && !suspended) {
            return new Verdict.Allow(Via.WHITELIST, match.allowRuleIds());
        }
        boolean below = view.settings().autoApproveBelow().isPresent()
                && risk.score() < view.settings().autoApproveBelow().getAsInt();
        if (below && mayPassUnseen(question, risk, review.policy())) {
            return new Verdict.Allow(Via.THRESHOLD, List.of());
        }
        return review;
    }

    /** What neither a threshold nor a time-out may let through, however low it scores. */
    public static boolean mayPassUnseen(Question question, Risk risk, ApprovalPolicy policy) {
        // Text without a simple command (`((x))`, `> f`) is no harmless command: nothing in it was judged.
        return question.parse() instanceof Parsed parsed
                && !parsed.simpleCommands().isEmpty()
                && parsed.simpleCommands().stream()
                        .noneMatch(command -> command.words().isEmpty())
                && question.anomalies().isEmpty()
                && policy instanceof AnyReviewer
                && !risk.isOverBudget()
                && !risk.runsMutableCode();
    }

    /** The parse of a text, for whoever builds a question. */
    public static Parse parse(String command) {
        return com.expacti.shell.ShellParser.parse(command);
    }
}
