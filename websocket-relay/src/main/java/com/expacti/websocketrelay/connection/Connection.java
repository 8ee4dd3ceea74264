package com.expacti.websocketrelay.connection;

import com.expacti.adapters.wire.json.JsonObject;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One open socket. What comes in is handled in order on a virtual thread that exists only while there is something to
 * handle; what goes out never waits for the other end, who loses the socket if they do not read.
 */
public final class Connection {
    static final int INBOX_MESSAGES_MAX = 256;
    static final long INBOX_BYTES_MAX = 2L << 20;
    /** A message goes out only while less than this waits, so that one large one (a snapshot) always may. */
    static final long OUTBOX_BYTES_MAX = 4L << 20;

    private final Channel channel;
    private final Dialogue dialogue;
    private final long openedAtTick;
    private final Serial inbox = new Serial();
    private long inboxBytes;
    private volatile long pongAtTick;
    private volatile boolean closing;
    /** The tick from which on a close that the other end does not answer is forced; 0 while open. */
    private volatile long forceAtTick;
    /** Null until somebody is proven; a field of its own would cost each idle socket an Optional. */
    private volatile @Nullable Peer peer;

    Connection(Channel channel, Dialogue dialogue, long tick) {
        this.channel = channel;
        this.dialogue = dialogue;
        this.openedAtTick = tick;
        this.pongAtTick = tick;
    }

    public Optional<Peer> peer() {
        return Optional.ofNullable(peer);
    }

    void admit(Peer admitted) {
        peer = admitted;
    }

    public boolean isOpen() {
        return !closing && channel.isActive();
    }

    public void send(JsonObject message) {
        send(dialogue.encoded(message));
    }

    /** UTF-8 of one message; the same array may go to many. */
    public void send(byte[] message) {
        if (!isOpen()) {
            return;
        }
        if (waitingBytes() > OUTBOX_BYTES_MAX) {
            close(CloseCode.TOO_SLOW);
            return;
        }
        var _ = channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(message)), channel.voidPromise());
    }

    /** Says why and ends it; the last message is sent first. Only the first call counts. */
    public void close(CloseCode code) {
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
            forceAtTick = dialogue.tick() + 2;
        }
        var _ = channel.writeAndFlush(code.frame(), channel.voidPromise());
    }

    /** Sends the refusal as an error, then ends the socket as unauthorized. */
    public void turnAway(RuntimeException refusal) {
        send(dialogue.error(refusal, Optional.empty(), Optional.empty()));
        close(CloseCode.UNAUTHORIZED);
    }

    /** A whole text message came; called by the channel's event loop only. */
    void arrived(byte[] message) {
        synchronized (this) {
            if (closing) {
                return;
            }
            if (inbox.waiting() < INBOX_MESSAGES_MAX && inboxBytes < INBOX_BYTES_MAX) {
                inboxBytes += message.length;
                inbox.run(() -> handle(message));
                return;
            }
        }
        send(dialogue.tooMany(message));
    }

    private void handle(byte[] message) {
        synchronized (this) {
            inboxBytes -= message.length;
        }
        if (isOpen()) {
            dialogue.handle(this, message);
        }
    }

    /** Runs after the messages that came before. */
    void inOrder(Runnable task) {
        inbox.run(task);
    }

    void pong() {
        pongAtTick = dialogue.tick();
    }

    /** The channel is gone. */
    void gone() {
        closing = true;
        inbox.run(() -> peer().ifPresent(Peer::lost));
    }

    /** Once a second: what is due by {@code tick} for this socket. */
    void second(long tick) {
        if (closing) {
            if (forceAtTick != 0 && tick >= forceAtTick) {
                var _ = channel.close();
            }
            return;
        }
        long age = tick - openedAtTick;
        if (peer == null && age > Dialogue.AUTHENTICATION_SECONDS_MAX) {
            turnAway(Dialogue.unauthenticated());
        } else if (tick - pongAtTick > Dialogue.PONG_SECONDS_MAX) {
            close(CloseCode.GOING_AWAY);
        } else if (age > 0 && age % Dialogue.PING_SECONDS == 0) {
            var _ = channel.writeAndFlush(new PingWebSocketFrame(), channel.voidPromise());
        }
    }

    private long waitingBytes() {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes();
    }
}
