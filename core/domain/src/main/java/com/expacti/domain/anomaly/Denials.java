package com.expacti.domain.anomaly;

import com.expacti.domain.command.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Denials since a person last said yes.
 *
 * @param row how many
 * @param suggested what the last of them proposed instead
 */
record Denials(int row, Optional<Instant> last, Optional<Digest> suggested) {
    static final Denials NONE = new Denials(0, Optional.empty(), Optional.empty());

    /** A row that ended long ago is none. */
    int row(Instant now) {
        boolean counts = last.filter(at -> !at.plus(Thresholds.DENIALS_LAST).isBefore(now))
                .isPresent();
        return counts ? row : 0;
    }

    Denials oneMore(HistoryEvent.Denied denied) {
        return new Denials(
                Math.min(row(denied.at()) + 1, 1_000_000),
                Optional.of(
                        last.map(before -> Recents.later(before, denied.at())).orElse(denied.at())),
                denied.suggested());
    }

    /** The row is broken; that the last denial was just now stays true. */
    Denials broken() {
        return row == 0 ? this : new Denials(0, last, suggested);
    }

    boolean isRetry(Sighting sighting) {
        if (last.isEmpty() || sighting.at().isBefore(last.get())) {
            return false;
        }
        boolean soon = Duration.between(last.get(), sighting.at()).compareTo(Thresholds.RETRY) <= 0;
        return soon && !suggested.equals(Optional.of(sighting.text()));
    }
}
