package com.expacti.websocketrelay.connection;

import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.SessionId;

/** Identifiers as messages name them; one that cannot be an identifier names nothing. */
public final class WireIds {
    private WireIds() {}

    public static CommandId command(String text) {
        try {
            return new CommandId(text);
        } catch (IllegalArgumentException implausible) {
            throw GateException.notFound("command");
        }
    }

    public static SessionId session(String text) {
        try {
            return new SessionId(text);
        } catch (IllegalArgumentException implausible) {
            throw GateException.notFound("session");
        }
    }
}
