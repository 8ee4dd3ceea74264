package com.expacti.application.work;

import java.util.Arrays;
import java.util.Optional;

/** What there is to do later. A queue may hold kinds this version does not know, written by a newer one. */
public enum TaskKind {
    /** A command's wait is over; its id, at its deadline. */
    EXPIRE_COMMAND("expire-command"),
    /** Half of a command's wait is over; its id. */
    REMIND_REVIEWERS("remind-reviewers"),
    /** A message to one person is to be sent; the delivery's id. */
    DISPATCH_NOTIFICATION("dispatch-notification"),
    /** Something happened in an org since it was last looked through for rules worth suggesting. */
    MINE_SUGGESTIONS("mine-suggestions"),
    /** An org may hold what its plan no longer keeps. */
    PURGE_EXPIRED("purge-expired");

    private final String literal;

    TaskKind(String literal) {
        this.literal = literal;
    }

    public String literal() {
        return literal;
    }

    public static Optional<TaskKind> of(String literal) {
        return Arrays.stream(values())
                .filter(kind -> kind.literal.equals(literal))
                .findFirst();
    }
}
