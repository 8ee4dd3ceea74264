package com.expacti.standalone.wiring;

import com.expacti.application.org.OrgViewCache;
import com.expacti.application.retention.RetentionStore;
import com.expacti.application.retention.ShowRetention;
import com.expacti.workers.purge.PurgeExpired;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** How long orgs keep what is over. */
@Factory
final class Retention {
    @Singleton
    ShowRetention showRetention(RetentionStore store, OrgViewCache views, InstantSource clock) {
        return new ShowRetention(store, views, clock);
    }

    @Singleton
    PurgeExpired.Purge purge(RetentionStore store) {
        return new com.expacti.application.retention.PurgeExpired(store)::purge;
    }
}
