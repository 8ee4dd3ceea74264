package com.expacti.domain.explain;

import com.expacti.domain.decision.Assessment;
import com.expacti.domain.decision.Question;
import com.expacti.domain.decision.Verdict;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.Target;
import com.expacti.domain.rule.Coverage;
import com.expacti.domain.rule.MatchContext;
import com.expacti.domain.rule.NearMiss;
import com.expacti.domain.rule.Rule;
import com.expacti.shell.Parsed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the gate makes of a command: how it reads it, what each part risks, which rules had a say, which nearly had, and
 * what would have to change. Pure and bounded; stores nothing.
 *
 * @param tree how the line is read; empty where it can't be read as a command
 * @param parts its simple commands, at most 64, each with its own score and factors
 * @param matched the rules behind the verdict, with the parts each covers
 * @param nearMisses rules that nearly let a part through, the nearest first, at most {@value Coverage#MISSES_MAX}
 * @param whatWouldChange sentences, the most useful first, at most {@value Remedies#SENTENCES_MAX}
 */
public record Explanation(
        Optional<TreeNode> tree,
        List<Coverage.Part> parts,
        List<MatchedRule> matched,
        List<Near> nearMisses,
        List<String> whatWouldChange) {
    public Explanation {
        parts = List.copyOf(parts);
        matched = List.copyOf(matched);
        nearMisses = List.copyOf(nearMisses);
        whatWouldChange = List.copyOf(whatWouldChange);
    }

    /** A rule behind the verdict; without part indexes it is about the line as a whole. */
    public record MatchedRule(Rule rule, List<Integer> parts) {
        public MatchedRule {
            parts = List.copyOf(parts);
        }
    }

    /** A rule that nearly let something through; without a miss in a part it is about the line as a whole. */
    public record Near(String ruleId, Optional<Rule> rule, Optional<Coverage.Miss> miss, String reason) {}

    /**
     * Explains a verdict.
     *
     * @param view the org at the moment the verdict was made
     * @param question what was asked
     * @param assessment what {@link com.expacti.domain.decision.Gate#assess} answered
     * @param now the moment rules' expiry is told from
     */
    public static Explanation of(OrgView view, Question question, Assessment assessment, Instant now) {
        if (!(question.parse() instanceof Parsed parsed)) {
            return new Explanation(
                    Optional.empty(),
                    List.of(),
                    matched(view, assessment, Optional.empty()),
                    List.of(),
                    new Remedies(view, question, assessment, Optional.empty()).sentences());
        }
        MatchContext context = context(view, question, now);
        Coverage coverage = view.rules().coverage(parsed, context);
        return new Explanation(
                Optional.of(TreeNode.of(parsed)),
                coverage.parts(),
                matched(view, assessment, Optional.of(coverage)),
                near(view, assessment, coverage),
                new Remedies(view, question, assessment, Optional.of(new Remedies.Seen(parsed, coverage, context)))
                        .sentences());
    }

    private static MatchContext context(OrgView view, Question question, Instant now) {
        Optional<Target> target = view.target(question.target());
        return new MatchContext(
                question.cwd(),
                question.target().map(TargetId::value),
                target.map(Target::groupIds).orElse(Set.of()),
                now);
    }

    private static List<MatchedRule> matched(OrgView view, Assessment assessment, Optional<Coverage> coverage) {
        List<String> ids = switch (assessment.verdict()) {
            case Verdict.Allow allow -> allow.ruleIds();
            case Verdict.Refuse refuse -> refuse.ruleIds();
            case Verdict.Review _ -> List.of();
        };
        List<MatchedRule> matched = new ArrayList<>();
        for (String id : ids) {
            view.rules().rule(id).ifPresent(rule -> matched.add(new MatchedRule(rule, partsOf(id, coverage))));
        }
        return matched;
    }

    private static List<Integer> partsOf(String id, Optional<Coverage> coverage) {
        if (coverage.isEmpty()) {
            return List.of();
        }
        Map<String, List<Integer>> denied = coverage.get().denied();
        if (denied.containsKey(id)) {
            return denied.get(id);
        }
        List<Integer> parts = new ArrayList<>();
        List<Coverage.Part> all = coverage.get().parts();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).coveredBy().contains(id)) {
                parts.add(i);
            }
        }
        return parts;
    }

    /** Those of single parts, and what the gate itself said of rules that cover every part (votes, the whole line's risk). */
    private static List<Near> near(OrgView view, Assessment assessment, Coverage coverage) {
        List<Near> near = new ArrayList<>();
        boolean open = assessment.verdict() instanceof Verdict.Review
                && coverage.parts().stream().noneMatch(part -> part.coveredBy().isEmpty());
        if (open && coverage.obstacles().isEmpty()) {
            for (NearMiss miss : assessment.match().nearMisses()) {
                near.add(new Near(miss.ruleId(), view.rules().rule(miss.ruleId()), Optional.empty(), miss.reason()));
            }
        }
        for (Coverage.Miss miss : coverage.misses()) {
            if (near.stream().noneMatch(each -> each.ruleId().equals(miss.ruleId()))) {
                near.add(new Near(miss.ruleId(), view.rules().rule(miss.ruleId()), Optional.of(miss), miss.reason()));
            }
        }
        return near.subList(0, Math.min(near.size(), Coverage.MISSES_MAX));
    }
}
