package com.expacti.domain.audit;

import com.expacti.domain.audit.AuditChain.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Erased entries that no later entry has answered for yet. Neighbours of one eraser are one hole, so that many cost little. */
final class Holes {
    /** The event of an entry that erased others. */
    private static final String ERASED = "audit_erased";

    private final List<Hole> open = new ArrayList<>();

    /**
     * @param before the head before the first of them
     * @param by the number of the entry that has to say so
     */
    record Hole(Head before, long from, long to, long by) {}

    /** An entry that is good where it stands. */
    void passed(AuditEntry entry, Head before) {
        if (entry.erasedBy().isPresent()) {
            add(entry.seq(), entry.erasedBy().getAsLong(), before);
        } else if (ERASED.equals(entry.fields().get("event"))
                && entry.fields().get("erased_from") instanceof Long from
                && entry.fields().get("erased_to") instanceof Long to) {
            open.removeIf(hole -> hole.by() == entry.seq() && hole.from() >= from && hole.to() <= to);
        }
    }

    private void add(long seq, long by, Head before) {
        if (!open.isEmpty() && open.getLast().to() == seq - 1 && open.getLast().by() == by) {
            Hole last = open.removeLast();
            open.add(new Hole(last.before(), last.from(), seq, by));
        } else {
            open.add(new Hole(before, seq, seq, by));
        }
    }

    Optional<Hole> first() {
        return open.stream().findFirst();
    }
}
