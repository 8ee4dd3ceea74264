package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.recording.CastEvent;
import com.expacti.application.recording.CastHeader;
import com.expacti.application.recording.ReadRecording;
import com.expacti.application.recording.RecordOutput;
import com.expacti.application.recording.Recording;
import com.expacti.application.recording.RecordingStore;
import com.expacti.application.recording.SealRecordings;
import com.expacti.application.recording.SealedChunk;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.org.Keeping;
import com.expacti.testkit.FakeClock;
import com.expacti.testkit.PlainBox;
import com.expacti.testkit.TestGate;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept of what a session puts out, and who reads it. */
final class RecordingTest {
    private static final String HEADER = "{\"version\": 2, \"width\": 80, \"height\": 24, \"timestamp\": "
            + FakeClock.START.getEpochSecond() + "}\n";

    private final TestGate gate = TestGate.create();
    private final Away store = new Away(gate.ports().recordings());
    private final RecordOutput recorder =
            new RecordOutput(store, new PlainBox(), gate.useCases().views(), gate.clock());
    private final ReadRecording read = new ReadRecording(store, new PlainBox());

    /** A store that can be away. */
    private static final class Away implements RecordingStore {
        private final RecordingStore there;
        private volatile boolean away;

        Away(RecordingStore there) {
            this.there = there;
        }

        private RecordingStore reach() {
            if (away) {
                throw new GateException(ErrorCode.UNAVAILABLE, "the store is away");
            }
            return there;
        }

        @Override
        public void begin(OrgId org, SessionId session, CastHeader header) {
            reach().begin(org, session, header);
        }

        @Override
        public Optional<Recording> append(OrgId org, SessionId session, Function<Recording, Recording.Next> next) {
            return reach().append(org, session, next);
        }

        @Override
        public Optional<Recording> recording(OrgId org, SessionId session) {
            return reach().recording(org, session);
        }

        @Override
        public Optional<SealedChunk> chunk(OrgId org, SessionId session, int number) {
            return reach().chunk(org, session, number);
        }

        @Override
        public List<Ref> finished(Duration age, int limit) {
            return reach().finished(age, limit);
        }

        @Override
        public boolean seal(OrgId org, SessionId session, int chunks, Digest sha256) {
            return reach().seal(org, session, chunks, sha256);
        }
    }

    @Test
    void output_reads_back_as_asciicast_in_its_order() {
        recorder.opened(
                gate.org().org(), gate.session(), new CastHeader(100, 30, Optional.of("xterm"), FakeClock.START));
        out(event(0.12, "o", "hello\r\n\u001b[0m \"\\ ✓ 😀\ud800"));
        out(event(1.5, "r", "100x30"), event(2, "m", "here"));

        assertEquals(
                "{\"version\": 2, \"width\": 100, \"height\": 30, \"timestamp\": "
                        + FakeClock.START.getEpochSecond() + ", \"env\": {\"TERM\": \"xterm\"}}\n"
                        + "[0.120000, \"o\", \"hello\\r\\n\\u001b[0m \\\"\\\\ ✓ 😀\ufffd\"]\n"
                        + "[1.500000, \"r\", \"100x30\"]\n"
                        + "[2.000000, \"m\", \"here\"]\n",
                file());
    }

    @Test
    void moments_never_go_back() {
        out(event(5, "o", "a"));
        out(event(3, "o", "b"), event(6, "o", "c"));

        assertEquals(HEADER + "[5.000000, \"o\", \"a\"]\n[5.000000, \"o\", \"b\"]\n[6.000000, \"o\", \"c\"]\n", file());
    }

    @Test
    void what_was_lost_while_the_store_was_away_is_marked_in_its_place() {
        out(event(1, "o", "before"));
        store.away = true;
        out(event(2, "o", "lost"), event(3, "o", "lost"));
        store.away = false;
        out(event(4, "o", "after"));

        assertEquals(
                HEADER + "[1.000000, \"o\", \"before\"]\n"
                        + "[4.000000, \"m\", \"expacti: 2 events could not be recorded\"]\n"
                        + "[4.000000, \"o\", \"after\"]\n",
                file());
    }

    @Test
    void a_gap_at_the_end_is_marked_when_the_session_closes() {
        out(event(1, "o", "before"));
        store.away = true;
        out(event(2, "o", "lost"));
        store.away = false;

        flush();

        assertTrue(file().endsWith("[1.000000, \"m\", \"expacti: 1 events could not be recorded\"]\n"), file());
    }

    @Test
    void secrets_and_what_is_typed_at_a_prompt_for_a_password_are_not_kept() {
        out(event(1, "o", "export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY\r\n"));
        out(event(2, "o", "[sudo] password for deploy: "), event(3, "i", "hun"), event(3.1, "i", "ter2\rls\r"));
        out(event(4, "o", "\r\n$ "), event(5, "i", "pwd\r"));

        String file = file();
        assertFalse(file.contains("wJalrXUtnFEMI"), file);
        assertTrue(file.contains("[3.000000, \"i\", \"***\"]\n[3.100000, \"i\", \"****\\rls\\r\"]\n"), file);
        assertTrue(file.contains("[5.000000, \"i\", \"pwd\\r\"]"), file);
    }

