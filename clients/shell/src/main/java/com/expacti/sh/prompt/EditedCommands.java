package com.expacti.sh.prompt;

import com.expacti.sh.prompt.Completeness.Reading;
import java.io.PrintWriter;
import java.util.List;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** Commands from a person at a terminal, with a line editor and the session's history. */
public final class EditedCommands implements Commands {
    private final LineReader reader;
    private final Terminal terminal;
    private final String home;

    public EditedCommands(Terminal terminal, Completeness completeness, String home) {
        this.terminal = terminal;
        this.home = home;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("expacti-sh")
                .parser(new WholeText(completeness))
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "> ")
                .variable(LineReader.DISABLE_COMPLETION, true)
                // What is sent is what was typed: no `!` expansion, no completion.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.INSERT_TAB, true)
                .build();
    }

    @Override
    public Next next(String directory) {
        try {
            String text = reader.readLine("expacti " + shown(directory) + " $ ");
            if (PipedCommands.isEmpty(text)) {
                return new Next.Nothing(0);
            }
            return new Next.Command(text);
        } catch (UserInterruptException given) {
            return new Next.Nothing(130);
        } catch (EndOfFileException end) {
            return new Next.End();
        } catch (Wrong wrong) {
            PrintWriter out = terminal.writer();
            out.println("expacti-sh: " + wrong.getMessage());
            out.flush();
            return new Next.Nothing(2);
        }
    }

    private String shown(String directory) {
        boolean inHome = !home.isEmpty() && (directory.equals(home) || directory.startsWith(home + "/"));
        return inHome ? "~" + directory.substring(home.length()) : directory;
    }

    /** The text could not become a command. */
    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    /** Leaves the text as it is; asks for another line while bash calls it unfinished. */
    private record WholeText(Completeness completeness) implements Parser {
        @Override
        public ParsedLine parse(String line, int cursor, ParseContext context) {
            if (context == ParseContext.ACCEPT_LINE && !line.isBlank()) {
                switch (completeness.of(line)) {
                    case Reading.Whole whole -> {}
                    case Reading.Unfinished unfinished -> throw new EOFError(-1, -1, "unfinished");
                    case Reading.Wrong wrong -> throw new Wrong(wrong.message());
                }
            }
            return new Text(line, cursor);
        }

        @Override
        public boolean isEscapeChar(char c) {
            return false;
        }
    }

    private record Text(String line, int cursor) implements ParsedLine {
        @Override
        public String word() {
            return line;
        }

        @Override
        public int wordCursor() {
            return cursor;
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(line);
        }
    }
}
