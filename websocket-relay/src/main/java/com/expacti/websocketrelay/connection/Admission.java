package com.expacti.websocketrelay.connection;

import com.expacti.domain.identity.Caller;
import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.netty.websocket.AbstractNettyWebSocketHandler;
import io.micronaut.http.netty.websocket.WebSocketSessionRepository;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.websocket.WebSocketSession;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Turns an upgraded channel into a {@link Connection}. An idle socket keeps nothing of its request: the framework's
 * handlers leave the pipeline, and neither idle timer nor compression stays behind.
 */
@Singleton
public final class Admission {
    static final String CALLER = "expacti.caller";

    private final Connections connections;
    private final BeanProvider<EmbeddedServer> server;

    Admission(Connections connections, BeanProvider<EmbeddedServer> server) {
        this.connections = connections;
        this.server = server;
    }

    /** On the channel's event loop, while the upgrade is being answered. */
    public void open(WebSocketSession session, HttpRequest<?> request, Peer.Maker maker) {
        if (!(request instanceof NettyHttpRequest<?> upgraded)) {
            throw new IllegalStateException("sockets are served by Netty, not by " + request.getClass());
        }
        Channel channel = upgraded.getChannelHandlerContext().channel();
        Frames frames = connections.take(channel, request.getAttribute(CALLER, Caller.class), maker);
        ChannelPipeline pipeline = channel.pipeline();
        // Ends of our own: a close is said, and waits for its answer, before the channel goes (RFC 6455 §7.1.1).
        ChannelHandler decoder = Optional.<ChannelHandler>ofNullable(pipeline.get(WebSocket13FrameDecoder.class))
                .orElseThrow(() -> new IllegalStateException("a socket speaks version 13 of the protocol"));
        pipeline.replace(decoder, "expacti-decoder", decoder());
        pipeline.addAfter("expacti-decoder", "expacti-frames", frames);
        // The server would cut what it keeps a list of before anybody could say 1012.
        if (server.get() instanceof WebSocketSessionRepository repository) {
            repository.removeChannel(channel);
        }
        channel.eventLoop().execute(() -> forget(pipeline));
    }

    private static ChannelHandler decoder() {
        return new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(Frames.MESSAGE_BYTES_MAX)
                .closeOnProtocolViolation(false)
                .allowExtensions(false)
                .withUTF8Validator(false)
                .build());
    }

    private static void forget(ChannelPipeline pipeline) {
        for (String name :
                new String[] {AbstractNettyWebSocketHandler.ID, ChannelPipelineCustomizer.HANDLER_IDLE_STATE}) {
            Optional.ofNullable(pipeline.get(name)).ifPresent(handler -> pipeline.remove(name));
        }
    }
}
