package com.expacti.websocketrelay.reviewer;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.Access;
import com.expacti.domain.identity.Caller;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.org.OrgView;
import com.expacti.websocketrelay.connection.Connection;
import com.expacti.websocketrelay.connection.Peer;
import java.util.HashSet;
import java.util.Set;

/** A person behind their connection. */
final class ReviewerPeer implements Peer {
    private final Connection connection;
    private final ReviewerDialogue dialogue;
    private final Set<SessionId> watched = new HashSet<>();
    private volatile PersonCaller caller;

    ReviewerPeer(Connection connection, Caller caller, ReviewerDialogue dialogue) {
        this.connection = connection;
        this.caller = placed(caller);
        this.dialogue = dialogue;
    }

    @Override
    public PersonCaller caller() {
        return caller;
    }

    Connection connection() {
        return connection;
    }

    Set<SessionId> watched() {
        return watched;
    }

    boolean decides() {
        return Access.allows(caller, Permission.COMMANDS_DECIDE);
    }

    @Override
    public void opened() {
        connection.send(JsonObject.message("welcome")
                .put("protocol", 1)
                .put("user", caller.person().displayName())
                .put("user_id", caller.user().value())
                .put("email", caller.person().email())
                .put("role", caller.person().role().literal())
                .put("org_id", caller.org().value())
                .put("timestamp", dialogue.clock().instant().getEpochSecond()));
        dialogue.desks().join(this);
    }

    @Override
    public void received(String type, Fields message) {
        caller = placed(dialogue.authenticator().again(caller));
        switch (type) {
            case "decide" -> dialogue.decide(this, message);
            case "look" -> dialogue.look(this, message);
            case "extend" -> dialogue.extend(this, message);
            case "watch" -> dialogue.watch(this, message);
            case "unwatch" -> dialogue.unwatch(this, message);
            default ->
                throw new GateException(
                        ErrorCode.UNKNOWN_TYPE, "this socket takes decide, look, extend, watch and unwatch");
        }
    }

    @Override
    public void lost() {
        dialogue.desks().leave(this);
        dialogue.forgetWatches(this);
    }

    @Override
    public void recheck(OrgView view) {
        PersonCaller now = placed(dialogue.authenticator().again(caller, view));
        boolean changed = !now.equals(caller);
        caller = now;
        if (changed) {
            dialogue.desks().desk(now.org()).ifPresent(desk -> desk.refresh(this));
        }
    }

    /** @throws GateException {@code unauthorized} where they are nobody who may see commands */
    private static PersonCaller placed(Caller caller) {
        if (caller instanceof PersonCaller person && Access.allows(caller, Permission.COMMANDS_READ)) {
            return person;
        }
        throw new GateException(ErrorCode.UNAUTHORIZED, "this socket is for people who may see commands");
    }
}
