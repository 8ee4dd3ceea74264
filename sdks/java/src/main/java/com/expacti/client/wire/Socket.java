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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A WebSocket that carries one JSON object a text frame. Frames over 1 MiB and binary frames end it. */
public final class Socket implements AutoCloseable {
    private static final int FRAME_CHARACTERS_MAX = 1 << 20;
    private static final int UNAUTHORIZED = 4401;
    private static final Duration SEND_PATIENCE = Duration.ofSeconds(10);

    private final WebSocket web;
    private final ReentrantLock sending = new ReentrantLock();

    private Socket(WebSocket web) {
        this.web = web;
    }

    /**
     * Opens the socket with the token in the {@code Authorization} header, the only place it goes.
     *
     * @throws Lost when it can't be opened; {@link Loss.Kind#REFUSED} for HTTP 401 and 403
     */
    public static Socket open(HttpClient http, URI uri, Token token, Inbox inbox, Duration patience) throws Lost {
        try {
            return new Socket(http.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + token.reveal())
                    .connectTimeout(patience)
                    .buildAsync(uri, new Receiver(inbox))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS));
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
        sending.lock();
        try {
            web.sendText(text, true).get(SEND_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | IllegalStateException failed) {
            throw new Lost(new Loss(Loss.Kind.BROKEN, "the connection was lost"));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Lost(new Loss(Loss.Kind.BROKEN, "interrupted"));
        } finally {
            sending.unlock();
        }
    }

    /** Says goodbye without waiting for an answer, so that the other side knows at once. */
    @Override
    public void close() {
        sending.lock();
        try {
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
        web.abort();
    }

    private static final class Receiver implements WebSocket.Listener {
        private final Inbox inbox;
        private final StringBuilder text = new StringBuilder();
        private final AtomicBoolean ended = new AtomicBoolean();

        Receiver(Inbox inbox) {
            this.inbox = inbox;
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

        private void end(Loss loss) {
            if (ended.compareAndSet(false, true)) {
                inbox.lost(loss);
            }
        }
    }
}
