package com.expacti.application.work;

import com.expacti.domain.identity.OrgId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A task as one line, for queues that carry texts: {@code v1 kind org moment id…}, the moment in milliseconds since 1970 or {@code -}. No
 * part can hold a blank, so none can be taken for another.
 */
public final class TaskText {
    private static final String VERSION = "v1";
    private static final String NONE = "-";
    private static final int FIXED = 4;
    private static final int LENGTH_MAX = 1_024;

    private TaskText() {}

    /** What a text is. */
    public sealed interface Read {
        record Known(Task task) implements Read {}

        /** No task of this version; nobody here can do it, however often it comes. */
        record Unreadable(String reason) implements Read {}
    }

    public static String write(Task task) {
        return String.join(
                        " ",
                        VERSION,
                        task.kind().literal(),
                        task.org().value(),
                        task.moment()
                                .map(at -> Long.toString(at.toEpochMilli()))
                                .orElse(NONE))
                + (task.ids().isEmpty() ? "" : " " + String.join(" ", task.ids()));
    }

    public static Read read(String text) {
        if (text.length() > LENGTH_MAX) {
            return new Read.Unreadable("longer than 1,024 characters");
        }
        List<String> parts = List.of(text.split(" ", -1));
        if (parts.size() < FIXED || !parts.getFirst().equals(VERSION)) {
            return new Read.Unreadable("not a task of version 1");
        }
        return of(parts.get(1), parts.get(2), parts.get(3), parts.subList(FIXED, parts.size()));
    }

    /** The parts of a text, each as it stands there. */
    public static Read of(String kind, String org, String moment, List<String> ids) {
        Optional<TaskKind> known = TaskKind.of(kind);
        if (known.isEmpty()) {
            return new Read.Unreadable("a kind this version does not know");
        }
        try {
            Optional<Instant> at =
                    moment.equals(NONE) ? Optional.empty() : Optional.of(Instant.ofEpochMilli(Long.parseLong(moment)));
            return new Read.Known(new Task(known.get(), new OrgId(org), ids, at));
        } catch (IllegalArgumentException | DateTimeException e) {
            return new Read.Unreadable("parts that are no ids or no moment");
        }
    }
}
