package com.expacti.application.announce;

import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import java.util.List;
import java.util.Optional;

/**
 * Events as nodes tell them to each other: a first line {@code 1 node}, then one line an event, {@code kind org id}.
 * Identifiers hold neither blanks nor line feeds. No command text, no name and no time is among them: anybody who may
 * speak on the bus can then make a node look into the store, and nothing else.
 */
public final class EventLines {
    private static final String VERSION = "1";

    private EventLines() {}

    /** One event on its line; of two with the same key the newer is told. */
    record Line(String key, String text, long age) {
        private static Line of(String text) {
            return new Line(text, text, 0);
        }

        static Line newer(Line one, Line other) {
            return one.age > other.age ? one : other;
        }
    }

    static Line line(Event event) {
        return switch (event) {
            case Event.CommandPending pending -> Line.of("pending " + pending.org() + " " + pending.command());
            case Event.VoteRecorded vote -> stirred(vote.org(), vote.command());
            case Event.DeadlineChanged changed -> stirred(changed.org(), changed.command());
            // Whoever messages the backup reviewers does so on the node where it happened, and on no other.
            case Event.Escalated escalated -> stirred(escalated.org(), escalated.command());
            case Event.Stirred stirred -> stirred(stirred.org(), stirred.command());
            case Event.Reminded reminded -> Line.of("reminded " + reminded.org() + " " + reminded.command());
            case Event.CommandResolved resolved -> Line.of("resolved " + resolved.org() + " " + resolved.command());
            case Event.SessionOpened opened -> Line.of("opened " + opened.org() + " " + opened.session());
            case Event.SessionClosed closed -> Line.of("closed " + closed.org() + " " + closed.session());
            case Event.GateMoved moved ->
                new Line(
                        "moved " + moved.org(),
                        "moved " + moved.org() + " " + moved.gateVersion(),
                        moved.gateVersion());
        };
    }

    private static Line stirred(OrgId org, CommandId command) {
        return Line.of("stirred " + org + " " + command);
    }

    static String header(String node) {
        return VERSION + " " + node;
    }

    /** What others told; nothing where {@code node} told it. What this version does not understand is left out. */
    public static List<Event> read(String payload, String node) {
        List<String> lines = payload.lines().toList();
        if (lines.isEmpty()
                || !lines.getFirst().startsWith(VERSION + " ")
                || lines.getFirst().equals(header(node))) {
            return List.of();
        }
        return lines.stream().skip(1).flatMap(line -> event(line).stream()).toList();
    }

    private static Optional<Event> event(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            OrgId org = new OrgId(parts[1]);
            String id = parts[2];
            return switch (parts[0]) {
                case "pending" -> Optional.of(new Event.CommandPending(org, new CommandId(id)));
                case "stirred" -> Optional.of(new Event.Stirred(org, new CommandId(id)));
                case "reminded" -> Optional.of(new Event.Reminded(org, new CommandId(id)));
                case "resolved" -> Optional.of(new Event.CommandResolved(org, new CommandId(id)));
                case "opened" -> Optional.of(new Event.SessionOpened(org, new SessionId(id)));
                case "closed" -> Optional.of(new Event.SessionClosed(org, new SessionId(id)));
                case "moved" -> Optional.of(new Event.GateMoved(org, Long.parseLong(id)));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
