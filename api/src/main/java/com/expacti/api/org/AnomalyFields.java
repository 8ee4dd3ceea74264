package com.expacti.api.org;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.application.failure.GateException;
import com.expacti.domain.anomaly.AnomalyRule;
import com.expacti.domain.anomaly.AnomalySettings;
import com.expacti.domain.anomaly.OperatingHours;
import com.expacti.domain.anomaly.OperatingHours.Window;
import io.micronaut.json.tree.JsonNode;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code operating_hours}, {@code time_zone} and {@code anomaly_rules} as JSON brings and shows them. */
final class AnomalyFields {
    private static final String HOURS = "operating_hours";
    private static final String ZONE = "time_zone";
    private static final String RULES = "anomaly_rules";
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final String END_OF_DAY = "24:00";

    private AnomalyFields() {}

    /** @throws GateException {@code bad_message invalid}, naming the field down to the window */
    static AnomalySettings merged(AnomalySettings now, JsonNode body, Fields fields) {
        return new AnomalySettings(
                body.get(HOURS) == null ? now.operatingHours() : hours(fields),
                fields.optionalText(ZONE).map(AnomalyFields::zone).orElse(now.timeZone()),
                fields.object(RULES).map(rules -> off(body, rules, now.off())).orElse(now.off()));
    }

    private static Optional<OperatingHours> hours(Fields fields) {
        if (!fields.has(HOURS)) {
            return Optional.empty();
        }
        List<Fields> windows = fields.objects(HOURS);
        if (windows.isEmpty() || windows.size() > OperatingHours.WINDOWS_MAX) {
            throw GateException.invalid(HOURS, "operating_hours are 1 to 14 windows, or null for any time");
        }
        List<Window> read = new ArrayList<>();
        for (Fields window : windows) {
            read.add(window("%s[%d].".formatted(HOURS, read.size()), window));
        }
        return Optional.of(new OperatingHours(read));
    }

    private static Window window(String path, Fields window) {
        List<String> names = window.texts("days");
        Set<DayOfWeek> days =
                names.stream().flatMap(name -> Window.day(name).stream()).collect(Collectors.toSet());
        if (days.isEmpty() || days.size() != names.size()) {
            throw GateException.invalid(
                    path + "days",
                    "%sdays are some of mon, tue, wed, thu, fri, sat and sun, each once".formatted(path));
        }
        String from = window.text("from");
        String to = window.text("to");
        LocalTime begins = time(path + "from", from, "00:00 to 23:59");
        LocalTime ends = to.equals(END_OF_DAY) ? LocalTime.MIDNIGHT : time(path + "to", to, "00:01 to 24:00");
        if (from.equals(to)) {
            throw GateException.invalid(
                    path + "to", "%sto is another time than from; 00:00 to 24:00 is the whole day".formatted(path));
        }
        return new Window(days, begins, ends);
    }

    private static LocalTime time(String field, String text, String range) {
        if (!TIME.matcher(text).matches()) {
            throw GateException.invalid(field, "%s is a time of day as HH:MM, %s".formatted(field, range));
        }
        return LocalTime.parse(text);
    }

    private static ZoneId zone(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw GateException.invalid(ZONE, "time_zone is a name of the IANA database, for example Europe/Berlin");
        }
        return ZoneId.of(name);
    }

    /** Only the rules that are named change. */
    private static Set<AnomalyRule> off(JsonNode body, Fields switches, Set<AnomalyRule> now) {
        Set<AnomalyRule> off = EnumSet.noneOf(AnomalyRule.class);
        off.addAll(now);
        Optional.ofNullable(body.get(RULES)).ifPresent(rules -> {
            for (Map.Entry<String, JsonNode> named : rules.entries()) {
                AnomalyRule rule = AnomalyRule.of(named.getKey()).orElseThrow(() -> unknown(named.getKey()));
                switches.optionalFlag(rule.literal()).ifPresent(on -> {
                    boolean _ = on ? off.remove(rule) : off.add(rule);
                });
            }
        });
        return off;
    }

    private static GateException unknown(String name) {
        String field = "%s.%s".formatted(RULES, name.length() > 64 ? name.substring(0, 64) : name);
        return GateException.invalid(
                field,
                "anomaly_rules are switches of "
                        + java.util.Arrays.stream(AnomalyRule.values())
                                .map(AnomalyRule::literal)
                                .collect(Collectors.joining(", ")));
    }

    /** What {@code GET /org} says; operating hours are left out where there are none. */
    static JsonObject body(AnomalySettings settings) {
        JsonObject out = JsonObject.object();
        settings.operatingHours()
                .ifPresent(hours -> out.put(
                        HOURS,
                        JsonNode.createArrayNode(hours.windows().stream()
                                .map(AnomalyFields::body)
                                .toList())));
        JsonObject rules = JsonObject.object();
        for (AnomalyRule rule : AnomalyRule.values()) {
            rules.put(rule.literal(), !settings.off().contains(rule));
        }
        return out.put(ZONE, settings.timeZone().getId()).put(RULES, rules);
    }

    private static JsonNode body(Window window) {
        return JsonObject.object()
                .putTexts("days", window.dayNames())
                .put("from", window.from().toString())
                .put("to", Window.endOf(window.to()))
                .node();
    }
}
