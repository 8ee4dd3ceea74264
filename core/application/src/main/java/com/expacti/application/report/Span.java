package com.expacti.application.report;

import com.expacti.application.failure.GateException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * From a moment to another, the second not in it.
 *
 * @param zone whose days it is cut into
 */
public record Span(Instant from, Instant to, ZoneId zone) {
    /** A leap year. */
    public static final int DAYS_MAX = 366;

    private static final int DAYS_STANDARD = 30;

    /**
     * What was asked for: days in the org's time zone, the last one whole, or moments. Without {@code to} it ends now, without
     * {@code from} it is the 30 days before its end.
     *
     * @throws GateException {@code bad_message} naming the parameter
     */
    public static Span of(Optional<String> from, Optional<String> to, ZoneId zone, Instant now) {
        Instant end =
                to.map(text -> moment("to", text, zone, 1)).filter(now::isAfter).orElse(now);
        Instant start = from.map(text -> moment("from", text, zone, 0))
                .orElseGet(() -> end.minus(Duration.ofDays(DAYS_STANDARD)));
        if (!start.isBefore(end)) {
            throw GateException.badMessage("from", "from is before to, and not in the future");
        }
        // An hour more: a year of days may have one more hour than it has days.
        if (Duration.between(start, end).compareTo(Duration.ofDays(DAYS_MAX).plusHours(1)) > 0) {
            throw GateException.badMessage("from", "from and to are at most 366 days apart");
        }
        return new Span(start, end, zone);
    }

    /** Nothing before that moment. */
    public Span notBefore(Instant least) {
        return from.isBefore(least) && least.isBefore(to) ? new Span(least, to, zone) : this;
    }

    private static Instant moment(String field, String text, ZoneId zone, int daysAfter) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .plusDays(daysAfter)
                            .atStartOfDay(zone)
                            .toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw GateException.badMessage(
                    field, field + " is a day like 2026-11-01, or a moment like 2026-11-01T00:00:00Z");
        }
    }
}
