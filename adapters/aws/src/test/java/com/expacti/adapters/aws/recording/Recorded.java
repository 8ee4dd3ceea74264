package com.expacti.adapters.aws.recording;

import com.expacti.application.recording.CastHeader;
import com.expacti.application.recording.Recording;
import com.expacti.application.recording.RecordingStore;
import com.expacti.application.recording.SealedChunk;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.org.OrgSettings;
import com.expacti.testkit.InMemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket, the rows of recordings, a store over both, and what tests do to them. */
final class Recorded {
    static final SessionId SESSION = new SessionId("sess_01k5q3v7mq3hv0f1h6j8m0p2r4");
    static final OrgId ORG = new OrgId("org_1");

    final S3Client client;
    final Bucket bucket;
    final Interposed rows;
    final S3RecordingStore store;

    Recorded(S3Client client) {
        this.client = client;
        this.bucket = LocalS3.bucket(client);
        this.rows = new Interposed(emptyRows());
        this.store = another();
    }

    /** What another node has, which shares the bucket and the rows. */
    S3RecordingStore another() {
        return new S3RecordingStore(client, bucket, rows);
    }

    /** Rows of these orgs, that know of no recording. */
    static RecordingStore emptyRows() {
        InMemoryStore store = InMemoryStore.create();
        for (OrgId org : List.of(ORG, new OrgId("org_10"), new OrgId("org_1/x"))) {
            store.create(org, OrgSettings.standard("Recorded"), List.of(), List.of());
        }
        return store.recordings();
    }

    void begin(OrgId org, SessionId session) {
        store.begin(org, session, CastHeader.unknown(Instant.EPOCH));
    }

    static Optional<Recording> add(RecordingStore to, OrgId org, SessionId session, String text) {
        return to.append(
                org,
                session,
                before -> new Recording.Next(chunk(text), 1, text.length(), before.lastMicros() + 1, false));
    }

    static SealedChunk chunk(String text) {
        return new SealedChunk(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text of each chunk the recording has. */
    List<String> texts(OrgId org, SessionId session) {
        int count = store.recording(org, session).orElseThrow().chunks();
        return IntStream.range(0, count)
                .mapToObj(i ->
                        new String(store.chunk(org, session, i).orElseThrow().bytes(), StandardCharsets.UTF_8))
                .toList();
    }

    List<String> keys() {
        return client.listObjectsV2(request -> request.bucket(bucket.name())).contents().stream()
                .map(S3Object::key)
                .toList();
    }
}
