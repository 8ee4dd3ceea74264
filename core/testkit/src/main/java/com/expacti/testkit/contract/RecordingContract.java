package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.recording.CastHeader;
import com.expacti.application.recording.Recording;
import com.expacti.application.recording.RecordingStore;
import com.expacti.application.recording.SealedChunk;
import com.expacti.application.session.Session;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RecordingStore} does. */
public abstract class RecordingContract {
    private static final CastHeader HEADER =
            new CastHeader(100, 30, Optional.of("xterm-256color"), Instant.ofEpochSecond(1_774_072_257));
    private static final Digest DIGEST = Digest.ofText("all of it");

    private Store store;
    private RecordingStore recordings;
    private Scene scene;

    /** A store to test, fresh or shared; it is closed after each test. */
    protected abstract Store open();

    @BeforeEach
    final void openStore() {
        store = open();
        recordings = store.recordings();
        scene = new Scene(store);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    final void a_recording_begins_once() {
        recordings.begin(scene.org, scene.session, HEADER);
        recordings.begin(scene.org, scene.session, CastHeader.unknown(Instant.EPOCH));

        assertEquals(
                Optional.of(Recording.begun(scene.session, HEADER)), recordings.recording(scene.org, scene.session));
        assertEquals(Optional.empty(), recordings.chunk(scene.org, scene.session, 0));
    }

    @Test
    final void what_was_added_reads_back_in_its_order() {
        recordings.begin(scene.org, scene.session, HEADER);

        Optional<Recording> _ = append("one", 10, false);
        Optional<Recording> after = append("two", 25, false);

        assertEquals(2, after.orElseThrow().chunks());
        assertEquals(4, after.orElseThrow().events());
        assertEquals(6, after.orElseThrow().bytes());
        assertEquals(25, after.orElseThrow().lastMicros());
        assertEquals(after, recordings.recording(scene.org, scene.session));
        assertEquals(Optional.of(chunk("one")), recordings.chunk(scene.org, scene.session, 0));
        assertEquals(Optional.of(chunk("two")), recordings.chunk(scene.org, scene.session, 1));
    }

    @Test
    final void of_many_that_add_at_once_each_has_its_place() {
        recordings.begin(scene.org, scene.session, HEADER);

        List<Integer> places = Race.run(i -> () -> recordings
                .append(
                        scene.org,
                        scene.session,
                        before -> new Recording.Next(
                                chunk(String.valueOf(before.chunks())), 1, 1, before.lastMicros() + 1, false))
                .orElseThrow()
                .chunks());

        assertEquals(Race.RUNNERS, new TreeSet<>(places).size());
        for (int i = 0; i < Race.RUNNERS; i++) {
            assertEquals(Optional.of(chunk(String.valueOf(i))), recordings.chunk(scene.org, scene.session, i));
        }
        assertEquals(
                Race.RUNNERS,
                recordings.recording(scene.org, scene.session).orElseThrow().lastMicros());
    }

    @Test
    final void nothing_is_added_to_what_was_never_begun_or_is_full() {
        assertEquals(Optional.empty(), append("one", 1, false));

        recordings.begin(scene.org, scene.session, HEADER);
        Optional<Recording> _ = append("one", 1, true);

        assertEquals(Optional.empty(), append("two", 2, false));
        assertTrue(recordings.recording(scene.org, scene.session).orElseThrow().full());
    }

    @Test
    final void a_closed_sessions_recording_is_sealed_once_with_its_digest_in_the_audit_log() {
        recordings.begin(scene.org, scene.session, HEADER);
        Optional<Recording> _ = append("one", 1, false);
        assertFalse(finished().contains(scene.session));
        boolean _ = store.sessions().close(scene.org, scene.session);
        store.passTime(Duration.ofSeconds(5));
        assertTrue(finished().contains(scene.session));

        assertFalse(recordings.seal(scene.org, scene.session, 0, DIGEST));
        assertTrue(recordings.seal(scene.org, scene.session, 1, DIGEST));
        assertFalse(recordings.seal(scene.org, scene.session, 1, DIGEST));

        assertEquals(
                Optional.of(DIGEST),
                recordings.recording(scene.org, scene.session).orElseThrow().sha256());
        assertEquals(Optional.empty(), append("two", 2, false));
        assertFalse(finished().contains(scene.session));
        List<AuditEntry> sealed = scene.chain().stream()
                .filter(e -> "recording_sealed".equals(e.fields().get("event")))
                .toList();
        assertEquals(1, sealed.size());
        assertEquals(DIGEST.hex(), sealed.getFirst().fields().get("recording_sha256"));
        assertEquals(scene.session.value(), sealed.getFirst().fields().get("session_id"));
        assertEquals(2L, sealed.getFirst().fields().get("recording_events"));
        assertEquals(HEADER.bytes().length + 3L, sealed.getFirst().fields().get("recording_bytes"));
    }

    @Test
    final void a_recording_is_its_orgs_alone() {
        Scene other = new Scene(store);
        recordings.begin(scene.org, scene.session, HEADER);
        Optional<Recording> _ = append("one", 1, false);

        assertEquals(Optional.empty(), recordings.recording(other.org, scene.session));
        assertEquals(Optional.empty(), recordings.chunk(other.org, scene.session, 0));
        assertEquals(
                Optional.empty(),
                recordings.append(other.org, scene.session, _ -> new Recording.Next(chunk("x"), 1, 1, 1, false)));
        assertFalse(recordings.seal(other.org, scene.session, 1, DIGEST));
    }

    @Test
    final void an_open_session_is_not_finished_however_old() {
        SessionId open = scene.open(scene.agent, Session.Kind.EXPLICIT);
        recordings.begin(scene.org, open, HEADER);

        store.passTime(Duration.ofHours(2));

        assertFalse(finished().contains(open));
    }

    private List<SessionId> finished() {
        return recordings.finished(Duration.ofSeconds(3), 10_000).stream()
                .filter(ref -> ref.org().equals(scene.org))
                .map(RecordingStore.Ref::session)
                .toList();
    }

    private Optional<Recording> append(String text, long micros, boolean full) {
        return recordings.append(
                scene.org, scene.session, _ -> new Recording.Next(chunk(text), 2, text.length(), micros, full));
    }

    private static SealedChunk chunk(String text) {
        return new SealedChunk(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
