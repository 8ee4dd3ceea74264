package com.expacti.websocketrelay.connection;

import com.expacti.adapters.wire.failure.ErrorFrames;
import com.expacti.application.access.Authenticator;
import com.expacti.application.announce.Event;
import com.expacti.application.announce.LocalAnnouncer;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.OrgViewCache;
import com.expacti.domain.identity.Caller;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.org.OrgView;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every open socket of this node. Looks after all of them once a second, so that none needs a timer of its own, and
 * ends those whose token, person or agent was revoked.
 */
@Singleton
public final class Connections {
    private static final System.Logger LOG = System.getLogger(Connections.class.getName());

    private final Encoder encoder;
    private final ErrorFrames errors;
    private final Authenticator authenticator;
    private final OrgViewCache views;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Map<OrgId, Set<Connection>> byOrg = new ConcurrentHashMap<>();
    private volatile long tick;
    private volatile boolean draining;

    Connections(
            Encoder encoder,
            ErrorFrames errors,
            Authenticator authenticator,
            OrgViewCache views,
            LocalAnnouncer announcer) {
        this.encoder = encoder;
        this.errors = errors;
        this.authenticator = authenticator;
        this.views = views;
        announcer.join(event -> {
            if (event instanceof Event.GateMoved moved && byOrg.containsKey(moved.org())) {
                Thread.ofVirtual().name("recheck").start(() -> recheck(moved.org()));
            }
        });
    }

    /** Takes a channel over that has just become a socket; {@code caller} where the upgrade proved one. */
    Frames take(Channel channel, Optional<Caller> caller, Peer.Maker maker) {
        Dialogue dialogue = new Dialogue(
                encoder, errors, authenticator, (connection, proven) -> join(connection, proven, maker), () -> tick);
        Connection connection = new Connection(channel, dialogue, tick);
        open.add(connection);
        caller.ifPresent(known -> connection.inOrder(() -> dialogue.admit(connection, known)));
        if (draining) {
            connection.close(CloseCode.DRAINING);
        }
        return new Frames(connection, () -> leave(connection));
    }

    private Peer join(Connection connection, Caller caller, Peer.Maker maker) {
        Peer peer = maker.make(connection, caller);
        byOrg.compute(caller.org(), (org, there) -> {
            Set<Connection> members = there == null ? ConcurrentHashMap.newKeySet() : there;
            members.add(connection);
            return members;
        });
        return peer;
    }

    private void leave(Connection connection) {
        open.remove(connection);
        connection.gone();
        connection.inOrder(() -> connection
                .peer()
                .ifPresent(peer -> byOrg.computeIfPresent(peer.caller().org(), (org, members) -> {
                    members.remove(connection);
                    return members.isEmpty() ? null : members;
                })));
    }

    public int size() {
        return open.size();
    }

    /** The orgs that somebody here belongs to. */
    public Set<OrgId> orgs() {
        return Set.copyOf(byOrg.keySet());
    }

    /** Once a second: pings, silent and unproven sockets, and everybody's standing. */
    public void second(long now) {
        tick = now;
        open.forEach(connection -> connection.second(now));
    }

    /** Ends the sockets of an org whose callers its picture, as it is now, does not know any more. */
    public void recheck(OrgId org) {
        OrgView view;
        try {
            view = views.fresh(org);
        } catch (RuntimeException unreachable) {
            LOG.log(System.Logger.Level.WARNING, "standing could not be checked; the next second tries again");
            return;
        }
        for (Connection connection : byOrg.getOrDefault(org, Set.of())) {
            connection.peer().ifPresent(peer -> recheck(connection, peer, view));
        }
    }

    private static void recheck(Connection connection, Peer peer, OrgView view) {
        try {
            peer.recheck(view);
        } catch (GateException refusal) {
            connection.turnAway(new GateException(ErrorCode.UNAUTHORIZED, String.valueOf(refusal.getMessage())));
        }
    }

    /** Asks everybody to connect again somewhere else; who comes now is told the same. */
    public void drain() {
        draining = true;
        List.copyOf(open).forEach(connection -> connection.close(CloseCode.DRAINING));
    }
}
