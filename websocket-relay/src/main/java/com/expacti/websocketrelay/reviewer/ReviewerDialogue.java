package com.expacti.websocketrelay.reviewer;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.view.PasskeyBody;
import com.expacti.application.access.Authenticator;
import com.expacti.application.command.CastVote;
import com.expacti.application.command.ExtendDeadline;
import com.expacti.application.command.Vote;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.approval.Remember;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.rule.PatternType;
import com.expacti.websocketrelay.connection.WireIds;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code decide look extend watch unwatch}: from message to use case. What comes of them is told to all at the desk. */
@Singleton
final class ReviewerDialogue {
    private static final int WATCHED_MAX = 50;

    private final CastVote vote;
    private final ExtendDeadline extend;
    private final PendingReader reader;
    private final Room room;
    private final Callers callers;

    /** Where reviewers see each other and sessions. */
    @Singleton
    record Room(Desks desks, Watchers watchers) {}

    /** Who they are, and when. */
    @Singleton
    record Callers(Authenticator authenticator, InstantSource clock) {}

    ReviewerDialogue(CastVote vote, ExtendDeadline extend, PendingReader reader, Room room, Callers callers) {
        this.vote = vote;
        this.extend = extend;
        this.reader = reader;
        this.room = room;
        this.callers = callers;
    }

    Desks desks() {
        return room.desks();
    }

    Authenticator authenticator() {
        return callers.authenticator();
    }

    InstantSource clock() {
        return callers.clock();
    }

    void decide(ReviewerPeer peer, Fields message) {
        CommandId id = WireIds.command(message.text("id"));
        vote.vote(
                peer.caller(),
                id,
                new Vote(
                        message.flag("allow"),
                        message.optionalText("comment"),
                        message.optionalText("suggested_command"),
                        whitelist(message),
                        PasskeyBody.assertion(message, "step_up")));
    }

    /** Whatever is wrong with it is {@code invalid}, so that a vote is never counted without its rule. */
    private static Optional<Remember> whitelist(Fields message) {
        try {
            return message.object("whitelist").map(ReviewerDialogue::remember);
        } catch (GateException e) {
            throw e.code() == ErrorCode.BAD_MESSAGE
                    ? GateException.invalid(e.field().orElse("whitelist"), String.valueOf(e.getMessage()))
                    : e;
        }
    }

    private static Remember remember(Fields wanted) {
        String type = wanted.optionalText("pattern_type").orElse("exact");
        return new Remember(
                Arrays.stream(PatternType.values())
                        .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(type))
                        .findFirst()
                        .orElseThrow(() -> GateException.invalid(
                                "whitelist.pattern_type", "pattern_type is exact, glob or regex")),
                wanted.text("pattern"),
                wanted.optionalText("scope").orElse(""),
                wanted.optionalLong("ttl_seconds"));
    }

    void look(ReviewerPeer peer, Fields message) {
        CommandId id = WireIds.command(message.text("id"));
        OrgId org = peer.caller().org();
        CommandRecord stored = reader.command(org, id).orElseThrow(() -> GateException.notFound("command"));
        if (stored.decision().isPresent()) {
            throw new GateException(ErrorCode.ALREADY_DECIDED, "the command is decided");
        }
        desks().desk(org).ifPresent(desk -> desk.look(peer, id));
    }

    void extend(ReviewerPeer peer, Fields message) {
        CommandId id = WireIds.command(message.text("id"));
        long seconds = message.wholeNumber("seconds");
        if (seconds < 1) {
            throw GateException.badMessage("seconds", "`seconds` is 1 to 600");
        }
        extend.extend(peer.caller(), id, seconds);
    }

    void watch(ReviewerPeer peer, Fields message) {
        Authenticator.require(peer.caller(), Permission.SESSIONS_READ);
        SessionId id = WireIds.session(message.text("session_id"));
        OrgId org = peer.caller().org();
        if (reader.session(org, id).isEmpty()) {
            throw GateException.notFound("session");
        }
        if (!peer.watched().contains(id) && peer.watched().size() >= WATCHED_MAX) {
            throw new GateException(ErrorCode.RATE_LIMITED, "you watch 50 sessions; unwatch one first");
        }
        peer.watched().add(id);
        room.watchers().watch(peer.connection(), org, id);
    }

    void unwatch(ReviewerPeer peer, Fields message) {
        SessionId id = WireIds.session(message.text("session_id"));
        peer.watched().remove(id);
        room.watchers().unwatch(peer.connection(), peer.caller().org(), id);
    }

    void forgetWatches(ReviewerPeer peer) {
        List.copyOf(peer.watched())
                .forEach(id ->
                        room.watchers().unwatch(peer.connection(), peer.caller().org(), id));
    }
}
