package com.expacti.client.scripted;

import com.expacti.client.wire.Message;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** One client's socket, in the hands of a test. */
public final class Peer {
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final Map<String, String> headers;
    private final String path;

    Peer(Socket socket, DataInputStream in, OutputStream out, String path, Map<String, String> headers) {
        this.socket = socket;
        this.in = in;
        this.out = out;
        this.path = path;
        this.headers = headers;
    }

    public String path() {
        return path;
    }

    /** A header of the upgrade, by its lower-case name. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Greets as a gate does, with this implicit session. */
    public void welcome(String sessionId) {
        send("""
                {"type":"welcome","protocol":1,"org_id":"org_1","agent_id":"agent_1","agent_name":"claude",\
                "session_id":"%s"}""".formatted(sessionId));
    }

    public void send(String text) {
        write(Frames.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public void sendBinary() {
        write(Frames.BINARY, new byte[] {1, 2, 3});
    }

    /** The next message, of this type. */
    public Message take(String type) {
        Message message = next().orElseThrow(() -> new AssertionError("the socket ended before a `" + type + "`"));
        if (!message.type().equals(type)) {
            throw new AssertionError("expected a `" + type + "`, got " + message.fields());
        }
        return message;
    }

    /** The next message; empty when the client closes. */
    public Optional<Message> next() {
        try {
            while (true) {
                Frames.Frame frame = Frames.read(in);
                if (frame.opcode() == Frames.CLOSE) {
                    return Optional.empty();
                }
                if (frame.opcode() == Frames.PING) {
                    write(Frames.PONG, frame.text().getBytes(StandardCharsets.UTF_8));
                }
                if (frame.opcode() == Frames.TEXT) {
                    return Optional.of(Message.parse(frame.text()));
                }
            }
        } catch (SocketTimeoutException silent) {
            throw new AssertionError("the client said nothing", silent);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    public void close(int code) {
        write(Frames.CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
    }

    /** Ends the line without a word. Reset rather than closed: the JDK's client may miss an end right after a frame. */
    public void drop() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException already) {
            throw new UncheckedIOException(already);
        }
    }

    /** Leaves the goodbye to the client. */
    void linger() {
        while (!socket.isClosed() && next().isPresent()) {
            // What a client says after its script is nobody's business.
        }
    }

    private void write(int opcode, byte[] payload) {
        try {
            Frames.write(out, opcode, payload);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
