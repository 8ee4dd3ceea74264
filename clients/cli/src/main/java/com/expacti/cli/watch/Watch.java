package com.expacti.cli.watch;

import com.expacti.cli.show.Paint;
import com.expacti.client.access.Access;
import com.expacti.client.review.ReviewEvent;
import com.expacti.client.review.ReviewerSocket;
import com.expacti.client.wire.Loss;
import com.expacti.client.wire.Lost;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.random.RandomGenerator;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;

/** Plays the board on a terminal: one thread draws and decides, the socket only hands events over. */
public final class Watch {
    private static final long KEY_PATIENCE_MS = 250;

    private final Access access;
    private final Terminal terminal;
    private final Paint paint;
    private final InstantSource clock;
    private final RandomGenerator chance;
    private final BlockingQueue<ReviewEvent> events = new LinkedBlockingQueue<>();
    private final Board board = new Board();

    public Watch(Access access, Terminal terminal, Paint paint, InstantSource clock, RandomGenerator chance) {
        this.access = access;
        this.terminal = terminal;
        this.paint = paint;
        this.clock = clock;
        this.chance = chance;
    }

    /** Runs until the person leaves or the token is refused. */
    public void run() throws IOException {
        Attributes before = terminal.enterRawMode();
        terminal.writer().print("\033[?1049h");
        try (HttpClient http = HttpClient.newHttpClient()) {
            Optional<String> end = Optional.empty();
            while (end.isEmpty()) {
                end = connected(http);
            }
            http.shutdownNow();
            if (!end.get().isEmpty()) {
                throw new IOException(end.get());
            }
        } finally {
            terminal.writer().print("\033[?1049l");
            terminal.flush();
            terminal.setAttributes(before);
        }
    }

    /** One connection; empty to come back for another, else why it is over, empty text for a wish. */
    private Optional<String> connected(HttpClient http) throws IOException {
        events.clear();
        try (ReviewerSocket socket = ReviewerSocket.open(http, access, events::add)) {
            while (true) {
                Optional<Optional<String>> end = turn(socket);
                if (end.isPresent()) {
                    return end.get();
                }
            }
        } catch (Lost lost) {
            if (lost.loss().kind() != Loss.Kind.BROKEN) {
                return Optional.of(lost.loss().reason());
            }
            board.say(lost.loss().reason() + ", coming back; q quits");
            return pause();
        }
    }

    private Optional<String> pause() throws IOException {
        draw();
        int key = terminal.reader().read(chance.nextLong(500, 3000));
        return key == 'q' || key == 3 ? Optional.of("") : Optional.empty();
    }

    private Optional<Optional<String>> turn(ReviewerSocket socket) throws IOException {
        for (ReviewEvent event = events.poll(); event != null; event = events.poll()) {
            Optional<Optional<String>> end = done(socket, board.heard(event, clock.instant()));
            if (end.isPresent()) {
                return end;
            }
        }
        draw();
        int key = terminal.reader().read(KEY_PATIENCE_MS);
        if (key == NonBlockingReader.READ_EXPIRED) {
            return Optional.empty();
        }
        if ((key == 'a' || key == 'A') && lines().size() > terminal.getHeight()) {
            board.say("the command does not fit on this screen: enlarge it, or use expacti approve with its id");
            return Optional.empty();
        }
        return key == NonBlockingReader.EOF
                ? Optional.of(Optional.of(""))
                : done(socket, board.pressed(key, clock.instant()));
    }

    private Optional<Optional<String>> done(ReviewerSocket socket, Board.Effect effect) throws IOException {
        switch (effect) {
            case Board.Effect.Nothing nothing -> {}
            case Board.Effect.Ring ring -> terminal.writer().print('\007');
            case Board.Effect.Look(String id) -> socket.look(id);
            case Board.Effect.Allow(String id) -> socket.allow(id, Optional.empty());
            case Board.Effect.Extend(String id) -> socket.extend(id, 300);
            case Board.Effect.AskComment(String id) -> deny(socket, id);
            case Board.Effect.Quit quit -> {
                return Optional.of(Optional.of(board.status().startsWith("the ") ? board.status() : ""));
            }
            case Board.Effect.Return again -> {
                return Optional.of(pause());
            }
        }
        return Optional.empty();
    }

    private void deny(ReviewerSocket socket, String id) throws Lost {
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .variable(LineReader.DISABLE_HISTORY, true)
                .build();
        try {
            String comment = reader.readLine("deny " + id + ", because: ");
            socket.deny(id, Optional.of(comment.strip()).filter(text -> !text.isEmpty()));
            board.say("denying " + id);
        } catch (UserInterruptException | EndOfFileException back) {
            board.say("not denied");
        } finally {
            terminal.enterRawMode();
        }
    }

    private List<String> lines() {
        return new BoardView(paint, terminal.getWidth()).lines(board, clock.instant());
    }

    private void draw() {
        StringBuilder screen = new StringBuilder("\033[H");
        for (String line : lines()) {
            screen.append(line).append("\033[K\r\n");
        }
        terminal.writer().print(screen.append("\033[J"));
        terminal.flush();
    }
}
