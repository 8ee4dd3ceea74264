package com.expacti.client;

import com.expacti.client.access.Access;
import com.expacti.client.wire.Inbox;
import com.expacti.client.wire.Loss;
import com.expacti.client.wire.Lost;
import com.expacti.client.wire.Message;
import com.expacti.client.wire.Socket;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One agent socket from welcome to loss: hands each message to who waits for its {@code ref} or {@code id}. */
final class AgentLine {
    private final Socket socket;
    private final Mailroom mailroom;
    private final String sessionId;
    private final Duration ahead;

    private AgentLine(Socket socket, Mailroom mailroom, Message welcome, InstantSource clock) throws Lost {
        this.socket = socket;
        this.mailroom = mailroom;
        this.sessionId = welcome.text("session_id")
                .orElseThrow(() -> new Lost(new Loss(Loss.Kind.GARBAGE, "the welcome named no session")));
        Instant here = clock.instant();
        this.ahead = welcome.number("timestamp").isPresent()
                ? Duration.between(
                        here, Instant.ofEpochSecond(welcome.number("timestamp").getAsLong()))
                : Duration.ZERO;
    }

    static AgentLine open(HttpClient http, Access access, InstantSource clock, Duration patience) throws Lost {
        Mailroom mailroom = new Mailroom();
        Socket socket = Socket.open(http, access.endpoint().agentSocket(), access.token(), mailroom, patience);
        try {
            return new AgentLine(socket, mailroom, mailroom.welcome(patience), clock);
        } catch (Lost lost) {
            socket.close();
            throw lost;
        }
    }

    String sessionId() {
        return sessionId;
    }

    /** A server's time stamp on this machine's clock. */
    Instant here(long epochSeconds) {
        return Instant.ofEpochSecond(epochSeconds).minus(ahead);
    }

    boolean isOpen() {
        return mailroom.loss().isEmpty();
    }

    /**
     * Everything that names one of the keys goes to the box, and so does the loss of the line, once, even one that is
     * past. An id that is first seen beside a known {@code ref} becomes a key by itself.
     */
    void listen(BlockingQueue<Heard> box, Collection<String> keys) {
        mailroom.add(box, keys);
    }

    void forget(BlockingQueue<Heard> box) {
        mailroom.remove(box);
    }

    void send(Map<String, ?> fields) throws Lost {
        socket.send(fields);
    }

    void close() {
        socket.close();
    }

    private static final class Mailroom implements Inbox {
        private final CompletableFuture<Message> welcome = new CompletableFuture<>();
        private final Map<String, BlockingQueue<Heard>> boxes = new HashMap<>();
        private Optional<Loss> loss = Optional.empty();

        Message welcome(Duration patience) throws Lost {
            try {
                return welcome.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException gone) {
                throw new Lost(loss().orElseThrow());
            } catch (TimeoutException late) {
                throw new Lost(new Loss(Loss.Kind.BROKEN, "the server did not welcome us"));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new Lost(new Loss(Loss.Kind.BROKEN, "interrupted"));
            }
        }

        synchronized Optional<Loss> loss() {
            return loss;
        }

        synchronized void add(BlockingQueue<Heard> box, Collection<String> keys) {
            keys.forEach(key -> boxes.put(key, box));
            loss.ifPresent(gone -> box.add(new Heard.Gone(gone)));
        }

        synchronized void remove(BlockingQueue<Heard> box) {
            boxes.values().removeIf(other -> other == box);
        }

        @Override
        public void arrived(Message message) {
            if (!welcome.isDone()) {
                greeted(message);
                return;
            }
            synchronized (this) {
                Optional<String> ref = message.text("ref");
                Optional<String> id = message.text("id");
                if (ref.isEmpty() && id.isEmpty() && message.type().equals("error")) {
                    // An error that names nobody may be anybody's: each of them takes it as a no.
                    tellAll(new Heard.Came(message));
                    return;
                }
                Optional<BlockingQueue<Heard>> asked = ref.map(boxes::get);
                asked.ifPresent(box -> id.ifPresent(known -> boxes.put(known, box)));
                asked.or(() -> id.map(boxes::get)).ifPresent(box -> box.add(new Heard.Came(message)));
            }
        }

        private void greeted(Message message) {
            switch (message.type()) {
                case "welcome" -> welcome.complete(message);
                case "error" ->
                    lost(
                            message.text("code").orElse("").equals("unauthorized")
                                    ? new Loss(Loss.Kind.REFUSED, "the token was refused")
                                    : new Loss(Loss.Kind.BROKEN, "the server refused the connection"));
                default -> lost(new Loss(Loss.Kind.GARBAGE, "the server did not begin with a welcome"));
            }
        }

        @Override
        public void lost(Loss gone) {
            synchronized (this) {
                if (loss.isEmpty()) {
                    loss = Optional.of(gone);
                    tellAll(new Heard.Gone(gone));
                }
            }
            welcome.completeExceptionally(new Lost(gone));
        }

        private void tellAll(Heard heard) {
            Set<BlockingQueue<Heard>> all = Collections.newSetFromMap(new IdentityHashMap<>());
            all.addAll(boxes.values());
            all.forEach(box -> box.add(heard));
        }
    }
}
