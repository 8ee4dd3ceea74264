package com.expacti.cluster.process;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** A node's clock, off by as many seconds as a file says; exists on the class path of tests alone. */
@Singleton
final class JumpingClock implements BeanCreatedEventListener<InstantSource> {
    private static final long LOOK_NANOS = 100_000_000;

    @Override
    public InstantSource onCreated(BeanCreatedEvent<InstantSource> event) {
        String file = System.getProperty("expacti.test.clock");
        if (file == null) {
            return event.getBean();
        }
        Offset offset = new Offset(Path.of(file));
        InstantSource right = event.getBean();
        return () -> right.instant().plus(offset.now());
    }

    private static final class Offset {
        private final Path file;
        private long lookedAt = System.nanoTime() - LOOK_NANOS;
        private Duration last = Duration.ZERO;

        Offset(Path file) {
            this.file = file;
        }

        synchronized Duration now() {
            if (System.nanoTime() - lookedAt >= LOOK_NANOS) {
                lookedAt = System.nanoTime();
                last = read();
            }
            return last;
        }

        private Duration read() {
            try {
                return Files.exists(file)
                        ? Duration.ofSeconds(
                                Long.parseLong(Files.readString(file).strip()))
                        : Duration.ZERO;
            } catch (IOException | NumberFormatException beingWritten) {
                return last;
            }
        }
    }
}
