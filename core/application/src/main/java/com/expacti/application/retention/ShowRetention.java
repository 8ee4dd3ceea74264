package com.expacti.application.retention;

import com.expacti.application.access.Authenticator;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.ManageSettings;
import com.expacti.application.org.OrgViewCache;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.Permission;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/** What retention has taken away, and what it would take away next. Takes nothing away itself. */
public final class ShowRetention {
    private final RetentionStore store;
    private final OrgViewCache views;
    private final InstantSource clock;

    public ShowRetention(RetentionStore store, OrgViewCache views, InstantSource clock) {
        this.store = store;
        this.views = views;
        this.clock = clock;
    }

    /**
     * @param days the days asked about; empty: for ever, and nothing would be erased
     * @param from when erasing for these days may begin; empty where it never does
     * @param entries how many entries of the audit log would be erased at once
     * @param erasedTo the number of the last one that was erased, 0 for none
     */
    public record Outlook(OptionalInt days, Optional<Instant> from, long entries, long erasedTo) {}

    /**
     * @param wanted days to ask about instead of those that are set
     * @throws GateException {@code forbidden}; {@code invalid} for days out of range
     */
    public Outlook outlook(PersonCaller caller, OptionalInt wanted) {
        Authenticator.require(caller, Permission.ORG_READ);
        ManageSettings.requireRetention(wanted);
        OptionalInt set = views.fresh(caller.org()).settings().keeping().retentionDays();
        OptionalInt days = wanted.isPresent() ? wanted : set;
        RetentionStore.Standing standing = store.standing(caller.org(), days.orElse(0));
        if (days.isEmpty()) {
            return new Outlook(days, Optional.empty(), 0, standing.erasedTo());
        }
        Instant since = days.equals(set) ? standing.since() : clock.instant();
        return new Outlook(
                days, Optional.of(since.plus(RetentionStore.RESPITE)), standing.entries(), standing.erasedTo());
    }
}
