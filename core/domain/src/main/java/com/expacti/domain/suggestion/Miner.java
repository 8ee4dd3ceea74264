package com.expacti.domain.suggestion;

import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.RuleMatch;
import com.expacti.domain.rule.RuleScope;
import com.expacti.domain.rule.RuleSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Finds the rules that approvals add up to. Pure: the same past gives the same proposals, in the same order. */
public final class Miner {
    /** So often a command, or commands of one shape, must have been approved. */
    public static final int APPROVALS_MIN = 5;

    /** More than these are not shown to anybody at once; the best supported are. */
    public static final int PROPOSALS_MAX = 50;

    private static final int BEGINNINGS_MAX = 200;

    /** Patterns that are checked; the clusters with the most approvals come first. */
    private static final int CHECKED_MAX = 500;

    private static final int RISK_MAX = 49;
    private static final int ABOVE_SEEN = 10;

    private final Past past;
    private final Checks checks;
    private final List<Proposal> found = new ArrayList<>();
    private final Set<Evidence> covered = new HashSet<>();
    private int checked;

    private Miner(Past past) {
        this.past = past;
        this.checks = new Checks(past);
    }

    /** At most {@value #PROPOSALS_MAX}, those with the most approvals first. */
    public static List<Proposal> propose(Past past) {
        return new Miner(past).all();
    }

    /** Whether a proposal still covers nothing that was denied; what was denied since it was found, for instance. */
    public static boolean isUndenied(Proposal proposal, List<Seen> denied, Instant now) {
        return new Checks(new Past(List.of(), denied, List.of(), RuleSet.of(List.of()), now)).isUndenied(proposal);
    }

    private List<Proposal> all() {
        List<Evidence> evidence = past.approved().stream()
                .map(Evidence::of)
                .flatMap(Optional::stream)
                .filter(each -> match(each).denyRuleIds().isEmpty())
                .toList();
        List<Evidence> foldable =
                evidence.stream().filter(each -> !each.words().isEmpty()).toList();
        for (Cluster cluster : Clustering.of(foldable)) {
            if (cluster.carries(APPROVALS_MIN)) {
                fold(cluster);
            }
        }
        asTheyStand(evidence);
        return found.stream()
                .sorted(Comparator.comparingInt(Proposal::approvals)
                        .reversed()
                        .thenComparing(Proposal::pattern)
                        .thenComparing(proposal -> proposal.scope().format()))
                .limit(PROPOSALS_MAX)
                .toList();
    }

    private RuleMatch match(Evidence each) {
        return past.rules().match(each.parsed(), each.risk(), each.seen().contextAt(past.now()));
    }

    /** The widest part of the cluster first that a pattern may cover; what is left is tried in narrower parts. */
    private void fold(Cluster cluster) {
        Set<List<Evidence>> tried = new HashSet<>();
        for (String beginning : cluster.beginnings(BEGINNINGS_MAX)) {
            Cluster part = cluster.beginning(beginning);
            Cluster left = new Cluster(
                    part.members().stream()
                            .filter(each -> !covered.contains(each))
                            .toList(),
                    part.varying());
            if (checked >= CHECKED_MAX || !left.carries(APPROVALS_MIN) || !tried.add(left.members())) {
                continue;
            }
            checked++;
            Optional<Proposal> proposal =
                    left.pattern().map(words -> proposal(PatternType.GLOB, String.join(" ", words), left.members()));
            if (proposal.filter(checks.sound(left.members())).isPresent()) {
                covered.addAll(left.members());
                add(proposal.get(), left.members());
            }
        }
    }

    private void asTheyStand(List<Evidence> evidence) {
        for (Evidence each : evidence) {
            if (each.seen().times() >= APPROVALS_MIN && !covered.contains(each)) {
                Proposal proposal = proposal(PatternType.EXACT, each.seen().command(), List.of(each));
                if (checks.sound(List.of(each)).test(proposal)) {
                    add(proposal, List.of(each));
                }
            }
        }
    }

    /** What a rule lets through already, or a person did not want, is not proposed; it is covered all the same. */
    private void add(Proposal proposal, List<Evidence> members) {
        boolean known =
                members.stream().noneMatch(each -> match(each).allowRuleIds().isEmpty());
        if (!known && !checks.isDismissed(proposal, members)) {
            found.add(proposal);
        }
    }

    private static Proposal proposal(PatternType type, String pattern, Collection<Evidence> members) {
        List<Evidence> riskiest = members.stream()
                .sorted(Comparator.comparingInt((Evidence each) -> -each.risk().score())
                        .thenComparing(each -> each.seen().command()))
                .toList();
        Evidence worst = riskiest.getFirst();
        Set<String> texts = new HashSet<>();
        members.forEach(each -> texts.add(each.seen().command()));
        return new Proposal(
                type,
                pattern,
                worst.seen()
                        .place()
                        .targetId()
                        .<RuleScope>map(RuleScope.Target::new)
                        .orElse(new RuleScope.Global()),
                worst.boundTo(),
                riskiest.stream()
                        .map(each -> each.seen().command())
                        .distinct()
                        .limit(Proposal.EXAMPLES_MAX)
                        .toList(),
                type == PatternType.EXACT
                        ? OptionalInt.empty()
                        : OptionalInt.of(Math.min(RISK_MAX, worst.risk().score() + ABOVE_SEEN)),
                worst.risk().score(),
                members.stream().anyMatch(each -> each.risk().runsMutableCode()),
                Cluster.approvals(members),
                texts.size(),
                members.stream()
                        .flatMap(each -> each.seen().reviewers().stream())
                        .distinct()
                        .sorted()
                        .toList(),
                members.stream()
                        .map(each -> each.seen().first())
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                members.stream()
                        .map(each -> each.seen().last())
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
    }
}
