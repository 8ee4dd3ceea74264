package com.expacti.standalone.wiring;

import com.expacti.application.org.OrgViewCache;
import com.expacti.application.recording.ReadRecording;
import com.expacti.application.recording.RecordOutput;
import com.expacti.application.recording.RecordingStore;
import com.expacti.application.recording.SealRecordings;
import com.expacti.application.secret.SecretBox;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Recordings: keeping, reading and sealing them. */
@Factory
final class Recordings {
    @Singleton
    RecordOutput recordOutput(RecordingStore store, SecretBox box, OrgViewCache views, InstantSource clock) {
        return new RecordOutput(store, box, views, clock);
    }

    @Singleton
    ReadRecording readRecording(RecordingStore store, SecretBox box) {
        return new ReadRecording(store, box);
    }

    @Singleton
    SealRecordings sealRecordings(RecordingStore store, ReadRecording read) {
        return new SealRecordings(store, read);
    }
}
