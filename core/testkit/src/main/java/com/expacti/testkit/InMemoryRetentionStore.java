package com.expacti.testkit;

import com.expacti.application.retention.ErasedEntry;
import com.expacti.application.retention.RetentionStore;
import com.expacti.application.session.Session;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Retention in memory. */
public final class InMemoryRetentionStore implements RetentionStore {
    private final InMemoryDatabase database;

    public InMemoryRetentionStore(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public List<OrgId> due() {
        return database.acrossOrgs(orgs -> orgs.stream()
                .filter(org -> org.retentionCut(database.now()).isPresent())
                .map(InMemoryOrg::id)
                .toList());
    }

    @Override
    public int erase(OrgId org, int most) {
        Instant now = database.now();
        return database.in(
                org,
                state -> state.retentionCut(now)
                        .map(cut -> erase(state, now, old(state, cut, most)))
                        .orElse(0));
    }

    private static List<Long> old(InMemoryOrg org, Instant cut, int most) {
        return org.chain().stream()
                .filter(entry -> entry.seq() > org.erasedTo)
                .filter(entry -> !ErasedEntry.EVENT.equals(entry.fields().get("event")))
                .limit(most)
                .takeWhile(entry -> moment(entry).isBefore(cut) && !waits(org, entry))
                .map(AuditEntry::seq)
                .toList();
    }

    private static Instant moment(AuditEntry entry) {
        return Instant.parse(String.valueOf(entry.fields().get("timestamp")));
    }

    private static boolean waits(InMemoryOrg org, AuditEntry entry) {
        return org.commands.values().stream()
                .anyMatch(c -> c.decision().isEmpty()
                        && c.submission().id().value().equals(entry.fields().get("command_id")));
    }

    private static int erase(InMemoryOrg org, Instant now, List<Long> old) {
        if (old.isEmpty()) {
            return 0;
        }
        long by = org.append(
                ErasedEntry.fill(org.draft(ErasedEntry.EVENT, now), old.getFirst(), old.getLast(), old.size()));
        old.forEach(seq -> org.erase(seq, by));
        return old.size();
    }

    @Override
    public int drop(OrgId org, int most) {
        return database.in(
                org,
                state -> state.retentionCut(database.now())
                        .map(cut -> drop(state, cut, most))
                        .orElse(0));
    }

    private static int drop(InMemoryOrg org, Instant cut, int most) {
        List<CommandRecord> gone = org.commands.values().stream()
                .filter(c -> c.decision()
                        .filter(d -> d.seq() <= org.erasedTo && d.decidedAt().isBefore(cut))
                        .isPresent())
                .limit(most)
                .toList();
        for (CommandRecord each : gone) {
            if (org.sessions.get(each.submission().session()) instanceof Session session
                    && session.closedAt().isEmpty()) {
                org.spentRefs.add(
                        new InMemoryOrg.SpentRef(session.id(), each.submission().ref()));
            }
            org.commands.remove(each.submission().id());
        }
        org.suggestions
                .values()
                .removeIf(s -> s.answer().filter(a -> a.at().isBefore(cut)).isPresent());
        return gone.size() + dropSessions(org, cut, most);
    }

    private static int dropSessions(InMemoryOrg org, Instant cut, int most) {
        List<Session> ended = org.sessions.values().stream()
                .filter(s -> s.closedAt().filter(cut::isAfter).isPresent())
                .filter(s -> org.commands.values().stream()
                        .noneMatch(c -> c.submission().session().equals(s.id())))
                .limit(most)
                .toList();
        for (Session each : ended) {
            org.sessions.remove(each.id());
            org.recordings.remove(each.id());
            org.chunks.keySet().removeIf(place -> place.session().equals(each.id()));
            org.spentRefs.removeIf(spent -> spent.session().equals(each.id()));
        }
        return ended.size();
    }

    @Override
    public Standing standing(OrgId org, int days) {
        Instant cut = database.now().minus(Duration.ofDays(days));
        return database.in(org, state -> {
            Optional<AuditEntry> last = state.chain().stream()
                    .filter(entry -> entry.seq() > state.erasedTo)
                    .takeWhile(entry -> moment(entry).isBefore(cut))
                    .reduce((_, next) -> next);
            return new Standing(
                    state.retentionSince,
                    last.map(entry -> entry.seq() - state.erasedTo).orElse(0L),
                    state.erasedTo);
        });
    }
}
