package com.expacti.standalone.wiring;

import com.expacti.adapters.files.FileAuditKeys;
import com.expacti.adapters.files.FileCheckpoints;
import com.expacti.adapters.files.FileSignerMemory;
import com.expacti.application.audit.AuditKeys;
import com.expacti.application.audit.AuditLog;
import com.expacti.application.audit.Checkpoints;
import com.expacti.application.audit.IssueReceipt;
import com.expacti.application.audit.SignCheckpoint;
import com.expacti.application.audit.SignerMemory;
import com.expacti.application.secret.SecretBox;
import com.expacti.workers.checkpoint.KeepCheckpoints;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** What signs the audit log, and where that is kept: with the keys, so that nodes over one database are one signer. */
@Factory
final class Audit {
    @Singleton
    Checkpoints checkpoints(@Property(name = "expacti.checkpoints") String folder) throws IOException {
        return new FileCheckpoints(Path.of(folder));
    }

    @Singleton
    SignerMemory signerMemory(@Property(name = "expacti.keys") String keys) throws IOException {
        return new FileSignerMemory(Path.of(keys, "audit-signer"));
    }

    @Singleton
    AuditKeys auditKeys(@Property(name = "expacti.keys") String keys, SecretBox box, InstantSource clock)
            throws IOException {
        return FileAuditKeys.open(Path.of(keys), box, clock);
    }

    @Singleton
    SignCheckpoint signer(AuditLog log, SignerMemory memory, Checkpoints archive, AuditKeys keys, InstantSource clock) {
        return new SignCheckpoint(log, memory, archive, keys, clock);
    }

    @Singleton
    IssueReceipt receipts(AuditLog log, AuditKeys keys) {
        return new IssueReceipt(log, keys);
    }

    /** Names no org: the metrics are read by whoever reaches them. */
    @Context
    Gauges gauges(MeterRegistry registry, KeepCheckpoints rounds, SignCheckpoint signer) {
        return new Gauges(
                Gauge.builder(
                                "expacti.audit.checkpoint.age",
                                rounds,
                                r -> r.age().toSeconds())
                        .baseUnit("seconds")
                        .description("Since every org's audit log was last signed")
                        .strongReference(true)
                        .register(registry),
                Gauge.builder("expacti.audit.checkpoint.refused", signer, SignCheckpoint::refused)
                        .description("Orgs whose audit log is not signed because it was rewritten or truncated")
                        .strongReference(true)
                        .register(registry));
    }

    record Gauges(Gauge age, Gauge refused) {}
}
