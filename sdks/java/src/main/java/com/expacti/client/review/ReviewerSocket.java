package com.expacti.client.review;

import com.expacti.client.access.Access;
import com.expacti.client.wire.Inbox;
import com.expacti.client.wire.Loss;
import com.expacti.client.wire.Lost;
import com.expacti.client.wire.Message;
import com.expacti.client.wire.Socket;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A reviewer's live connection. Events come on the socket's thread, in order; the consumer hands over and returns. */
public final class ReviewerSocket implements AutoCloseable {
    private final Socket socket;

    private ReviewerSocket(Socket socket) {
        this.socket = socket;
    }

    public static ReviewerSocket open(HttpClient http, Access access, Consumer<ReviewEvent> events) throws Lost {
        Inbox inbox = new Inbox() {
            @Override
            public void arrived(Message message) {
                ReviewEvent.of(message).ifPresent(events);
            }

            @Override
            public void lost(Loss loss) {
                events.accept(new ReviewEvent.Gone(loss.reason(), loss.kind() == Loss.Kind.BROKEN));
            }
        };
        return new ReviewerSocket(
                Socket.open(http, access.endpoint().reviewerSocket(), access.token(), inbox, Duration.ofSeconds(10)));
    }

    public void allow(String id, Optional<String> comment) throws Lost {
        decide(id, true, comment);
    }

    public void deny(String id, Optional<String> comment) throws Lost {
        decide(id, false, comment);
    }

    /** Tells the others which command is on this screen. */
    public void look(String id) throws Lost {
        socket.send(Map.of("type", "look", "id", id));
    }

    /** Asks for more time; the whole wait never passes 600 s. */
    public void extend(String id, int seconds) throws Lost {
        socket.send(Map.of("type", "extend", "id", id, "seconds", seconds));
    }

    private void decide(String id, boolean allow, Optional<String> comment) throws Lost {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", "decide");
        fields.put("id", id);
        fields.put("allow", allow);
        comment.filter(text -> !text.isBlank()).ifPresent(text -> fields.put("comment", text));
        socket.send(fields);
    }

    @Override
    public void close() {
        socket.close();
    }
}
