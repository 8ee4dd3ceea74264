package com.expacti.adapters.aws.recording;

import static com.expacti.adapters.aws.recording.Recorded.ORG;
import static com.expacti.adapters.aws.recording.Recorded.SESSION;
import static com.expacti.adapters.aws.recording.Recorded.add;
import static com.expacti.adapters.aws.recording.Recorded.chunk;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.adapters.aws.pending.Faults;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.recording.Recording;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import com.expacti.testkit.contract.Race;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Calls that are lost or turned away, nodes that die or race, a bucket somebody else writes to: a chunk stays what it was. */
final class S3RecordingStoreTest {
    private static final int TOO_OFTEN = 100;

    private final Faults faults = new Faults(LocalS3.http());
    private final S3Client client = LocalS3.client(faults);
    private final Recorded recorded = new Recorded(client);
    private final S3RecordingStore store = recorded.store;

    /** How S3 says that it is busy. */
    private enum Busy implements Faults.Refusal {
        SLOW_DOWN(503, "SlowDown"),
        BROKEN(500, "InternalError"),
        AWAY(503, "ServiceUnavailable"),
        STORING(409, "ConditionalRequestConflict");

        private final Faults.Answer answer;

        Busy(int status, String code) {
            answer = Faults.Answer.xml(status, "<Error><Code>" + code + "</Code><Message>try later</Message></Error>");
        }

        @Override
        public Faults.Answer answer() {
            return answer;
        }
    }

    @Test
    void a_chunk_lies_under_its_org_its_session_and_its_digest() {
        recorded.begin(ORG, SESSION);

        var _ = add(store, ORG, SESSION, "one");

        assertEquals(
                List.of("recordings/org_1/" + SESSION + "/00000000-"
                        + Digest.ofText("one").hex()),
                recorded.keys());
    }

    /** The client sends again by itself, and is told that something is there. */
    @Test
    void a_chunk_whose_answer_was_lost_was_stored_once() {
        recorded.begin(ORG, SESSION);
        faults.loseAnswer();

        Optional<Recording> after = add(store, ORG, SESSION, "one");

        assertEquals(1, after.orElseThrow().chunks());
        assertEquals(List.of("one"), recorded.texts(ORG, SESSION));
        assertEquals(1, recorded.keys().size());
        assertEquals(1, faults.met());
    }

    @ParameterizedTest
    @EnumSource
    void what_is_turned_away_is_tried_again(Busy how) {
        recorded.begin(ORG, SESSION);
        faults.turnAway(how, 2);

        var _ = add(store, ORG, SESSION, "one");

        assertEquals(List.of("one"), recorded.texts(ORG, SESSION));
        assertEquals(2, faults.met());
    }

    @ParameterizedTest
    @EnumSource
    void what_is_turned_away_for_good_is_unavailable_and_no_row_says_otherwise(Busy how) {
        recorded.begin(ORG, SESSION);
        faults.turnAway(how, TOO_OFTEN);

        assertUnavailable(() -> add(store, ORG, SESSION, "one"));

        faults.turnAway(how, 0);
        assertEquals(0, store.recording(ORG, SESSION).orElseThrow().chunks());
        var _ = add(store, ORG, SESSION, "two");
        assertEquals(List.of("two"), recorded.texts(ORG, SESSION));
    }

    @Test
    void what_cannot_be_read_now_is_unavailable_and_not_missing() {
        recorded.begin(ORG, SESSION);
        var _ = add(store, ORG, SESSION, "one");
        faults.turnAway(Busy.AWAY, TOO_OFTEN);

        assertUnavailable(() -> store.chunk(ORG, SESSION, 0));
    }

    @Test
    void invariant_10_a_crash_between_chunk_and_row_costs_the_recording_nothing_it_had() {
        recorded.begin(ORG, SESSION);
        var _ = add(store, ORG, SESSION, "one");
        recorded.rows.beforeTheNextRow(() -> {
            throw GateException.unavailable(new IllegalStateException("the node died"));
        });
        assertUnavailable(() -> add(store, ORG, SESSION, "never"));

        var _ = add(recorded.another(), ORG, SESSION, "two");

        assertEquals(List.of("one", "two"), recorded.texts(ORG, SESSION));
        assertEquals(3, recorded.keys().size());
    }

