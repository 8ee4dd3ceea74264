package com.expacti.workers.record;

import com.expacti.application.recording.SealRecordings;
import com.expacti.workers.schedule.Job;
import java.time.Duration;

/** Puts the digest of each recording into the audit log once its session is closed. */
public final class SealFinished implements Job {
    private final SealRecordings recordings;

    public SealFinished(SealRecordings recordings) {
        this.recordings = recordings;
    }

    @Override
    public String name() {
        return "seal-recordings";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(2);
    }

    @Override
    public int run() {
        return recordings.seal();
    }
}
