package com.expacti.client.wire;

import com.expacti.client.access.Token;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A WebSocket that carries one JSON object a text frame. Frames over 1 MiB and binary frames end it. */
public final class Socket implements AutoCloseable {
    private static final int FRAME_CHARACTERS_MAX = 1 << 20;
    private static final int UNAUTHORIZED = 4401;
    private static final Duration SEND_PATIENCE = Duration.ofSeconds(10);

    private static final Duration FIRST_PING = Duration.ofMillis(500);
    private static final Duration PING_EVERY = Duration.ofSeconds(4);
    private static final Duration PONG_PATIENCE = Duration.ofSeconds(6);

    private final WebSocket web;
    private final Receiver receiver;
    private final ReentrantLock sending = new ReentrantLock();

    private Socket(WebSocket web, Receiver receiver) {
        this.web = web;
        this.receiver = receiver;
    }

    /**
     * Opens the socket with the token in the {@code Authorization} header, the only place it goes.
     *
     * @throws Lost when it can't be opened; {@link Loss.Kind#REFUSED} for HTTP 401 and 403
     */
    public static Socket open(HttpClient http, URI uri, Token token, Inbox inbox, Duration patience) throws Lost {
        try {
            Receiver receiver = new Receiver(inbox);
            Socket socket = new Socket(
                    http.newWebSocketBuilder()
                            .header("Authorization", "Bearer " + token.reveal())
                            .connectTimeout(patience)
                            .buildAsync(uri, receiver)
                            .get(patience.toMillis(), TimeUnit.MILLISECONDS),
                    receiver);
            Thread.ofVirtual().name("expacti-heartbeat").start(socket::beat);
            return socket;
        } catch (ExecutionException failed) {
            throw new Lost(refusal(failed.getCause()));
        } catch (TimeoutException late) {
            throw new Lost(new Loss(Loss.Kind.BROKEN, "no answer within " + patience.toSeconds() + " s"));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Lost(new Loss(Loss.Kind.BROKEN, "interrupted"));
        }
    }

    private static Loss refusal(@Nullable Throwable cause) {
        if (cause instanceof WebSocketHandshakeException handshake) {
            int status = handshake.getResponse().statusCode();
            return status == 401 || status == 403
                    ? new Loss(Loss.Kind.REFUSED, "the token was refused (HTTP " + status + ")")
                    : new Loss(Loss.Kind.BROKEN, "the server answered HTTP " + status);
        }
        return new Loss(Loss.Kind.BROKEN, "no connection");
    }

    /** Sends one message; returns when it is on its way. */
    public void send(Map<String, ?> fields) throws Lost {
        String text = Message.print(fields);
        write(() -> web.sendText(text, true));
    }

    private void write(Supplier<CompletableFuture<WebSocket>> frame) throws Lost {
        sending.lock();
        try {
            frame.get().get(SEND_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | IllegalStateException failed) {
            throw new Lost(new Loss(Loss.Kind.BROKEN, "the connection was lost"));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Lost(new Loss(Loss.Kind.BROKEN, "interrupted"));
        } finally {
            sending.unlock();
        }
    }

    /**
     * Pings, so that a line that broke in silence is known while its command can still be resumed. The JDK's WebSocket
     * also misses an end of stream now and then when it comes right behind a frame.
     */
    private void beat() {
        try {
            for (Duration pause = FIRST_PING; !receiver.hasEnded(); pause = pause.multipliedBy(2)) {
                pause = pause.compareTo(PING_EVERY) > 0 ? PING_EVERY : pause;
                Thread.sleep(pause);
                if (!receiver.hasEnded()) {
                    receiver.pinged();
                    write(() -> web.sendPing(ByteBuffer.allocate(0)));
                }
            }
        } catch (Lost lost) {
            receiver.end(lost.loss());
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says goodbye without waiting for an answer, so that the other side knows at once. */
    @Override
    public void close() {
        sending.lock();
        try {
            receiver.end(new Loss(Loss.Kind.GARBAGE, "the connection is closed"));
            web.sendClose(WebSocket.NORMAL_CLOSURE, "").get(1, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | IllegalStateException gone) {
            web.abort();
        } catch (InterruptedException stopped) {
            web.abort();
            Thread.currentThread().interrupt();
        } finally {
            sending.unlock();
        }
    }

    /** Drops the line as a broken network would. */
    public void abort() {
        receiver.end(new Loss(Loss.Kind.BROKEN, "the connection was dropped"));
        web.abort();
    }

    private static final class Receiver implements WebSocket.Listener {
        private static final long ANSWERED = Long.MIN_VALUE;

        private final Inbox inbox;
        private final StringBuilder text = new StringBuilder();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final AtomicLong unansweredSince = new AtomicLong(ANSWERED);

        Receiver(Inbox inbox) {
            this.inbox = inbox;
        }

        boolean hasEnded() {
            return ended.get();
        }

        void pinged() throws Lost {
            long now = System.nanoTime();
            long since = unansweredSince.get();
            if (since != ANSWERED && now - since > PONG_PATIENCE.toNanos()) {
                throw new Lost(new Loss(Loss.Kind.BROKEN, "the connection went silent"));
            }
            unansweredSince.compareAndSet(ANSWERED, now);
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket web, ByteBuffer message) {
            unansweredSince.set(ANSWERED);
            web.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket web, CharSequence data, boolean last) {
            if (text.length() + data.length() > FRAME_CHARACTERS_MAX) {
                garbage(web, "a message over 1 MiB came");
                return null;
            }
            text.append(data);
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                deliver(web, whole);
            }
            web.request(1);
            return null;
        }

        private void deliver(WebSocket web, String whole) {
            try {
                Message message = Message.parse(whole);
                if (!ended.get()) {
                    inbox.arrived(message);
                }
            } catch (IOException bad) {
                garbage(web, "the answer was " + bad.getMessage());
            }
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket web, ByteBuffer data, boolean last) {
            garbage(web, "a binary frame came");
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket web, int code, String reason) {
            end(
                    code == UNAUTHORIZED
                            ? new Loss(Loss.Kind.REFUSED, "the token was refused or revoked")
                            : new Loss(Loss.Kind.BROKEN, "the server closed the connection (" + code + ")"));
            return null;
        }

        @Override
        public void onError(WebSocket web, Throwable error) {
            end(new Loss(Loss.Kind.BROKEN, "the connection was lost"));
        }

        private void garbage(WebSocket web, String reason) {
            end(new Loss(Loss.Kind.GARBAGE, reason));
            web.abort();
        }

        void end(Loss loss) {
            if (ended.compareAndSet(false, true)) {
                inbox.lost(loss);
            }
        }
    }
}
