package com.expacti.domain.suggestion;

import com.expacti.domain.risk.Environment;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.risk.RiskScorer;
import com.expacti.domain.rule.BroadPattern;
import com.expacti.domain.rule.InvalidRule;
import com.expacti.domain.rule.MatchContext;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.RuleScope;
import com.expacti.shell.Parse;
import com.expacti.shell.Parsed;
import com.expacti.shell.ShellParser;
import com.expacti.shell.Unparsed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a proposal must stand before anybody sees it. */
final class Checks {
    private static final Duration LATER = Duration.ofMillis(1);

    /** A denied command with its parse, which many proposals are held against. */
    private record Denied(Seen seen, Parse parse, String unquoted) {
        static Denied of(Seen seen) {
            Parse parse = ShellParser.parse(seen.command());
            return switch (parse) {
                case Unparsed _ -> new Denied(seen, parse, seen.command());
                case Parsed parsed -> new Denied(seen, parse, words(parsed));
            };
        }

        private static String words(Parsed parsed) {
            return parsed.simpleCommands().stream()
                    .flatMap(command -> command.words().stream())
                    .map(word -> word.value().orElse(word.raw()))
                    .collect(Collectors.joining("\n"));
        }
    }

    private final Past past;
    private final List<Denied> denied = new ArrayList<>();

    Checks(Past past) {
        this.past = past;
        past.denied().forEach(seen -> denied.add(Denied.of(seen)));
    }

    /**
     * That the rule can be made, takes every member by the matcher that will judge, takes nothing that was denied, and
     * stays below HIGH.
     */
    Predicate<Proposal> sound(List<Evidence> members) {
        return proposal -> {
            Optional<RuleTrial> trial = trial(proposal);
            return trial.isPresent()
                    && isBelowHigh(proposal, members)
                    && members.stream().allMatch(each -> takes(trial.get(), each))
                    && isUndenied(proposal, trial.get());
        };
    }

    private static Optional<RuleTrial> trial(Proposal proposal) {
        try {
            return Optional.of(RuleTrial.of(proposal.rule()));
        } catch (InvalidRule unfit) {
            return Optional.empty();
        }
    }

    private boolean takes(RuleTrial trial, Evidence each) {
        Seen seen = each.seen();
        return trial.takes(each.parsed(), seen.place().environment(), seen.contextAt(past.now()));
    }

    /** The command with {@code x} in place of each wildcard is one the rule may be asked about. */
    private static boolean isBelowHigh(Proposal proposal, List<Evidence> members) {
        String skeleton =
                proposal.patternType() == PatternType.GLOB ? proposal.pattern().replace('*', 'x') : proposal.pattern();
        Environment environment = members.getFirst().seen().place().environment();
        return RiskScorer.score(ShellParser.parse(skeleton), environment, proposal.cwd())
                        .level()
                        .compareTo(RiskLevel.HIGH)
                < 0;
    }

    boolean isUndenied(Proposal proposal) {
        return trial(proposal).filter(trial -> isUndenied(proposal, trial)).isPresent();
    }

    /** No denied command is let through, nor one that differs in how it is wrapped or quoted only. */
    private boolean isUndenied(Proposal proposal, RuleTrial trial) {
        BroadPattern broad = BroadPattern.of(proposal.patternType(), proposal.pattern());
        String program = program(proposal);
        for (Denied each : denied) {
            if (!each.unquoted().contains(program) || !isInReach(proposal, each.seen())) {
                continue;
            }
            boolean alone = each.parse() instanceof Parsed parsed
                    && parsed.simpleCommands().size() == 1;
            MatchContext context = new MatchContext(
                    proposal.cwd(),
                    each.seen().place().targetId(),
                    each.seen().place().groupIds(),
                    past.now());
            if (alone && broad.matches(each.parse())
                    || trial.takes(each.parse(), each.seen().place().environment(), context)) {
                return false;
            }
        }
        return true;
    }

    /** What every command that it covers names; the quickest way to pass over the denials that don't. */
    private static String program(Proposal proposal) {
        return ShellParser.parse(proposal.examples().getFirst()) instanceof Parsed parsed
                ? parsed.simpleCommands()
                        .getFirst()
                        .name()
                        .map(Fitness::lastPart)
                        .orElse("")
                : "";
    }

    private static boolean isInReach(Proposal proposal, Seen seen) {
        boolean place = switch (proposal.scope()) {
            case RuleScope.Global() -> true;
            case RuleScope.Target(String id) ->
                seen.place().targetId().filter(id::equals).isPresent();
            case RuleScope.Group(String id) -> seen.place().groupIds().contains(id);
        };
        return place
                && (proposal.cwd().isEmpty()
                        || seen.cwd().isEmpty()
                        || seen.cwd().equals(proposal.cwd()));
    }

    /**
     * Whether a person has refused this shape: a pattern that covers all that a dismissed one rested on does not come
     * back; one that covers a part of it may, once it was approved often enough since.
     */
    boolean isDismissed(Proposal proposal, List<Evidence> members) {
        Optional<RuleTrial> trial = trial(proposal);
        for (Dismissal dismissal : past.dismissals()) {
            boolean elsewhere = !dismissal.scope().equals(proposal.scope())
                    || !dismissal.cwd().equals(proposal.cwd());
            if (elsewhere || trial.isEmpty()) {
                continue;
            }
            long taken = dismissal.examples().stream()
                    .filter(example ->
                            trial.get().takes(ShellParser.parse(example), Environment.NONE, context(dismissal)))
                    .count();
            boolean sameText = dismissal.pattern().equals(proposal.pattern());
            boolean all = taken == dismissal.examples().size();
            if (sameText || all || taken > 0 && newer(members, dismissal) < Miner.APPROVALS_MIN) {
                return true;
            }
        }
        return false;
    }

    private MatchContext context(Dismissal dismissal) {
        Optional<String> target =
                dismissal.scope() instanceof RuleScope.Target(String id) ? Optional.of(id) : Optional.empty();
        return new MatchContext(dismissal.cwd(), target, Set.of(), past.now());
    }

    /** Approvals that surely came after it: of a text approved before and after, one. */
    private static int newer(List<Evidence> members, Dismissal dismissal) {
        int count = 0;
        for (Evidence each : members) {
            if (each.seen().first().isAfter(dismissal.dismissedAt().plus(LATER))) {
                count += each.seen().times();
            } else if (each.seen().last().isAfter(dismissal.dismissedAt().plus(LATER))) {
                count++;
            }
        }
        return count;
    }
}
