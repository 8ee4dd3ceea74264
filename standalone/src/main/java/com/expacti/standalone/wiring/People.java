package com.expacti.standalone.wiring;

import com.expacti.adapters.files.Outbox;
import com.expacti.application.command.IdSource;
import com.expacti.application.mail.Mailer;
import com.expacti.application.mail.PublicAddress;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** How people sign in and are written to. */
@Factory
final class People {
    @Singleton
    PublicAddress publicAddress(@Property(name = "expacti.public-url") String url) {
        return new PublicAddress(url);
    }

    @Singleton
    Mailer mailer(
            @Property(name = "expacti.data") String data,
            @Property(name = "expacti.mail-from") String from,
            InstantSource clock,
            IdSource ids)
            throws IOException {
        return new Outbox(Path.of(data), from, clock, ids);
    }
}
