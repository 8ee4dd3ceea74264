package com.expacti.adapters.aws.recording;

import static com.expacti.adapters.aws.recording.Recorded.ORG;
import static com.expacti.adapters.aws.recording.Recorded.SESSION;
import static com.expacti.adapters.aws.recording.Recorded.add;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.adapters.aws.pending.Faults;
import com.expacti.application.failure.GateException;
import com.expacti.application.recording.RecordingStore;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What is removed from the bucket, and what is not. S3 says by its own clock how old a chunk is: the test's is days ahead of it. */
final class LeftoversTest {
    private static final InstantSource DAYS_LATER = InstantSource.offset(InstantSource.system(), Duration.ofDays(2));
    private static final SessionId OTHER = new SessionId("sess_01k5q3v7mq3hv0f1h6j8m0p2r5");
    private static final int ALL = 1000;

    private final Faults faults = new Faults(LocalS3.http());
    private final S3Client client = LocalS3.client(faults);
    private final Recorded recorded = new Recorded(client);
    private final S3RecordingStore store = recorded.store;

    private Leftovers leftovers(RecordingStore rows) {
        return new Leftovers(client, recorded.bucket, rows, DAYS_LATER);
    }

    /** A node dies after it stored a chunk. */
    private void die(String text) {
        recorded.rows.beforeTheNextRow(() -> {
            throw GateException.unavailable(new IllegalStateException("the node died"));
        });
        assertThrows(GateException.class, () -> add(store, ORG, SESSION, text));
    }

    @Test
    void chunks_without_a_row_go_and_those_with_one_stay() {
        recorded.begin(ORG, SESSION);
        die("beside the first");
        var _ = add(store, ORG, SESSION, "one");
        var _ = add(store, ORG, SESSION, "two");
        die("after the last");
        assertEquals(4, recorded.keys().size());

        assertEquals(2, leftovers(recorded.rows).remove(ORG, ALL));

        assertEquals(2, recorded.keys().size());
        assertEquals(List.of("one", "two"), recorded.texts(ORG, SESSION));
        assertEquals(0, leftovers(recorded.rows).remove(ORG, ALL));
    }

    @Test
    void a_recording_that_was_erased_goes_as_a_whole() {
        recorded.begin(ORG, SESSION);
        var _ = add(store, ORG, SESSION, "one");
        var _ = add(store, ORG, SESSION, "two");

        assertEquals(2, leftovers(Recorded.emptyRows()).remove(ORG, ALL));

        assertEquals(List.of(), recorded.keys());
    }

    @Test
    void what_may_still_get_its_row_stays() {
        recorded.begin(ORG, SESSION);
        die("just now");

        Leftovers now = new Leftovers(client, recorded.bucket, recorded.rows, InstantSource.system());

        assertEquals(0, now.remove(ORG, ALL));
        assertEquals(1, recorded.keys().size());
    }

    @Test
    void invariant_6_another_orgs_are_not_touched_however_alike_its_name() {
        OrgId alike = new OrgId("org_10");
        recorded.begin(alike, SESSION);
        var _ = add(store, alike, SESSION, "one");

        assertEquals(0, leftovers(Recorded.emptyRows()).remove(ORG, ALL));

        assertEquals(List.of("one"), recorded.texts(alike, SESSION));
    }

    @Test
    void what_the_store_did_not_write_stays() {
        List<String> foreign = List.of(
                "recordings/org_1/readme.txt",
                "recordings/org_1/=00/00000000-" + "0".repeat(64),
                "recordings/org_1/=61/00000000-" + "0".repeat(64),
                "elsewhere/org_1/" + SESSION + "/00000000-" + "0".repeat(64));
        foreign.forEach(key -> client.putObject(
                request -> request.bucket(recorded.bucket.name()).key(key), RequestBody.fromString("x")));

        assertEquals(0, leftovers(Recorded.emptyRows()).remove(ORG, ALL));

        assertEquals(4, recorded.keys().size());
    }

    @Test
    void a_listing_is_read_to_its_end_however_short_its_pages() {
        recorded.begin(ORG, SESSION);
        recorded.begin(ORG, OTHER);
        List<String> texts = IntStream.range(0, 5).mapToObj(i -> "chunk " + i).toList();
        texts.forEach(text -> add(store, ORG, SESSION, text));
        texts.forEach(text -> add(store, ORG, OTHER, text));
        die("after the last");
        Leftovers shortPages = new Leftovers(new Chunks(client, recorded.bucket), recorded.rows, DAYS_LATER, 2);

        assertEquals(1, shortPages.remove(ORG, ALL));

        assertEquals(texts, recorded.texts(ORG, SESSION));
        assertEquals(texts, recorded.texts(ORG, OTHER));
    }

    /** S3 answers that all went well, and lists what did not. */
    @Test
    void what_s3_could_not_remove_is_not_counted_and_goes_the_next_time() {
        recorded.begin(ORG, SESSION);
        var _ = add(store, ORG, SESSION, "one");
        List<Place> places = List.of(new Place(SESSION, 0, Fingerprint.of(Recorded.chunk("one"))));
        Chunks chunks = new Chunks(client, recorded.bucket);
        faults.turnAway(
                Faults.Answer.xml(
                        200,
                        "<DeleteResult><Error><Key>" + recorded.keys().getFirst()
                                + "</Key><Code>InternalError</Code></Error></DeleteResult>"),
                1);

        assertEquals(0, chunks.remove(ORG, places));
        assertEquals(1, chunks.remove(ORG, places));

        assertEquals(List.of(), recorded.keys());
    }

    @Test
    void no_more_is_removed_at_once_than_was_allowed() {
        recorded.begin(ORG, SESSION);
        IntStream.range(0, 5).forEach(i -> add(store, ORG, SESSION, "chunk " + i));
        Leftovers erased = leftovers(Recorded.emptyRows());

        assertEquals(3, erased.remove(ORG, 3));
        assertEquals(2, erased.remove(ORG, 3));

        assertTrue(recorded.keys().isEmpty());
        assertThrows(IllegalArgumentException.class, () -> erased.remove(ORG, 0));
        assertThrows(IllegalArgumentException.class, () -> erased.remove(ORG, 1001));
    }
}
