package com.expacti.application.recording;

import com.expacti.application.failure.GateException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * How a recording begins.
 *
 * @param columns of the terminal, 1 to 10,000
 * @param rows of the terminal, 1 to 10,000
 * @param term the kind of terminal, where it is known
 */
public record CastHeader(int columns, int rows, Optional<String> term, Instant startedAt) {
    private static final int SIZE_MAX = 10_000;

    public CastHeader {
        if (columns < 1 || rows < 1 || columns > SIZE_MAX || rows > SIZE_MAX) {
            throw GateException.badMessage("recording", "`cols` and `rows` are 1 to 10000");
        }
        if (term.filter(t -> !t.matches("[A-Za-z0-9+._-]{1,64}")).isPresent()) {
            throw GateException.badMessage("recording", "`term` is the name of a terminal, at most 64 characters");
        }
    }

    /** Of a session that said nothing of its terminal. */
    public static CastHeader unknown(Instant startedAt) {
        return new CastHeader(80, 24, Optional.empty(), startedAt);
    }

    /** The first line of the file. */
    public byte[] bytes() {
        String environment = term.map(t -> ", \"env\": {\"TERM\": %s}".formatted(CastText.quoted(t)))
                .orElse("");
        return "{\"version\": 2, \"width\": %d, \"height\": %d, \"timestamp\": %d%s}\n"
                .formatted(columns, rows, startedAt.getEpochSecond(), environment)
                .getBytes(StandardCharsets.UTF_8);
    }
}
