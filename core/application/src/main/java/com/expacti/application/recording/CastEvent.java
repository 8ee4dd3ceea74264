package com.expacti.application.recording;

import com.expacti.application.failure.GateException;
import java.util.Arrays;
import java.util.Optional;

/**
 * An event of asciicast v2.
 *
 * @param micros since the recording began, in microseconds, by the sender's clock
 */
public record CastEvent(long micros, Kind kind, String text) {
    /** The longest text of one event, in UTF-16 units. */
    public static final int LENGTH_MAX = 64 * 1024;

    /** Thirty years, in seconds: beyond is a mistake of units. */
    private static final double SECONDS_MAX = 1e9;

    /** What happened, by its letter. */
    public enum Kind {
        OUTPUT("o"),
        INPUT("i"),
        RESIZE("r"),
        MARKER("m");

        private final String letter;

        Kind(String letter) {
            this.letter = letter;
        }

        static Optional<Kind> of(String letter) {
            return Arrays.stream(values()).filter(k -> k.letter.equals(letter)).findFirst();
        }
    }

    /** @throws GateException {@code bad_message} */
    public static CastEvent of(double seconds, String kind, String text) {
        Optional<Kind> known = Kind.of(kind);
        if (!(seconds >= 0 && seconds <= SECONDS_MAX) || known.isEmpty() || text.length() > LENGTH_MAX) {
            throw GateException.badMessage(
                    "events",
                    "each event is [seconds from 0, \"o\" \"i\" \"r\" or \"m\", text of at most 65536 characters]");
        }
        return new CastEvent(Math.round(seconds * 1e6), known.get(), text);
    }

    CastEvent at(long moment) {
        return new CastEvent(moment, kind, text);
    }

    CastEvent saying(String other) {
        return new CastEvent(micros, kind, other);
    }

    /** Roughly what it takes while it waits to be stored, in bytes. */
    int weight() {
        return 2 * text.length() + 64;
    }

    String line() {
        return "[%s, \"%s\", %s]\n".formatted(CastText.seconds(micros), kind.letter, CastText.quoted(text));
    }
}
