package com.expacti.websocketrelay.connection;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Frames into messages: puts fragments together, answers pings and closes, and ends the socket where a frame may not be. */
final class Frames extends ChannelInboundHandlerAdapter {
    static final int MESSAGE_BYTES_MAX = 1 << 20;

    private final Connection connection;
    private final Runnable gone;
    /** What came of a fragmented message; null between messages, which is nearly always. */
    private byte @Nullable [] partial;

    Frames(Connection connection, Runnable gone) {
        this.connection = connection;
        this.gone = gone;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof WebSocketFrame frame)) {
            ctx.fireChannelRead(message);
            return;
        }
        try {
            read(ctx, frame);
        } finally {
            ReferenceCountUtil.release(frame);
        }
    }

    private void read(ChannelHandlerContext ctx, WebSocketFrame frame) {
        switch (frame) {
            case TextWebSocketFrame text -> part(text);
            case ContinuationWebSocketFrame more -> part(more);
            case BinaryWebSocketFrame binary -> connection.close(CloseCode.BINARY);
            case PingWebSocketFrame ping -> {
                var _ = ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()), ctx.voidPromise());
            }
            case PongWebSocketFrame pong -> connection.pong();
            case CloseWebSocketFrame close -> {
                connection.close(CloseCode.NORMAL);
                var _ = ctx.close();
            }
            default -> connection.close(CloseCode.PROTOCOL);
        }
    }

    private void part(WebSocketFrame frame) {
        byte[] before = partial == null ? new byte[0] : partial;
        int length = before.length + frame.content().readableBytes();
        if (length > MESSAGE_BYTES_MAX) {
            partial = null;
            connection.close(CloseCode.TOO_BIG);
            return;
        }
        byte[] bytes = ByteBufUtil.getBytes(frame.content());
        byte[] whole = bytes;
        if (before.length > 0) {
            whole = Arrays.copyOf(before, length);
            System.arraycopy(bytes, 0, whole, before.length, bytes.length);
        }
        partial = frame.isFinalFragment() ? null : whole;
        if (frame.isFinalFragment()) {
            connection.arrived(whole);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        gone.run();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            connection.close(
                    corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)
                            ? CloseCode.TOO_BIG
                            : CloseCode.PROTOCOL);
        } else {
            var _ = ctx.close();
        }
    }
}
