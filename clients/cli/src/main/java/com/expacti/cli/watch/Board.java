package com.expacti.cli.watch;

import com.expacti.client.review.QueuedCommand;
import com.expacti.client.review.ReviewEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The queue as one person sees it. Pure: events and keys in, effects out. What is in focus changes only by a key or
 * because it was decided; new commands join at the end. A decision names the id that was on the screen.
 */
final class Board {
    /** What a key or event asks of the outside. */
    sealed interface Effect {
        record Nothing() implements Effect {}

        record Ring() implements Effect {}

        record Look(String id) implements Effect {}

        record Allow(String id) implements Effect {}

        record AskComment(String id) implements Effect {}

        record Extend(String id) implements Effect {}

        record Quit() implements Effect {}

        record Return(String reason) implements Effect {}
    }

    /** A command that came into focus by itself can't be decided sooner: a key was meant for the one before. */
    private static final Duration STEADY = Duration.ofMillis(700);

    private final List<QueuedCommand> queue = new ArrayList<>();
    private Optional<String> focus = Optional.empty();
    private Optional<String> armed = Optional.empty();
    private String status = "connecting";
    private String who = "";
    private boolean help;
    private Instant steadySince = Instant.EPOCH;

    List<QueuedCommand> queue() {
        return List.copyOf(queue);
    }

    Optional<QueuedCommand> focused() {
        return focus.flatMap(this::find);
    }

    String status() {
        return status;
    }

    String who() {
        return who;
    }

    boolean help() {
        return help;
    }

    void say(String text) {
        status = text;
    }

    Effect heard(ReviewEvent event, Instant now) {
        Optional<String> before = focus;
        Effect effect = applied(event);
        if (!before.equals(focus)) {
            steadySince = now.plus(STEADY);
        }
        return effect;
    }

    private Effect applied(ReviewEvent event) {
        return switch (event) {
            case ReviewEvent.Welcomed(String user, String role) -> {
                who = role.isEmpty() ? user : user + " (" + role + ")";
                status = "watching";
                yield new Effect.Nothing();
            }
            case ReviewEvent.Snapshot(List<QueuedCommand> pending) -> {
                queue.clear();
                queue.addAll(pending);
                armed = Optional.empty();
                yield refocus(0);
            }
            case ReviewEvent.Arrived(QueuedCommand command) -> arrived(command);
            case ReviewEvent.Voted(String id, List<String> names) -> {
                replace(id, command -> command.voted(names));
                yield new Effect.Nothing();
            }
            case ReviewEvent.Extended(String id, var expiresAt) -> {
                replace(id, command -> command.expiring(expiresAt));
                yield new Effect.Nothing();
            }
            case ReviewEvent.Looking(String id, List<String> users) -> {
                if (focus.equals(Optional.of(id)) && users.size() > 1) {
                    status = "looking: " + String.join(", ", users);
                }
                yield new Effect.Nothing();
            }
            case ReviewEvent.Resolved resolved -> resolved(resolved);
            case ReviewEvent.Refused(String id, String code, String message) -> {
                status = "refused: " + message;
                yield new Effect.Nothing();
            }
            case ReviewEvent.Gone(String reason, boolean mayReturn) -> {
                status = reason + (mayReturn ? ", coming back" : "");
                queue.clear();
                focus = Optional.empty();
                armed = Optional.empty();
                yield mayReturn ? new Effect.Return(reason) : new Effect.Quit();
            }
        };
    }

    Effect pressed(int key, Instant now) {
        if (now.isBefore(steadySince) && "aAdD".indexOf(key) >= 0) {
            armed = Optional.empty();
            status = "another command came into focus: look at it first";
            return new Effect.Nothing();
        }
        Optional<String> wasArmed = armed;
        armed = Optional.empty();
        help = key == '?' && !help;
        return switch (key) {
            case 'j', 'J' -> step(1);
            case 'k', 'K' -> step(-1);
            case 'a', 'A' -> focused().map(command -> allow(command, wasArmed)).orElse(new Effect.Nothing());
            case 'd', 'D' -> focus.<Effect>map(Effect.AskComment::new).orElse(new Effect.Nothing());
            case 't', 'T' -> focus.<Effect>map(Effect.Extend::new).orElse(new Effect.Nothing());
            case 'q', 'Q', 3, 4 -> new Effect.Quit();
            default -> new Effect.Nothing();
        };
    }

    /** From HIGH on a second press is needed, and an unknown level is no lower than that. */
    private Effect allow(QueuedCommand command, Optional<String> wasArmed) {
        String level = command.risk().level();
        boolean light = level.equals("LOW") || level.equals("MEDIUM");
        if (light || wasArmed.equals(Optional.of(command.id()))) {
            status = "allowing " + command.id();
            return new Effect.Allow(command.id());
        }
        armed = Optional.of(command.id());
        status = level + ": press a again to allow";
        return new Effect.Nothing();
    }

    private Effect arrived(QueuedCommand command) {
        if (find(command.id()).isPresent()) {
            return new Effect.Nothing();
        }
        queue.add(command);
        if (focus.isEmpty()) {
            focus = Optional.of(command.id());
        }
        return new Effect.Ring();
    }

    private Effect resolved(ReviewEvent.Resolved resolved) {
        int at = index(resolved.id());
        status = resolved.id() + " " + resolved.outcome()
                + (resolved.decidedBy().isEmpty() ? "" : " by " + resolved.decidedBy());
        if (at < 0) {
            return new Effect.Nothing();
        }
        queue.remove(at);
        if (focus.equals(Optional.of(resolved.id()))) {
            armed = Optional.empty();
            return refocus(at);
        }
        return new Effect.Nothing();
    }

    private Effect refocus(int at) {
        focus = queue.isEmpty()
                ? Optional.empty()
                : Optional.of(queue.get(Math.min(at, queue.size() - 1)).id());
        return focus.<Effect>map(Effect.Look::new).orElse(new Effect.Nothing());
    }

    private Effect step(int by) {
        if (queue.isEmpty()) {
            return new Effect.Nothing();
        }
        int at = focus.map(this::index).orElse(0);
        return refocus(Math.clamp((long) at + by, 0, queue.size() - 1));
    }

    private Optional<QueuedCommand> find(String id) {
        return queue.stream().filter(command -> command.id().equals(id)).findFirst();
    }

    private int index(String id) {
        return find(id).map(queue::indexOf).orElse(-1);
    }

    private void replace(String id, UnaryOperator<QueuedCommand> change) {
        queue.replaceAll(command -> command.id().equals(id) ? change.apply(command) : command);
    }
}
