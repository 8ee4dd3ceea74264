package com.expacti.application.work;

import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.OrgId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Something small to do later: names of things and never their content. Two tasks that say the same are one.
 *
 * @param ids up to {@value #IDS_MAX}, each 1 to 64 printable ASCII characters without blanks
 * @param moment what the task depends on, to the millisecond; not when to run it
 */
public record Task(TaskKind kind, OrgId org, List<String> ids, Optional<Instant> moment) {
    public static final int IDS_MAX = 4;
    private static final int ID_LENGTH_MAX = 64;

    /** @throws IllegalArgumentException where there are more ids, or others */
    public Task {
        ids = List.copyOf(ids);
        moment = moment.map(at -> at.truncatedTo(ChronoUnit.MILLIS));
        if (ids.size() > IDS_MAX || !ids.stream().allMatch(Task::isId)) {
            throw new IllegalArgumentException("a task has up to 4 ids of 1 to 64 printable characters");
        }
    }

    public static Task of(TaskKind kind, OrgId org, String... ids) {
        return new Task(kind, org, List.of(ids), Optional.empty());
    }

    public Task at(Instant depends) {
        return new Task(kind, org, ids, Optional.of(depends));
    }

    /** The same for the same task: what a queue knows it by. */
    public String id() {
        return Digest.ofText(TaskText.write(this)).hex();
    }

    private static boolean isId(String id) {
        return !id.isEmpty() && id.length() <= ID_LENGTH_MAX && id.chars().allMatch(c -> c > ' ' && c < 127);
    }
}
