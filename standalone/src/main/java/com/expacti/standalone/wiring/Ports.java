package com.expacti.standalone.wiring;

import com.expacti.adapters.files.FileKeyset;
import com.expacti.adapters.postgres.tenancy.NodeId;
import com.expacti.application.access.CredentialStore;
import com.expacti.application.access.EvaluationTokens;
import com.expacti.application.announce.LocalAnnouncer;
import com.expacti.application.command.ApprovalTokens;
import com.expacti.application.command.IdSource;
import com.expacti.application.fault.FaultPoint;
import com.expacti.application.org.OrgStore;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.org.SecretSource;
import com.expacti.application.secret.SecretBox;
import com.expacti.application.targets.Vault;
import com.expacti.standalone.evaluation.CrashPoint;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/** The ports this process provides itself: time, chance, files, and what is told inside it. */
@Factory
final class Ports {
    /** Before the framework's own, so that there is one clock. */
    @Singleton
    @Primary
    InstantSource clock() {
        return InstantSource.system();
    }

    @Singleton
    SecretSource secrets() {
        SecureRandom random = new SecureRandom();
        return () -> {
            byte[] bytes = new byte[16];
            random.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        };
    }

    @Singleton
    NodeId node(IdSource ids) {
        return new NodeId("node_" + ids.next());
    }

    @Singleton
    ApprovalTokens approvalTokens(@Property(name = "expacti.keys") String keys) throws IOException {
        return FileKeyset.open(Path.of(keys));
    }

    @Singleton
    Vault vault(SecretBox box) {
        return new Vault(box);
    }

    @Singleton
    LocalAnnouncer announcer() {
        return new LocalAnnouncer();
    }

    @Singleton
    OrgViewCache views(OrgStore store) {
        return new OrgViewCache(store);
    }

    @Singleton
    @Primary
    EvaluationTokens credentials(@Named("stored") CredentialStore stored) {
        return new EvaluationTokens(stored);
    }

    @Singleton
    FaultPoint faults(@Property(name = "expacti.crash-at") Optional<String> crashAt) {
        return crashAt.<FaultPoint>map(CrashPoint::at).orElse(FaultPoint.NONE);
    }
}
