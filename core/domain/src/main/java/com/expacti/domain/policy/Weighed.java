package com.expacti.domain.policy;

import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.rule.BroadPattern;
import com.expacti.shell.Parse;
import com.expacti.shell.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A policy that covers a command, or would but for its scope or level, with why it applies or does not. For people who
 * wonder; slower than {@link PolicySet#choose} and never asked for a decision.
 */
public record Weighed(ScopedPolicy policy, Outcome outcome, String why) {
    /** How many are told of at most. */
    public static final int MOST = 10;

    /** What became of it. */
    public enum Outcome {
        APPLIES,
        OUTRANKED,
        DOES_NOT_HOLD
    }

    /** In the written order. */
    public static List<Weighed> of(PolicySet set, Parse parse, RiskLevel level, Place place) {
        List<ScopedPolicy> chosen = set.choose(parse, level, place).chosen();
        boolean readable = parse instanceof Parsed parsed
                && parse.text().length() <= PolicySet.CHARACTERS_MAX
                && PolicyLine.of(parsed).namesEveryProgram();
        List<PolicySet.Ranked> covering = readable ? covering(set, (Parsed) parse) : set.ranked();
        List<Weighed> out = new ArrayList<>();
        for (ScopedPolicy policy : chosen) {
            out.add(new Weighed(policy, Outcome.APPLIES, readable ? first(policy, covering) : unread(parse)));
        }
        for (PolicySet.Ranked each : covering) {
            if (out.size() < MOST && !chosen.contains(each.policy())) {
                out.add(other(each, covering, chosen, level, place));
            }
        }
        return out.subList(0, Math.min(out.size(), MOST));
    }

    private static List<PolicySet.Ranked> covering(PolicySet set, Parsed parsed) {
        PolicyLine line = PolicyLine.of(parsed);
        return set.ranked().stream()
                .filter(each -> covers(each.pattern(), line))
                .toList();
    }

    private static boolean covers(BroadPattern pattern, PolicyLine line) {
        return pattern.matchesWhole(line.text()) || line.commands().stream().anyMatch(pattern::matches);
    }

    private static String unread(Parse parse) {
        return parse instanceof Parsed
                ? "what the line starts cannot be told, so every policy of its place applies"
                : "the text cannot be read, so every policy of its place applies";
    }

    private static String first(ScopedPolicy policy, List<PolicySet.Ranked> covering) {
        int at = covering.stream().map(PolicySet.Ranked::policy).toList().indexOf(policy);
        if (at < 0) {
            return "its stored pattern cannot be read, so it applies to everything in its place";
        }
        return at + 1 < covering.size()
                ? "it comes before `%s`: %s"
                        .formatted(
                                covering.get(at + 1).policy().id(),
                                Specificity.why(covering.get(at), covering.get(at + 1)))
                : "its pattern covers a command of the line";
    }

    private static Weighed other(
            PolicySet.Ranked each,
            List<PolicySet.Ranked> covering,
            List<ScopedPolicy> chosen,
            RiskLevel level,
            Place place) {
        ScopedPolicy policy = each.policy();
        if (!policy.holdsIn(place)) {
            return new Weighed(
                    policy,
                    Outcome.DOES_NOT_HOLD,
                    "it holds on %s only".formatted(policy.scope().format()));
        }
        if (!policy.holdsAt(level)) {
            return new Weighed(
                    policy,
                    Outcome.DOES_NOT_HOLD,
                    "it holds from %s, and the command is %s".formatted(policy.minRiskLevel(), level));
        }
        Optional<PolicySet.Ranked> before = covering.stream()
                .filter(ranked -> chosen.contains(ranked.policy()))
                .filter(ranked -> Specificity.MOST_SPECIFIC_FIRST.compare(ranked, each) < 0)
                .findFirst();
        return new Weighed(
                policy,
                Outcome.OUTRANKED,
                before.map(ranked -> "`%s` comes before it: %s"
                                .formatted(ranked.policy().id(), Specificity.why(ranked, each)))
                        .orElse("another comes before it"));
    }
}
