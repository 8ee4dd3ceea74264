package com.expacti.client;

import com.expacti.client.Decision.Denied;
import com.expacti.client.Decision.Settled;
import com.expacti.client.Decision.Unreachable;
import com.expacti.client.wire.Loss;
import com.expacti.client.wire.Lost;
import com.expacti.client.wire.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One command's way to its decision. {@link #await} is called once, by one thread; {@link #cancel} by any. A lost
 * socket is resumed within 15 s; whatever can't be cleared up is a no.
 */
public final class Ask {
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(15);
    private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(2);

    private final ExpactiClient client;
    private final Submission submission;
    private final String ref;
    private final Waiting waiting;
    private final BlockingQueue<Heard> box = new LinkedBlockingQueue<>();

    private Optional<AgentLine> line = Optional.empty();
    private String sessionId;
    private Optional<String> id = Optional.empty();
    private boolean resuming;
    private boolean stopping;
    private Instant patienceEnds;

    Ask(ExpactiClient client, Submission submission, String ref, Waiting waiting, Optional<String> earlierSession) {
        this.client = client;
        this.submission = submission;
        this.ref = ref;
        this.waiting = waiting;
        this.sessionId = earlierSession.or(submission::sessionId).orElse("");
        this.resuming = earlierSession.isPresent();
        this.patienceEnds = client.now().plus(ANSWER_PATIENCE);
    }

    /** The key this command is known by inside its session. */
    public String ref() {
        return ref;
    }

    /** Asks no further: the command is cancelled and {@link #await} answers no, whatever is decided meanwhile. */
    public void cancel() {
        box.add(new Heard.Stopped());
    }

    /** Sends the command and waits for its decision, as long as the gate holds it. */
    public Decision await() {
        try {
            connect(resuming);
            while (true) {
                Optional<Decision> decision = next();
                if (decision.isPresent()) {
                    return stopping ? cancelled() : decision.get();
                }
            }
        } catch (Lost lost) {
            return stopping ? cancelled() : gaveUp(lost.loss());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            sendCancel();
            return cancelled();
        } finally {
            line.ifPresent(open -> open.forget(box));
        }
    }

    private Optional<Decision> next() throws Lost, InterruptedException {
        Duration left = Duration.between(client.now(), patienceEnds);
        Heard heard = left.isNegative() ? null : box.poll(left.toMillis() + 1, TimeUnit.MILLISECONDS);
        if (heard == null) {
            sendCancel();
            return Optional.of(new Unreachable("no answer in time"));
        }
        return switch (heard) {
            case Heard.Came(Message message) -> came(message);
            case Heard.Gone(Loss loss) -> gone(loss);
            case Heard.Stopped() -> stop();
        };
    }

    private Optional<Decision> came(Message message) {
        switch (message.type()) {
            case "pending" -> held(message);
            case "deadline_changed" -> extended(message);
            case "decision" -> {
                return Optional.of(settled(message));
            }
            case "error" -> {
                return Optional.of(refused(message));
            }
            default -> {}
        }
        return Optional.empty();
    }

    private Decision settled(Message message) {
        Optional<String> named = message.text("id");
        if (id.isPresent() && !id.equals(named)) {
            return new Denied(Settled.refused(id.get(), "the answer was for another command"));
        }
        return Settlement.of(message, submission, resuming);
    }

    private Decision refused(Message message) {
        return switch (message.text("code").orElse("")) {
            case "unavailable", "internal", "not_found" ->
                new Unreachable(message.text("message").orElse(""));
            default -> Settlement.error(message);
        };
    }

    private void held(Message message) {
        resuming = false;
        Optional<String> named = message.text("id");
        if (named.isPresent()) {
            id = named;
        }
        if (stopping) {
            sendCancel();
            return;
        }
        extended(message);
    }

    private void extended(Message message) {
        OptionalLong expires = message.number("expires_at");
        if (stopping || expires.isEmpty() || line.isEmpty()) {
            return;
        }
        Instant at = line.get().here(expires.getAsLong());
        patienceEnds = at.plus(ExpactiClient.GRACE);
        waiting.held(new Waiting.Held(id.orElse(""), Risk.of(message), at));
    }

    private Optional<Decision> gone(Loss loss) throws Lost {
        if (stopping || loss.kind() != Loss.Kind.BROKEN) {
            throw new Lost(loss);
        }
        connect(true);
        return Optional.empty();
    }

    private Optional<Decision> stop() {
        stopping = true;
        patienceEnds = client.now().plus(CANCEL_PATIENCE);
        sendCancel();
        return Optional.empty();
    }

    private void connect(boolean again) throws Lost {
        AgentLine open = client.line(again);
        line = Optional.of(open);
        open.listen(box, Stream.concat(Stream.of(ref), id.stream()).toList());
        if (sessionId.isEmpty()) {
            sessionId = open.sessionId();
        }
        resuming = again;
        open.send(again ? Map.of("type", "resume", "ref", ref, "session_id", sessionId) : command());
    }

    private Map<String, Object> command() {
        Map<String, Object> fields = new LinkedHashMap<>(submission.fields());
        fields.put("ref", ref);
        return fields;
    }

    private void sendCancel() {
        if (line.isPresent() && id.isPresent()) {
            try {
                line.get().send(Map.of("type", "cancel", "id", id.get()));
            } catch (Lost lost) {
                // The line is gone: the gate cancels by itself after its 15 s.
            }
        }
    }

    private Decision cancelled() {
        return new Denied(new Settled(
                id.orElse(""),
                "cancelled",
                "cancel",
                Optional.empty(),
                Optional.empty(),
                new Risk(0, "", List.of()),
                Duration.ZERO));
    }

    static Decision gaveUp(Loss loss) {
        return switch (loss.kind()) {
            case REFUSED -> new Denied(Settled.refused("", loss.reason()));
            case BROKEN, GARBAGE -> new Unreachable(loss.reason());
        };
    }
}
