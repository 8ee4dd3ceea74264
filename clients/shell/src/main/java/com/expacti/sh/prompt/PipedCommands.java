package com.expacti.sh.prompt;

import com.expacti.sh.prompt.Completeness.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Commands from a pipe: lines are joined until bash calls them whole. */
public final class PipedCommands implements Commands {
    private static final int LINE_BYTES_MAX = 1 << 20;

    private final InputStream in;
    private final PrintStream err;
    private final Completeness completeness;

    public PipedCommands(InputStream in, PrintStream err, Completeness completeness) {
        this.in = in;
        this.err = err;
        this.completeness = completeness;
    }

    @Override
    public Next next(String directory) throws IOException {
        Optional<String> line = line();
        if (line.isEmpty()) {
            return new Next.End();
        }
        StringBuilder text = new StringBuilder(line.get());
        while (true) {
            switch (completeness.of(text.toString())) {
                case Reading.Whole whole -> {
                    return isEmpty(text.toString()) ? new Next.Nothing(0) : new Next.Command(text.toString());
                }
                case Reading.Wrong wrong -> {
                    err.println("expacti-sh: " + wrong.message());
                    return new Next.Nothing(2);
                }
                case Reading.Unfinished unfinished -> {
                    Optional<String> more = line();
                    if (more.isEmpty()) {
                        err.println("expacti-sh: the input ended inside a command: nothing of it ran");
                        return new Next.Nothing(2);
                    }
                    text.append('\n').append(more.get());
                }
            }
        }
    }

    static boolean isEmpty(String text) {
        return text.lines()
                .allMatch(line -> line.isBlank() || line.stripLeading().startsWith("#"));
    }

    private Optional<String> line() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int b = in.read();
        if (b < 0) {
            return Optional.empty();
        }
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (bytes.size() >= LINE_BYTES_MAX) {
                throw new IOException("a line of the input is over 1 MiB");
            }
            bytes.write(b);
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException bad) {
            throw new IOException("the input is not UTF-8 text", bad);
        }
    }
}
