package com.expacti.domain.anomaly;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When an org's agents are expected to work: windows of the wall clock in the org's time zone. Where clocks are set
 * forward, the hour that is skipped is in nobody's window; where they are set back, the hour that comes twice counts
 * both times.
 *
 * @param windows 1 to 14
 */
public record OperatingHours(List<Window> windows) {
    public static final int WINDOWS_MAX = 14;

    public OperatingHours {
        windows = List.copyOf(windows);
        if (windows.isEmpty() || windows.size() > WINDOWS_MAX) {
            throw new IllegalArgumentException("operating hours have 1 to 14 windows");
        }
    }

    /**
     * From a time of day on, until just before another; past midnight where {@code to} is not later than {@code from}. A
     * window belongs to the days it begins on. {@code to} at midnight is the end of the day.
     */
    public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
        public Window {
            days = Set.copyOf(days);
            if (days.isEmpty() || from.equals(to) && !from.equals(LocalTime.MIDNIGHT)) {
                throw new IllegalArgumentException("a window has days, and a beginning other than its end");
            }
        }

        /** For example {@code mon,tue 08:00–18:00}. */
        @Override
        public String toString() {
            return dayNames().stream().collect(Collectors.joining(",")) + " " + from + "–" + endOf(to);
        }

        /** The days it begins on in their order, as {@code mon} … {@code sun}. */
        public List<String> dayNames() {
            return days.stream().sorted().map(Window::name).toList();
        }

        public static Optional<DayOfWeek> day(String name) {
            return Arrays.stream(DayOfWeek.values())
                    .filter(d -> name(d).equals(name))
                    .findFirst();
        }

        private static String name(DayOfWeek day) {
            return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
        }

        /** {@code HH:mm}; midnight is {@code 24:00}. */
        public static String endOf(LocalTime to) {
            return to.equals(LocalTime.MIDNIGHT) ? "24:00" : to.toString();
        }

        boolean covers(DayOfWeek day, LocalTime time) {
            if (from.isBefore(to)) {
                return days.contains(day) && !time.isBefore(from) && time.isBefore(to);
            }
            return days.contains(day) && !time.isBefore(from) || days.contains(day.minus(1)) && time.isBefore(to);
        }
    }

    public boolean cover(Instant moment, ZoneId zone) {
        ZonedDateTime local = moment.atZone(zone);
        return windows.stream().anyMatch(window -> window.covers(local.getDayOfWeek(), local.toLocalTime()));
    }
}
