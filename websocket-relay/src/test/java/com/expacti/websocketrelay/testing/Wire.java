package com.expacti.websocketrelay.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A WebSocket over a plain socket (RFC 6455), so that any frame at all can be sent and every one received is seen. */
public final class Wire implements AutoCloseable {
    private static final int PATIENCE_MS = 10_000;
    private static final JsonMapper JSON = JsonMapper.createDefault();

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final String statusLine;

    private Wire(Socket socket, DataInputStream in, OutputStream out, String statusLine) {
        this.socket = socket;
        this.in = in;
        this.out = out;
        this.statusLine = statusLine;
    }

    public static Wire upgrade(int port, String path, Map<String, String> headers) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MS);
            socket.setTcpNoDelay(true);
            StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
            headers.forEach((name, value) ->
                    request.append(name).append(": ").append(value).append("\r\n"));
            OutputStream out = socket.getOutputStream();
            out.write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            return new Wire(socket, in, out, head(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Wire agent(int port, String token) {
        return welcomed(upgrade(port, "/shell/ws", Map.of("Authorization", "Bearer " + token)));
    }

    public static Wire reviewer(int port, String token) {
        return welcomed(upgrade(port, "/reviewer/ws", Map.of("Authorization", "Bearer " + token)));
    }

    private static Wire welcomed(Wire wire) {
        assertEquals(101, wire.status());
        return wire;
    }

    private static String head(DataInputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            head.write(in.readByte());
        }
        return head.toString(StandardCharsets.UTF_8);
    }

    public int status() {
        return Integer.parseInt(statusLine.split(" ")[1]);
    }

    /** The upgrade's answer, head only. */
    public String head() {
        return statusLine;
    }

    public Wire send(String json) {
        return frame(0x81, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    public Wire sendAsIs(String text) {
        return frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    /** One masked frame; {@code first} is FIN and opcode. */
    public Wire frame(int first, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            frame.write(0x80 | 126);
            frame.write(payload.length >>> 8);
            frame.write(payload.length);
        } else {
            frame.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >>> shift));
            }
        }
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        try {
            out.write(frame.toByteArray());
        } catch (IOException e) {
            // The server may close while we still write; what it said is read next.
            assertTrue(e instanceof SocketException, e.toString());
        }
        return this;
    }

    /** The next message, of whatever type. */
    public JsonNode receive() {
        Frame frame = next();
        assertEquals(1, frame.opcode(), () -> "a text frame, not " + frame);
        return parse(frame.payload());
    }

    /** The next message, which has to be of this type. */
    public JsonNode receive(String type) {
        JsonNode message = receive();
        assertEquals(type, text(message, "type"), message::toString);
        return message;
    }

    /** The next message of this type; others before it are let go. */
    public JsonNode await(String type) {
        JsonNode message = receive();
        while (!text(message, "type").equals(type)) {
            message = receive();
        }
        return message;
    }

    /** The code the server closes with; messages before it are let go. */
    public int closed() {
        Frame frame = next();
        while (frame.opcode() != 8) {
            frame = next();
        }
        return frame.payload().length < 2 ? 1005 : (frame.payload()[0] & 0xff) << 8 | (frame.payload()[1] & 0xff);
    }

    /** Whatever came before the answer to one more message. */
    public List<JsonNode> untilAnswered() {
        send("{'type':'nonsense','ref':'until-answered'}");
        List<JsonNode> messages = new ArrayList<>();
        JsonNode message = receive();
        while (!text(message, "ref").equals("until-answered")) {
            messages.add(message);
            message = receive();
        }
        return messages;
    }

    /** The server's answer to a ping comes at any time; this waits for one. */
    public void pong() {
        assertEquals(10, next().opcode());
    }

    /** Whether the server has cut the connection. */
    public boolean isCut() {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException cut) {
            return true;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    private record Frame(int opcode, byte[] payload) {
        @Override
        public String toString() {
            return opcode + " " + new String(payload, StandardCharsets.UTF_8);
        }
    }

    /** The next frame; pings of the server are answered as any client does. */
    private Frame next() {
        try {
            int first = in.readUnsignedByte();
            long length = in.readUnsignedByte();
            length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
            byte[] payload = new byte[(int) length];
            in.readFully(payload);
            if ((first & 15) == 9) {
                frame(0x8a, payload);
                return next();
            }
            return new Frame(first & 15, payload);
        } catch (EOFException e) {
            throw new AssertionError("the server cut the connection without a close frame", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(byte[] payload) {
        try {
            return JSON.readValue(payload, JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(JsonNode message, String field) {
        JsonNode node = message.get(field);
        return node == null ? "" : node.coerceStringValue();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
