package com.expacti.adapters.postgres.org;

import com.expacti.adapters.postgres.tenancy.Json;
import com.expacti.domain.anomaly.OperatingHours;
import com.expacti.domain.anomaly.OperatingHours.Window;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Operating hours as their column holds them. */
final class HoursJson {
    private HoursJson() {}

    static String write(OperatingHours hours) {
        return Json.write(hours.windows().stream()
                .map(window -> Map.of(
                        "days",
                        window.dayNames(),
                        "from",
                        window.from().toString(),
                        "to",
                        window.to().toString()))
                .toList());
    }

    static OperatingHours read(String json) {
        return new OperatingHours(
                Json.list(json).stream().map(HoursJson::window).toList());
    }

    private static Window window(Object stored) {
        if (stored instanceof Map<?, ?> window
                && window.get("days") instanceof List<?> days
                && window.get("from") instanceof String from
                && window.get("to") instanceof String to) {
            return new Window(
                    days.stream()
                            .map(day -> Window.day(String.valueOf(day))
                                    .orElseThrow(() -> new IllegalStateException("a stored day is none")))
                            .collect(Collectors.toSet()),
                    LocalTime.parse(from),
                    LocalTime.parse(to));
        }
        throw new IllegalStateException("stored operating hours are damaged");
    }
}
