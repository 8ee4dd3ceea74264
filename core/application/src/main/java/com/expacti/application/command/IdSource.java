package com.expacti.application.command;

import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.SessionId;

/** New identifiers, in the order of their making: 26-character lower-case ULIDs behind a prefix. */
@FunctionalInterface
public interface IdSource {
    String next();

    default CommandId command() {
        return new CommandId("cmd_" + next());
    }

    default SessionId session() {
        return new SessionId("sess_" + next());
    }

    default String rule() {
        return "rule_" + next();
    }
}
