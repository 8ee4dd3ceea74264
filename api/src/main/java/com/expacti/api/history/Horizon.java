package com.expacti.api.history;

import com.expacti.application.failure.GateException;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.session.Session;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.OrgId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Predicate;

/** What is older than the history of the org's plan is not shown. What is still open is, however old. */
@Singleton
public final class Horizon {
    private final OrgViewCache views;
    private final InstantSource clock;

    Horizon(OrgViewCache views, InstantSource clock) {
        this.views = views;
        this.clock = clock;
    }

    public Predicate<CommandRecord> commands(OrgId org) {
        Optional<Instant> since = since(org);
        return stored ->
                stored.decision().isEmpty() || shows(since, stored.submission().submittedAt());
    }

    public Predicate<Session> sessions(OrgId org) {
        Optional<Instant> since = since(org);
        return session -> session.closedAt().map(closed -> shows(since, closed)).orElse(true);
    }

    /** An entry whose moment cannot be read is shown: whoever tampers with it hides nothing. */
    public Predicate<AuditEntry> entries(OrgId org) {
        Optional<Instant> since = since(org);
        return entry -> moment(entry).map(at -> shows(since, at)).orElse(true);
    }

    /** The same, or {@code not_found} for one that is not shown. */
    public CommandRecord require(OrgId org, CommandRecord stored) {
        if (!commands(org).test(stored)) {
            throw GateException.notFound("command");
        }
        return stored;
    }

    /** The same, or {@code not_found} for one that is not shown. */
    public Session require(OrgId org, Session session) {
        if (!sessions(org).test(session)) {
            throw GateException.notFound("session");
        }
        return session;
    }

    private Optional<Instant> since(OrgId org) {
        Instant now = clock.instant();
        return views.current(org).plan().at(now).history().map(now::minus);
    }

    private static boolean shows(Optional<Instant> since, Instant moment) {
        return since.filter(moment::isBefore).isEmpty();
    }

    private static Optional<Instant> moment(AuditEntry entry) {
        try {
            return Optional.ofNullable(entry.fields().get("timestamp"))
                    .map(Object::toString)
                    .map(Instant::parse);
        } catch (DateTimeParseException damaged) {
            return Optional.empty();
        }
    }
}
