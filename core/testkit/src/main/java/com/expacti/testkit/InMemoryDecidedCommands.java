package com.expacti.testkit;

import com.expacti.application.history.DecidedCommands;
import com.expacti.application.history.PastCommand;
import com.expacti.application.history.PastCommands;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.command.Via;
import com.expacti.domain.identity.OrgId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Decided commands in memory. */
public final class InMemoryDecidedCommands implements DecidedCommands {
    private final InMemoryDatabase database;

    public InMemoryDecidedCommands(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public PastCommands since(OrgId org, Instant since, Which which, int limit) {
        List<CommandRecord> decided = database.in(
                org,
                state -> state.commands.values().stream()
                        .filter(command -> command.decision()
                                .filter(d -> !d.decidedAt().isBefore(since) && isAsked(which, d))
                                .isPresent())
                        .sorted(Comparator.comparing(
                                        (CommandRecord c) -> c.submission().id().value())
                                .reversed())
                        .toList());
        List<CommandRecord> looked = newest(decided, (long) limit * DECISIONS_EACH);
        Map<List<Object>, List<CommandRecord>> gathered = looked.stream()
                .collect(Collectors.groupingBy(
                        c -> List.of(
                                c.submission().command(),
                                c.submission().cwd(),
                                c.submission().target()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return new PastCommands(
                gathered.values().stream()
                        .limit(limit)
                        .map(InMemoryDecidedCommands::gather)
                        .toList(),
                looked.size() == decided.size() && gathered.size() <= limit);
    }

    private static List<CommandRecord> newest(List<CommandRecord> decided, long decisions) {
        List<CommandRecord> looked = new ArrayList<>();
        long bytes = 0;
        for (CommandRecord each : decided) {
            bytes += each.submission().command().getBytes(StandardCharsets.UTF_8).length;
            if (looked.size() == decisions || bytes > TEXT_MAX) {
                break;
            }
            looked.add(each);
        }
        return looked;
    }

    private static boolean isAsked(Which which, Decision decision) {
        return switch (which) {
            case ALL -> true;
            case APPROVED_BY_PEOPLE -> decision.outcome() == Outcome.APPROVED && decision.via() == Via.REVIEWER;
            case DENIED ->
                decision.outcome() == Outcome.DENIED && decision.via() != Via.FAILURE
                        || decision.outcome() == Outcome.BLOCKED && decision.via() == Via.DENY_RULE;
        };
    }

    /** @param same newest first */
    private static PastCommand gather(List<CommandRecord> same) {
        List<Decision> decisions =
                same.stream().map(c -> c.decision().orElseThrow()).toList();
        Map<Outcome, Integer> times = new EnumMap<>(Outcome.class);
        decisions.forEach(d -> times.merge(d.outcome(), 1, Integer::sum));
        Set<String> reviewers =
                decisions.stream().flatMap(d -> d.reviewers().stream()).collect(Collectors.toSet());
        CommandRecord newest = same.getFirst();
        return new PastCommand(
                newest.submission().command(),
                newest.submission().cwd(),
                newest.submission().target(),
                newest.submission().id(),
                decisions.getFirst().outcome(),
                decisions.stream()
                        .map(Decision::decidedAt)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                decisions.stream()
                        .map(Decision::decidedAt)
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                times,
                reviewers);
    }
}