    @Test
    void a_recording_ends_at_its_limit_with_a_mark_and_says_so() {
        String big = "x".repeat(CastEvent.LENGTH_MAX);
        GateException refused = assertThrows(GateException.class, () -> {
            for (int i = 0; i < 80; i++) {
                int second = i;
                out(IntStream.range(0, 15)
                        .mapToObj(_ -> event(second, "o", big))
                        .toArray(CastEvent[]::new));
            }
        });

        assertEquals(ErrorCode.TOO_LARGE, refused.code());
        Recording recording = store.recording(gate.org().org(), gate.session()).orElseThrow();
        assertTrue(recording.full());
        assertTrue(recording.bytes() <= RecordOutput.BYTES_MAX + 200, recording.toString());
        assertTrue(file().endsWith("the recording has its 64 MiB; what follows is not recorded\"]\n"));
    }

    @Test
    void switched_off_nothing_more_is_kept_and_what_was_stays() {
        out(event(1, "o", "kept"));
        var _ = gate.settings(s -> s.withKeeping(new Keeping(false)));
        out(event(2, "o", "not kept"));

        assertEquals(HEADER + "[1.000000, \"o\", \"kept\"]\n", file());
        assertTrue(gate.chain().getLast().json().contains("recording on → off"));
    }

    @Test
    void a_closed_sessions_recording_has_the_digest_of_its_file_in_the_log() {
        out(event(1, "o", "hello"));
        gate.useCases().sessions().close(gate.agent(), gate.session());
        SealRecordings sealing = new SealRecordings(store, read);
        assertEquals(0, sealing.seal());
        gate.clock().advance(Duration.ofSeconds(5));

        assertEquals(1, sealing.seal());
        assertEquals(0, sealing.seal());
        out(event(2, "o", "too late"));

        assertEquals(
                Digest.ofText(file()).hex(), gate.chain().getLast().fields().get("recording_sha256"));
        assertEquals((long) file().length(), gate.chain().getLast().fields().get("recording_bytes"));
        assertFalse(file().contains("too late"));
        assertTrue(gate.useCases().audit().verify(gate.org().org()).valid());
    }

    @Test
    void a_recording_that_cannot_be_read_keeps_no_other_from_its_digest() {
        store.begin(gate.org().org(), gate.session(), CastHeader.unknown(FakeClock.START));
        var _ = store.append(
                gate.org().org(),
                gate.session(),
                _ -> new Recording.Next(new SealedChunk(new byte[] {1}), 1, 1, 1, false));
        var other = gate.useCases()
                .sessions()
                .open(
                        gate.agent(),
                        com.expacti.application.session.Session.Kind.EXPLICIT,
                        com.expacti.application.session.ManageSessions.Draft.NONE);
        recorder.output(gate.org().org(), other.id(), List.of(event(1, "o", "hello")));
        recorder.flush(gate.org().org(), other.id(), Duration.ofSeconds(30));
        gate.useCases().sessions().close(gate.agent(), gate.session());
        gate.useCases().sessions().close(gate.agent(), other.id());
        gate.clock().advance(Duration.ofSeconds(5));
        SealRecordings sealing = new SealRecordings(store, read);

        assertEquals(1, sealing.seal());
        assertEquals(0, sealing.seal());
        assertTrue(store.recording(gate.org().org(), other.id())
                .orElseThrow()
                .sha256()
                .isPresent());
    }

    @Test
    void who_may_not_read_sessions_reads_no_recording_and_anothers_is_not_there() {
        out(event(1, "o", "hello"));
        TestGate other = gate.beside("other");

        assertEquals(ErrorCode.NOT_FOUND, refused(other.owner()));
        assertEquals(ErrorCode.FORBIDDEN, refused(key(gate.owner())));
    }

    @Test
    void an_event_that_is_none_is_refused() {
        assertThrows(GateException.class, () -> event(-1, "o", ""));
        assertThrows(GateException.class, () -> event(Double.NaN, "o", ""));
        assertThrows(GateException.class, () -> event(1, "x", ""));
        assertThrows(GateException.class, () -> event(1, "o", "x".repeat(CastEvent.LENGTH_MAX + 1)));
        assertThrows(GateException.class, () -> new CastHeader(0, 24, Optional.empty(), FakeClock.START));
        assertThrows(GateException.class, () -> new CastHeader(80, 24, Optional.of("a\nb"), FakeClock.START));
    }

    /** The owner, with a key that reads commands alone. */
    private static PersonCaller key(PersonCaller owner) {
        return new PersonCaller(
                owner.org(),
                owner.credential(),
                owner.user(),
                owner.person(),
                java.util.Set.of(com.expacti.domain.identity.Permission.COMMANDS_READ));
    }

    private ErrorCode refused(PersonCaller caller) {
        return assertThrows(GateException.class, () -> read.file(caller, gate.session()))
                .code();
    }

    private static CastEvent event(double seconds, String kind, String text) {
        return CastEvent.of(seconds, kind, text);
    }

    private void out(CastEvent... events) {
        recorder.output(gate.org().org(), gate.session(), List.of(events));
        flush();
    }

    private void flush() {
        recorder.flush(gate.org().org(), gate.session(), Duration.ofSeconds(30));
    }

    private String file() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        read.file(gate.owner(), gate.session()).forEachRemaining(out::writeBytes);
        return out.toString(StandardCharsets.UTF_8);
    }
}
