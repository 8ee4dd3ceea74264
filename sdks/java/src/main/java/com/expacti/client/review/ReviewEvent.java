package com.expacti.client.review;

import com.expacti.client.wire.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happens on the reviewer's socket. */
public sealed interface ReviewEvent {
    record Welcomed(String user, String role) implements ReviewEvent {}

    record Snapshot(List<QueuedCommand> pending) implements ReviewEvent {}

    record Arrived(QueuedCommand command) implements ReviewEvent {}

    record Voted(String id, List<String> names) implements ReviewEvent {}

    record Extended(String id, Instant expiresAt) implements ReviewEvent {}

    record Looking(String id, List<String> users) implements ReviewEvent {}

    record Resolved(String id, String outcome, boolean allow, String decidedBy, String comment)
            implements ReviewEvent {}

    record Refused(String id, String code, String message) implements ReviewEvent {}

    /** The socket is gone; nothing else comes on it. */
    record Gone(String reason, boolean mayReturn) implements ReviewEvent {}

    /** Reads one message; empty for kinds that are not about the queue. */
    static Optional<ReviewEvent> of(Message message) {
        String id = message.text("id").orElse("");
        return switch (message.type()) {
            case "welcome" ->
                Optional.of(new Welcomed(user(message), message.text("role").orElse("")));
            case "snapshot" ->
                Optional.of(new Snapshot(message.objects("pending").stream()
                        .map(QueuedCommand::of)
                        .toList()));
            case "pending_command" -> Optional.of(new Arrived(QueuedCommand.of(message)));
            case "vote_recorded" -> Optional.of(new Voted(id, QueuedCommand.names(message)));
            case "deadline_changed" ->
                message.number("expires_at").isPresent()
                        ? Optional.of(new Extended(
                                id,
                                Instant.ofEpochSecond(
                                        message.number("expires_at").getAsLong())))
                        : Optional.empty();
            case "looking" -> Optional.of(new Looking(id, message.texts("users")));
            case "command_resolved" -> Optional.of(resolved(message, id));
            case "error" ->
                Optional.of(new Refused(
                        id,
                        message.text("code").orElse(""),
                        message.text("message").orElse("refused")));
            default -> Optional.empty();
        };
    }

    private static Resolved resolved(Message message, String id) {
        List<String> deciders = message.texts("decided_by");
        return new Resolved(
                id,
                message.text("outcome").orElse(""),
                message.flag("allow").orElse(false),
                deciders.isEmpty() ? message.text("decided_by").orElse("") : String.join(", ", deciders),
                message.text("comment").orElse(""));
    }

    private static String user(Message message) {
        return message.object("user")
                .flatMap(user -> user.text("name").or(() -> user.text("email")))
                .or(() -> message.text("user"))
                .orElse("");
    }
}
