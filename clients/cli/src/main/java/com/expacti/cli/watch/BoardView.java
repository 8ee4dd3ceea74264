package com.expacti.cli.watch;

import com.expacti.cli.show.Paint;
import com.expacti.client.Risk;
import com.expacti.client.review.QueuedCommand;
import com.expacti.client.shown.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** The board as lines. Every text of others is made printable first; the focused command is wrapped, never cut. */
final class BoardView {
    private static final int LISTED_MAX = 12;
    private static final int REASONS_MAX = 5;
    private static final String KEYS = "a allow   d deny…   t +5 min   j/k next, previous   ? help   q quit";

    private final Paint paint;
    private final int width;

    BoardView(Paint paint, int width) {
        this.paint = paint;
        this.width = Math.max(30, width);
    }

    List<String> lines(Board board, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add(paint.strong("expacti") + "  " + board.queue().size() + " pending  "
                + paint.faint(Printable.of(board.who())));
        lines.add("");
        if (board.help()) {
            lines.addAll(help());
        } else {
            list(lines, board, now);
            board.focused().ifPresent(command -> card(lines, command, now));
        }
        lines.add("");
        lines.add(paint.faint(KEYS));
        lines.add(Printable.of(board.status()));
        return lines;
    }

    private void list(List<String> lines, Board board, Instant now) {
        List<QueuedCommand> queue = board.queue();
        if (queue.isEmpty()) {
            lines.add("Nothing waits.");
        }
        for (QueuedCommand command : queue.subList(0, Math.min(LISTED_MAX, queue.size()))) {
            boolean focused = board.focused().filter(command::equals).isPresent();
            String start = "%3d  %-12s %5s  "
                    .formatted(
                            command.risk().score(),
                            cut(Printable.of(command.origin().agent()), 12),
                            left(command, now));
            String text = cut(Printable.of(command.command()), width - start.length() - 4);
            lines.add((focused ? "▸ " : "  ")
                    + paint.shape(command.risk().level())
                    + start
                    + (focused ? paint.strong(text) : text));
        }
        if (queue.size() > LISTED_MAX) {
            lines.add("  … and " + (queue.size() - LISTED_MAX) + " more");
        }
    }

    private void card(List<String> lines, QueuedCommand command, Instant now) {
        Risk risk = command.risk();
        lines.add("");
        lines.add(paint.shape(risk.level()) + " "
                + paint.risk(risk.level(), risk.score() + " " + Printable.of(risk.level())) + "   " + left(command, now)
                + " left   " + paint.faint(Printable.of(command.id())));
        lines.add("");
        for (String part : wrapped(Printable.of(command.command()))) {
            lines.add("  " + paint.strong(part));
        }
        lines.add("");
        risk.factors().stream()
                .limit(REASONS_MAX)
                .forEach(factor -> lines.add("  %+d %s".formatted(factor.points(), Printable.of(factor.label()))));
        command.anomalies().forEach(reason -> lines.add("  ⚑ " + Unusual.inWords(reason)));
        origin(lines, command);
    }

    private static void origin(List<String> lines, QueuedCommand command) {
        QueuedCommand.Origin origin = command.origin();
        StringJoiner from = new StringJoiner(" · ", "  ", "");
        part(from, "", origin.agent());
        part(from, "for ", origin.onBehalfOf());
        part(from, "on ", origin.target());
        part(from, "", origin.environment());
        part(from, "in ", origin.cwd());
        part(from, "tier ", origin.tier());
        part(from, "goal: ", origin.goal());
        part(from, "", origin.step());
        lines.add(from.toString());
        QueuedCommand.Votes votes = command.votes();
        if (votes.needed() > 1) {
            lines.add("  approvals " + votes.given().size() + " of " + votes.needed()
                    + (votes.given().isEmpty() ? "" : ": " + Printable.of(String.join(", ", votes.given()))));
        }
        if (!votes.mayDecide()) {
            lines.add("  you may not decide this one");
        }
    }

    private static void part(StringJoiner joiner, String before, String text) {
        if (!text.isEmpty()) {
            joiner.add(before + Printable.of(text));
        }
    }

    private static List<String> help() {
        return List.of(
                "a  allow the command in focus, once; HIGH and CRITICAL ask for a second a",
                "d  deny it; the agent reads your comment, empty for none, Ctrl-C to go back",
                "t  give it five minutes more, ten in all at most",
                "j  next    k  previous",
                "q  leave; nothing is decided by leaving",
                "Characters that could hide or move text are shown as \\u{…}.");
    }

    private static String left(QueuedCommand command, Instant now) {
        return command.expiresAt()
                .map(at -> Math.max(0, Duration.between(now, at).toSeconds()))
                .map(seconds -> "%d:%02d".formatted(seconds / 60, seconds % 60))
                .orElse("–");
    }

    private static String cut(String text, int size) {
        int room = Math.max(4, size);
        return text.length() <= room ? text : text.substring(0, room - 1) + "…";
    }

    private List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        int room = width - 4;
        String rest = text;
        while (rest.length() > room) {
            int blank = rest.lastIndexOf(' ', room);
            int at = blank > 0 ? blank + 1 : room;
            lines.add(rest.substring(0, at));
            rest = rest.substring(at);
        }
        lines.add(rest);
        return lines;
    }
}
