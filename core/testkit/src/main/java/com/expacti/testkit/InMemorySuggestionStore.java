package com.expacti.testkit;

import com.expacti.application.suggestion.Suggestion;
import com.expacti.application.suggestion.Suggestion.Answer;
import com.expacti.application.suggestion.Suggestion.Status;
import com.expacti.application.suggestion.SuggestionStore;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.suggestion.Dismissal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Suggestions in memory. */
public final class InMemorySuggestionStore implements SuggestionStore {
    private final InMemoryDatabase database;
    private final Map<OrgId, Looked> turns = new ConcurrentHashMap<>();

    private record Looked(long chainSeq, Instant at, Instant leaseUntil) {}

    public InMemorySuggestionStore(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public Turn begin(OrgId org, long chainSeq, Duration lease) {
        Instant now = database.now();
        return database.in(org, state -> {
            Looked looked = turns.get(org);
            if (looked != null
                    && (looked.leaseUntil().isAfter(now)
                            || looked.chainSeq() == chainSeq
                                    && looked.at().plus(LOOK_AGAIN).isAfter(now))) {
                return Turn.NOT_NOW;
            }
            turns.put(
                    org,
                    new Looked(
                            looked == null ? -1 : looked.chainSeq(),
                            looked == null ? now : looked.at(),
                            now.plus(lease)));
            return Turn.YOURS;
        });
    }

    @Override
    public void finish(OrgId org, long chainSeq, List<Suggestion> found) {
        Instant now = database.now();
        Looked _ = database.in(org, state -> {
            Map<String, Suggestion> all = state.suggestions;
            Map<String, Suggestion> before = Map.copyOf(all);
            all.values().removeIf(each -> each.status() == Status.OPEN);
            for (Suggestion each : found) {
                Optional<Instant> first =
                        Optional.ofNullable(before.get(each.id())).map(Suggestion::foundAt);
                Suggestion kept = new Suggestion(
                        each.id(), each.proposal(), each.trial(), first.orElse(each.foundAt()), each.answer());
                all.putIfAbsent(each.id(), kept);
            }
            Looked looked = new Looked(chainSeq, now, now);
            turns.put(org, looked);
            return looked;
        });
    }

    @Override
    public List<Suggestion> suggestions(OrgId org, Optional<Status> status, int limit) {
        return database.in(
                org,
                state -> state.suggestions.values().stream()
                        .filter(each -> status.isEmpty() || status.get() == each.status())
                        .sorted(Comparator.comparingInt(
                                        (Suggestion each) -> -each.proposal().approvals())
                                .thenComparing(Suggestion::id))
                        .limit(limit)
                        .toList());
    }

    @Override
    public Optional<Suggestion> suggestion(OrgId org, String id) {
        return database.in(org, state -> Optional.ofNullable(state.suggestions.get(id)));
    }

    @Override
    public List<Dismissal> dismissals(OrgId org, int limit) {
        return database.in(
                org,
                state -> state.suggestions.values().stream()
                        .filter(each -> each.status() == Status.DISMISSED)
                        .sorted(Comparator.comparing(InMemorySuggestionStore::answeredAt)
                                .reversed())
                        .limit(limit)
                        .map(each -> new Dismissal(
                                each.proposal().pattern(),
                                each.proposal().scope(),
                                each.proposal().cwd(),
                                each.proposal().examples(),
                                answeredAt(each)))
                        .toList());
    }

    private static Instant answeredAt(Suggestion each) {
        return each.answer().map(Answer::at).orElse(Instant.EPOCH);
    }
}
