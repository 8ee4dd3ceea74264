package com.expacti.domain.anomaly;

import com.expacti.domain.anomaly.HistoryEvent.Approved;
import com.expacti.domain.anomaly.HistoryEvent.By;
import com.expacti.domain.anomaly.HistoryEvent.Denied;
import com.expacti.domain.anomaly.HistoryEvent.Submitted;
import com.expacti.domain.command.Digest;
import com.expacti.domain.command.SourceAddress;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.identity.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One case of {@code vectors/anomaly/good}, played: what fires at each submission, and the events it came to. */
final class Story {
    private final AnomalySettings settings;
    private final List<HistoryEvent> events = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private AgentHistory history = AgentHistory.NONE;
    private Optional<Sighting> last = Optional.empty();
    private Optional<Instant> now = Optional.empty();

    /** What a submission was expected to be told, and what it was. */
    record Told(String event, List<String> expected, List<String> fired) {}

    Story(AnomalySettings settings) {
        this.settings = settings;
    }

    List<Told> told() {
        return List.copyOf(told);
    }

    List<HistoryEvent> events() {
        return List.copyOf(events);
    }

    AgentHistory history() {
        return history;
    }

    void play(Map<String, Object> event) {
        if (event.get("submit") != null) {
            int times = (int) number(event, "times", 1);
            for (int i = 0; i < times; i++) {
                submit(event, i);
            }
        } else if (event.get("deny") != null) {
            Map<String, Object> deny = object(event.get("deny"));
            move(deny, 60, true);
            happens(new Denied(
                    session(deny),
                    now.orElseThrow(),
                    Optional.ofNullable(deny.get("suggested")).map(text -> Digest.ofText(text.toString()))));
        } else {
            happens(approval(event.get("approve")));
        }
    }

    private void submit(Map<String, Object> event, int time) {
        Map<String, Object> submit = object(event.get("submit"));
        move(submit, number(event, "every_seconds", 60), time == 0);
        Sighting sighting = sighting(submit);
        List<String> fired = Anomalies.of(history, sighting, settings);
        if (event.get("expect") != null) {
            told.add(new Told("submission %d %s".formatted(told.size() + 1, event), texts(event.get("expect")), fired));
        }
        happens(new Submitted(sighting));
        last = Optional.of(sighting);
        if (event.get("then") != null) {
            happens(approval(event.get("then")));
        }
    }

    private Approved approval(@Nullable Object by) {
        return new Approved(last.orElseThrow(), By.valueOf(String.valueOf(by).toUpperCase(Locale.ROOT)));
    }

    private void happens(HistoryEvent event) {
        events.add(event);
        history = history.after(event);
    }

    private void move(Map<String, Object> event, double otherwise, boolean first) {
        if (first && event.get("at") != null) {
            now = Optional.of(Instant.parse(String.valueOf(event.get("at"))));
            return;
        }
        double seconds = number(event, "after_seconds", otherwise);
        now = Optional.of(now.map(before -> before.plus(Duration.ofMillis(Math.round(seconds * 1000))))
                .orElse(Instant.parse("2026-03-02T09:00:00Z")));
    }

    private Sighting sighting(Map<String, Object> submit) {
        return new Sighting(
                session(submit),
                now.orElseThrow(),
                Optional.ofNullable(submit.get("source"))
                        .map(text -> SourceAddress.parse(text.toString()).orElseThrow()),
                Optional.ofNullable(submit.get("target")).map(id -> new TargetId(id.toString())),
                (int) number(submit, "score", 5),
                text(submit, "class", "version_control"),
                submit.get("programs") == null ? Set.of("git") : Set.copyOf(texts(submit.get("programs"))),
                Digest.ofText(text(submit, "text", "git status")));
    }

    private static SessionId session(Map<String, Object> event) {
        return new SessionId(text(event, "session", "sess_a"));
    }

    private static String text(Map<String, Object> event, String name, String otherwise) {
        return String.valueOf(event.getOrDefault(name, otherwise));
    }

    private static double number(Map<String, Object> event, String name, double otherwise) {
        return event.get(name) instanceof Number number ? number.doubleValue() : otherwise;
    }

    static List<String> texts(@Nullable Object value) {
        return ((List<?>) Objects.requireNonNull(value))
                .stream().map(String::valueOf).toList();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(@Nullable Object value) {
        return ((Map<String, Object>) Objects.requireNonNull(value))
                .entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
