package com.expacti.client;

import com.expacti.client.Decision.Approved;
import com.expacti.client.Decision.Denied;
import com.expacti.client.Decision.Settled;
import com.expacti.client.Decision.Unreachable;
import com.expacti.client.access.Access;
import com.expacti.client.wire.Loss;
import com.expacti.client.wire.Lost;
import com.expacti.client.wire.Message;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A connection of an agent to its gate. Threads may share it; each waits for its own command. It never throws for what
 * the network or the gate does: those are decisions that don't allow.
 */
public final class ExpactiClient implements AutoCloseable {
    /** How long the gate keeps a command whose socket was lost. */
    static final Duration GRACE = Duration.ofSeconds(15);

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);
    private static final Duration REDEEM_PATIENCE = Duration.ofSeconds(10);

    private final Access access;
    private final Surroundings surroundings;
    private final HttpClient http;
    private final ReentrantLock connecting = new ReentrantLock();
    private Optional<AgentLine> line = Optional.empty();
    private volatile boolean closed;

    /** Time, chance and names, so that tests hold them. */
    public record Surroundings(InstantSource clock, RandomGenerator chance, Supplier<String> refs) {
        /** The machine's own. */
        public static Surroundings ofThisMachine() {
            return new Surroundings(
                    InstantSource.system(),
                    RandomGenerator.getDefault(),
                    () -> UUID.randomUUID().toString());
        }
    }

    public ExpactiClient(Access access) {
        this(access, Surroundings.ofThisMachine());
    }

    public ExpactiClient(Access access, Surroundings surroundings) {
        this.access = access;
        this.surroundings = surroundings;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_PATIENCE)
                .build();
    }

    /** Asks for a command and waits; runs nothing. Who runs it next redeems first, see {@link #permit}. */
    public Decision run(String command) {
        return run(Submission.of(command));
    }

    /** As {@link #run(String)}, with what else is known about the command. */
    public Decision run(Submission submission) {
        return ask(submission, Waiting.QUIETLY).await();
    }

    /** A command ready to be sent by {@link Ask#await}. */
    public Ask ask(Submission submission, Waiting waiting) {
        return new Ask(this, submission, surroundings.refs().get(), waiting, Optional.empty());
    }

    /** Takes up a command of an earlier connection; an approval that was spent there is answered as a denial. */
    public Ask resume(String sessionId, String ref, Submission submission) {
        return new Ask(this, submission, ref, Waiting.QUIETLY, Optional.of(sessionId));
    }

    /** Waits and redeems: an {@link Approved} answer may be run now, exactly once. */
    public Decision permit(Ask ask) {
        return switch (ask.await()) {
            case Approved approved -> redeem(approved);
            case Denied denied -> denied;
            case Decision.TimedOut late -> late;
            case Unreachable away -> away;
        };
    }

    /** Spends an approval for its command's exact bytes. Anything but a clear yes is a no; it is not tried twice. */
    public Decision redeem(Approved approved) {
        if (approved.approval().isEmpty()) {
            return approved;
        }
        String id = approved.settled().id();
        BlockingQueue<Heard> box = new LinkedBlockingQueue<>();
        try {
            AgentLine open = line(false);
            open.listen(box, List.of(id));
            open.send(Map.of(
                    "type",
                    "redeem",
                    "id",
                    id,
                    "approval_token",
                    approved.approval().get().token(),
                    "command_sha256",
                    approved.submission().digest()));
            Decision answer = redeemed(box, approved);
            open.forget(box);
            return answer;
        } catch (Lost lost) {
            return Ask.gaveUp(lost.loss());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Unreachable("interrupted");
        }
    }

    private static Decision redeemed(BlockingQueue<Heard> box, Approved approved) throws InterruptedException {
        while (true) {
            Heard heard = box.poll(REDEEM_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            switch (heard) {
                case null -> {
                    return new Unreachable("no answer to the redemption");
                }
                case Heard.Gone(Loss loss) -> {
                    return Ask.gaveUp(loss);
                }
                case Heard.Stopped() -> {
                    return new Unreachable("stopped");
                }
                case Heard.Came(Message message) -> {
                    Optional<Decision> answer = answered(message, approved);
                    if (answer.isPresent()) {
                        return answer.get();
                    }
                }
            }
        }
    }

    private static Optional<Decision> answered(Message message, Approved approved) {
        Settled settled = approved.settled();
        return switch (message.type()) {
            case "redeemed" ->
                Optional.of(
                        message.text("id").equals(Optional.of(settled.id()))
                                ? new Approved(settled, approved.submission(), Optional.empty())
                                : new Denied(Settled.refused(settled.id(), "the answer was for another command")));
            case "error" -> Optional.of(Settlement.error(message));
            default -> Optional.empty();
        };
    }

    /** Reports what came of a command that ran. Best effort: nothing answers it. */
    public void result(String id, int exitCode, Duration took, OptionalLong outputBytes) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", "result");
        fields.put("id", id);
        fields.put("exit_code", exitCode);
        fields.put("duration_ms", took.toMillis());
        outputBytes.ifPresent(bytes -> fields.put("output_bytes", bytes));
        try {
            line(false).send(fields);
        } catch (Lost lost) {
            // The command ran and is recorded as approved; only its exit code stays unknown.
        }
    }

    Instant now() {
        return surroundings.clock().instant();
    }

    /** The open line, or a new one; with {@code patiently}, tried again with jitter until the grace is over. */
    AgentLine line(boolean patiently) throws Lost {
        connecting.lock();
        try {
            if (line.isPresent() && line.get().isOpen()) {
                return line.get();
            }
            AgentLine open = patiently ? reconnect() : connect();
            line = Optional.of(open);
            return open;
        } finally {
            connecting.unlock();
        }
    }

    private AgentLine reconnect() throws Lost {
        Instant graceEnds = now().plus(GRACE);
        for (int attempt = 0; ; attempt++) {
            // Jitter, so that the agents of a restarted node don't come back as one.
            pause(Duration.ofMillis(surroundings.chance().nextLong(50, 200L << Math.min(attempt, 4))));
            try {
                return connect();
            } catch (Lost lost) {
                boolean over = !now().isBefore(graceEnds);
                if (over || lost.loss().kind() != Loss.Kind.BROKEN) {
                    throw lost;
                }
            }
        }
    }

    private AgentLine connect() throws Lost {
        if (closed) {
            throw new Lost(new Loss(Loss.Kind.GARBAGE, "the client is closed"));
        }
        return AgentLine.open(http, access, surroundings.clock(), CONNECT_PATIENCE);
    }

    private static void pause(Duration time) throws Lost {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Lost(new Loss(Loss.Kind.GARBAGE, "interrupted"));
        }
    }

    /** Closes the socket; a command that still waits is answered as unreachable. */
    @Override
    public void close() {
        closed = true;
        line.ifPresent(AgentLine::close);
        http.shutdownNow();
    }
}
