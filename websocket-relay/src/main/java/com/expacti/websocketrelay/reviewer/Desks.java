package com.expacti.websocketrelay.reviewer;

import com.expacti.application.announce.LocalAnnouncer;
import com.expacti.domain.identity.OrgId;
import com.expacti.websocketrelay.connection.Encoder;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The desks of the orgs that have reviewers here; an org without any costs nothing. */
@Singleton
public final class Desks {
    private final PendingReader reader;
    private final Encoder encoder;
    private final Map<OrgId, Manned> desks = new ConcurrentHashMap<>();

    /** A desk lives while somebody sits at it. */
    private record Manned(Desk desk, Set<ReviewerPeer> there) {}

    Desks(PendingReader reader, Encoder encoder, LocalAnnouncer announcer) {
        this.reader = reader;
        this.encoder = encoder;
        announcer.join(event -> desk(event.org()).ifPresent(desk -> desk.heard(event)));
    }

    /** The desk is known before anybody reads its snapshot: what happens from then on has somewhere to go. */
    void join(ReviewerPeer reviewer) {
        desks.compute(reviewer.caller().org(), (org, before) -> {
                    Manned manned = before == null
                            ? new Manned(new Desk(org, reader, encoder), ConcurrentHashMap.newKeySet())
                            : before;
                    manned.there().add(reviewer);
                    return manned;
                })
                .desk()
                .join(reviewer);
    }

    void leave(ReviewerPeer reviewer) {
        desks.computeIfPresent(reviewer.caller().org(), (org, manned) -> {
            manned.there().remove(reviewer);
            manned.desk().leave(reviewer);
            return manned.there().isEmpty() ? null : manned;
        });
    }

    Optional<Desk> desk(OrgId org) {
        return Optional.ofNullable(desks.get(org)).map(Manned::desk);
    }

    public void catchUp(OrgId org) {
        desk(org).ifPresent(Desk::catchUp);
    }

    /** How many different people of the org are connected here. */
    public int people(OrgId org) {
        Manned manned = desks.get(org);
        if (manned == null) {
            return 0;
        }
        return (int) manned.there().stream()
                .map(reviewer -> reviewer.caller().user())
                .distinct()
                .count();
    }
}
