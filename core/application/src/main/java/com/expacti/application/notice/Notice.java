package com.expacti.application.notice;

import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;

/** Something that happened to a waiting command, of which people are told once. */
public record Notice(OrgId org, Kind kind, CommandId command) {
    /** What happened. */
    public enum Kind {
        /** Nobody decided in time, so that the backup reviewers are asked. */
        ESCALATED("escalated"),
        /** Half of the wait is over and nobody has voted. */
        REMINDER("reminder");

        private final String literal;

        Kind(String literal) {
            this.literal = literal;
        }

        public String literal() {
            return literal;
        }

        /** @throws IllegalArgumentException where there is no such kind */
        public static Kind of(String literal) {
            for (Kind kind : values()) {
                if (kind.literal.equals(literal)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no such kind of notice");
        }
    }

    /** Names it within its org: a second of that name is the same one. */
    public String event() {
        return kind.literal() + ":" + command.value();
    }
}
