package com.expacti.application.recording;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.secret.SecretBox;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps what sessions put out. Storing goes on behind whoever sends, on a thread of its own: a store that is slow or away
 * holds no command up, and what could not be kept is a marker in the recording.
 */
public final class RecordOutput {
    /** The longest recording, in bytes of its file. */
    public static final long BYTES_MAX = 64L << 20;

    /** Beyond it, sessions that rest are forgotten; what they typed last at a prompt is all that is lost. */
    private static final int LANES_MAX = 10_000;

    private static final System.Logger LOG = System.getLogger(RecordOutput.class.getName());

    private final RecordingStore store;
    private final ChunkBox box;
    private final OrgViewCache views;
    private final InstantSource clock;
    private final AtomicLong waiting = new AtomicLong();
    private final Map<RecordingStore.Ref, Lane> lanes = new ConcurrentHashMap<>();

    public RecordOutput(RecordingStore store, SecretBox box, OrgViewCache views, InstantSource clock) {
        this.store = store;
        this.box = new ChunkBox(box);
        this.views = views;
        this.clock = clock;
    }

    /** The session says what its terminal is. Where that can't be kept, its recording begins with its first output instead. */
    public void opened(OrgId org, SessionId session, CastHeader header) {
        if (!recorded(org)) {
            return;
        }
        try {
            store.begin(org, session, header);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a recording could not be begun; its first output tries again", e);
        }
    }

    /**
     * Takes the events; they are stored soon after, in their order.
     *
     * @throws GateException {@code too_large} once the recording has reached its limit: none of them is kept
     */
    public void output(OrgId org, SessionId session, List<CastEvent> events) {
        if (events.isEmpty() || !recorded(org)) {
            return;
        }
        RecordingStore.Ref ref = new RecordingStore.Ref(org, session);
        Lane lane = lanes.computeIfAbsent(ref, _ -> new Lane(waiting));
        if (lane.isFull()) {
            throw new GateException(
                    ErrorCode.TOO_LARGE,
                    "the session's recording has its 64 MiB; what follows is not recorded, open another");
        }
        if (lane.add(events)) {
            start(ref, lane);
        }
    }

    /** Whether something of the session may still wait here. */
    public boolean holds(OrgId org, SessionId session) {
        return lanes.containsKey(new RecordingStore.Ref(org, session));
    }

    /** Waits until what was taken is stored, but no longer than {@code patience}. */
    public void flush(OrgId org, SessionId session, Duration patience) {
        RecordingStore.Ref ref = new RecordingStore.Ref(org, session);
        Lane lane = lanes.get(ref);
        if (lane == null) {
            return;
        }
        if (lane.lead()) {
            start(ref, lane);
        }
        try {
            if (!lane.await(patience)) {
                LOG.log(System.Logger.Level.WARNING, "the end of a recording is not stored yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The session goes on elsewhere, or not at all: nothing of it is remembered here once it is stored. */
    public void forget(OrgId org, SessionId session) {
        lanes.remove(new RecordingStore.Ref(org, session));
    }

    private boolean recorded(OrgId org) {
        return views.current(org).settings().keeping().recordings();
    }

    private void start(RecordingStore.Ref ref, Lane lane) {
        Thread.ofVirtual().name("record-" + ref.session()).start(() -> drain(ref, lane));
    }

    private void drain(RecordingStore.Ref ref, Lane lane) {
        for (Lane.Batch batch = lane.next(); !batch.isEmpty(); batch = lane.next()) {
            try {
                if (!stored(ref, batch)) {
                    lane.filled();
                }
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "some output could not be recorded; the recording will say so", e);
                lane.failed(batch);
                return;
            }
        }
        if (lanes.size() > LANES_MAX) {
            lanes.remove(ref, lane);
        }
    }

    /** Whether the recording takes more. */
    private boolean stored(RecordingStore.Ref ref, Lane.Batch batch) {
        Optional<Recording> after = append(ref, batch);
        if (after.isEmpty() && store.recording(ref.org(), ref.session()).isEmpty()) {
            store.begin(ref.org(), ref.session(), CastHeader.unknown(clock.instant()));
            after = append(ref, batch);
        }
        return after.filter(Recording::open).isPresent();
    }

    private Optional<Recording> append(RecordingStore.Ref ref, Lane.Batch batch) {
        return store.append(ref.org(), ref.session(), before -> next(ref, before, batch));
    }

    /** The moments never go back, whatever the sender's clock does. */
    private Recording.Next next(RecordingStore.Ref ref, Recording before, Lane.Batch batch) {
        StringBuilder lines = new StringBuilder();
        long moment = before.lastMicros();
        int events = 0;
        for (CastEvent event : marked(batch)) {
            moment = Math.max(moment, event.micros());
            lines.append(event.at(moment).line());
            events++;
        }
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        boolean full = before.bytes() + bytes.length > BYTES_MAX;
        if (full) {
            events = 1;
            bytes = marker(before.lastMicros(), "expacti: the recording has its 64 MiB; what follows is not recorded")
                    .line()
                    .getBytes(StandardCharsets.UTF_8);
            moment = before.lastMicros();
        }
        SealedChunk chunk = box.seal(ref.org(), ref.session(), before.chunks(), bytes);
        return new Recording.Next(chunk, events, bytes.length, moment, full);
    }

    private static List<CastEvent> marked(Lane.Batch batch) {
        List<CastEvent> events = new ArrayList<>();
        if (batch.lost() > 0) {
            long at = batch.events().isEmpty() ? 0 : batch.events().getFirst().micros();
            events.add(marker(at, "expacti: %d events could not be recorded".formatted(batch.lost())));
        }
        events.addAll(batch.events());
        return events;
    }

    private static CastEvent marker(long at, String text) {
        return new CastEvent(at, CastEvent.Kind.MARKER, text);
    }
}