    @Test
    void a_chunk_another_node_was_quicker_with_is_made_anew_for_the_next_place() {
        recorded.begin(ORG, SESSION);
        recorded.rows.beforeTheNextRow(() -> add(recorded.another(), ORG, SESSION, "first"));

        Optional<Recording> after = store.append(
                ORG,
                SESSION,
                before -> new Recording.Next(chunk("at " + before.chunks()), 1, 4, before.lastMicros() + 1, false));

        assertEquals(2, after.orElseThrow().chunks());
        assertEquals(List.of("first", "at 1"), recorded.texts(ORG, SESSION));
    }

    @Test
    void a_recording_that_was_sealed_while_a_chunk_was_stored_takes_it_not() {
        recorded.begin(ORG, SESSION);
        recorded.rows.beforeTheNextRow(
                () -> assertTrue(recorded.another().seal(ORG, SESSION, 0, Digest.ofText("nothing"))));

        assertEquals(Optional.empty(), add(store, ORG, SESSION, "late"));

        assertEquals(List.of(), recorded.texts(ORG, SESSION));
    }

    @Test
    void of_many_nodes_that_add_at_once_each_has_its_place() {
        recorded.begin(ORG, SESSION);

        List<Integer> places = Race.run(i -> () ->
                add(recorded.another(), ORG, SESSION, "by " + i).orElseThrow().chunks());

        assertEquals(Race.RUNNERS, new TreeSet<>(places).size());
        assertEquals(
                IntStream.range(0, Race.RUNNERS)
                        .mapToObj(i -> "by " + i)
                        .sorted()
                        .toList(),
                recorded.texts(ORG, SESSION).stream().sorted().toList());
    }

    @Test
    void invariant_9_what_somebody_put_in_a_chunks_place_is_not_read() {
        recorded.begin(ORG, SESSION);
        var _ = add(store, ORG, SESSION, "one");
        String key = recorded.keys().getFirst();
        var _ = client.putObject(
                request -> request.bucket(recorded.bucket.name()).key(key), RequestBody.fromString("0ne"));

        assertThrows(IllegalStateException.class, () -> store.chunk(ORG, SESSION, 0));
    }

    @Test
    void a_chunk_that_was_taken_away_is_missing() {
        recorded.begin(ORG, SESSION);
        var _ = add(store, ORG, SESSION, "one");
        String key = recorded.keys().getFirst();
        client.deleteObject(request -> request.bucket(recorded.bucket.name()).key(key));

        assertEquals(Optional.empty(), store.chunk(ORG, SESSION, 0));
    }

    @Test
    void a_recording_from_before_there_was_a_bucket_reads_on_and_goes_on() {
        recorded.begin(ORG, SESSION);
        var _ = add(recorded.rows, ORG, SESSION, "in the row");

        var _ = add(store, ORG, SESSION, "in the bucket");

        assertEquals(List.of("in the row", "in the bucket"), recorded.texts(ORG, SESSION));
        assertEquals(1, recorded.keys().size());
    }

    /** Identifiers may hold what parts a key; none reaches another org's folder by it. */
    @Test
    void invariant_6_no_identifier_leads_into_another_orgs_folder() {
        OrgId odd = new OrgId("org_1/x");
        SessionId step = new SessionId("../../org_10/s");
        recorded.begin(odd, step);

        var _ = add(store, odd, step, "one");

        String digest = Digest.ofText("one").hex();
        assertEquals(List.of("recordings/org_1=2Fx/=2E=2E=2F=2E=2E=2Forg_10=2Fs/00000000-" + digest), recorded.keys());
        assertEquals(List.of("one"), recorded.texts(odd, step));
        assertEquals(Optional.empty(), store.chunk(ORG, step, 0));
    }

    private static void assertUnavailable(Executable call) {
        assertEquals(
                ErrorCode.UNAVAILABLE, assertThrows(GateException.class, call).code());
    }
}
