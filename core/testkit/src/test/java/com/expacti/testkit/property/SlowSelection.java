package com.expacti.testkit.property;

import com.expacti.domain.policy.Place;
import com.expacti.domain.policy.ScopedPolicy;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.rule.BroadPattern;
import com.expacti.domain.rule.RuleScope;
import com.expacti.shell.Parse;
import com.expacti.shell.Parsed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which policies a line falls under, in the protocol's own words: every policy against every command, no index. */
final class SlowSelection {
    private SlowSelection() {}

    /** Ids of the policies that the line needs together. */
    static Set<String> of(List<ScopedPolicy> policies, Parse parse, RiskLevel level, Place place) {
        Set<String> out = new HashSet<>();
        List<ScopedPolicy> here =
                policies.stream().filter(each -> scope(each, place) >= 0).toList();
        if (!(parse instanceof Parsed parsed)) {
            here.forEach(each -> out.add(each.id()));
            return out;
        }
        List<ScopedPolicy> held = here.stream()
                .filter(each -> level.ordinal() >= each.minRiskLevel().ordinal())
                .toList();
        List<BroadPattern.Reading> commands =
                new ArrayList<>(BroadPattern.Line.of(parsed).readings());
        if (commands.stream().anyMatch(SlowSelection::startsWhoKnowsWhat)) {
            held.forEach(each -> out.add(each.id()));
            return out;
        }
        commands.replaceAll(each -> each.words().isEmpty() ? byText(each.texts()) : each);
        if (commands.isEmpty()) {
            commands.add(byText(List.of(parsed.text())));
        }
        for (BroadPattern.Reading command : commands) {
            held.stream()
                    .filter(each -> covers(each, parsed.text(), command))
                    .reduce((one, other) -> first(one, other, place) ? one : other)
                    .ifPresent(each -> out.add(each.id()));
        }
        return out;
    }

    /** The name behind the last slash is written with something that only the shell can fill in. */
    private static boolean startsWhoKnowsWhat(BroadPattern.Reading command) {
        if (command.words().isEmpty()
                || Set.of("[", "[[").contains(command.words().getFirst())) {
            return false;
        }
        String[] path = command.words().getFirst().split("/", -1);
        return path[path.length - 1].matches(".*[$`*?\\[(){}].*");
    }

    private static BroadPattern.Reading byText(List<String> texts) {
        return new BroadPattern.Reading(List.of(texts.getFirst().strip().split("\\s+")), texts);
    }

    private static boolean covers(ScopedPolicy policy, String line, BroadPattern.Reading command) {
        BroadPattern pattern = BroadPattern.of(policy.patternType(), policy.pattern());
        return pattern.matchesWhole(line) || pattern.matches(command);
    }

    private static boolean first(ScopedPolicy one, ScopedPolicy other, Place place) {
        if (scope(one, place) != scope(other, place)) {
            return scope(one, place) > scope(other, place);
        }
        if (one.patternType() != other.patternType()) {
            return one.patternType().ordinal() < other.patternType().ordinal();
        }
        if (prefix(one) != prefix(other)) {
            return prefix(one) > prefix(other);
        }
        if (one.minRiskLevel() != other.minRiskLevel()) {
            return one.minRiskLevel().ordinal() > other.minRiskLevel().ordinal();
        }
        int age = one.createdAt().compareTo(other.createdAt());
        return age == 0 ? one.id().compareTo(other.id()) > 0 : age > 0;
    }

    private static int prefix(ScopedPolicy policy) {
        return BroadPattern.of(policy.patternType(), policy.pattern()).literalPrefixLength();
    }

    /** 2 for its target, 1 for a group of its target, 0 for everywhere; less where the policy does not hold there. */
    private static int scope(ScopedPolicy policy, Place place) {
        return switch (policy.scope()) {
            case RuleScope.Global() -> 0;
            case RuleScope.Group(String id) -> place.groupIds().contains(id) ? 1 : -1;
            case RuleScope.Target(String id) ->
                place.target().map(target -> target.value().equals(id)).orElse(false) ? 2 : -1;
        };
    }
}
