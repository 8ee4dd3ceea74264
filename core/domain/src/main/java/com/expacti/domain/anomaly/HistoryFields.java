package com.expacti.domain.anomaly;

import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.SessionId;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A history as maps, lists, texts and whole numbers, which every store can hold as JSON. Moments are milliseconds since
 * 1970. What this version does not know is refused, never guessed.
 */
public final class HistoryFields {
    private static final long VERSION = 1;

    private HistoryFields() {}

    public static Map<String, Object> write(AgentHistory history) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("v", VERSION);
        out.put("submitted", history.submitted());
        out.put("approved", history.approved());
        out.put("rate", List.of(history.rate().newest(), history.rate().counts()));
        out.put("denials", denials(history.denials()));
        out.put("networks", familiar(history.networks()));
        out.put("targets", familiar(history.targets()));
        out.put("programs", recents(history.programs()));
        out.put("classes", recents(history.classes()));
        out.put("high", recents(history.highRiskClasses()));
        Map<String, Object> sessions = new TreeMap<>();
        history.sessions().forEach((id, part) -> sessions.put(id.value(), session(part)));
        out.put("sessions", sessions);
        return out;
    }

    private static Map<String, Object> familiar(Familiar familiar) {
        Map<String, Object> newcomers = new TreeMap<>();
        familiar.newcomers()
                .forEach((name, n) -> newcomers.put(
                        name, List.of(n.firstSeen().toEpochMilli(), n.lastSeen().toEpochMilli(), n.approvals())));
        return Map.of("usual", recents(familiar.usual()), "new", newcomers);
    }

    private static Map<String, Object> recents(Recents recents) {
        Map<String, Object> out = new TreeMap<>();
        recents.lastUsed().forEach((name, last) -> out.put(name, last.toEpochMilli()));
        return out;
    }

    private static Map<String, Object> denials(Denials denials) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("row", denials.row());
        denials.last().ifPresent(last -> out.put("last", last.toEpochMilli()));
        denials.suggested().ifPresent(suggested -> out.put("suggested", suggested.hex()));
        return out;
    }

    private static List<Object> session(SessionPart part) {
        return List.of(
                part.commands(),
                part.scores(),
                part.allowed(),
                part.allowedScores(),
                denials(part.denials()),
                part.lastUsed().toEpochMilli());
    }

    /** @throws IllegalStateException where it is none that {@link #write} made */
    public static AgentHistory read(Map<String, Object> fields) {
        if (number(fields.get("v")) != VERSION) {
            throw new IllegalStateException("an agent's history was stored by another version of the gate");
        }
        List<?> rate = list(fields.get("rate"));
        Map<SessionId, SessionPart> sessions = new HashMap<>();
        object(fields.get("sessions")).forEach((id, part) -> sessions.put(new SessionId(id), readSession(list(part))));
        return new AgentHistory(
                number(fields.get("submitted")),
                number(fields.get("approved")),
                new Rate(
                        number(rate.get(0)),
                        list(rate.get(1)).stream()
                                .map(count -> (int) number(count))
                                .toList()),
                readDenials(fields.get("denials")),
                readFamiliar(fields.get("networks")),
                readFamiliar(fields.get("targets")),
                readRecents(fields.get("programs")),
                readRecents(fields.get("classes")),
                readRecents(fields.get("high")),
                sessions);
    }

    private static Familiar readFamiliar(@Nullable Object value) {
        Map<String, Object> fields = object(value);
        return new Familiar(readRecents(fields.get("usual")), values(fields.get("new"), entry -> {
            List<?> newcomer = list(entry);
            return new Familiar.Newcomer(
                    moment(newcomer.get(0)), moment(newcomer.get(1)), (int) number(newcomer.get(2)));
        }));
    }

    private static Recents readRecents(@Nullable Object value) {
        return new Recents(values(value, HistoryFields::moment));
    }

    private static Denials readDenials(@Nullable Object value) {
        Map<String, Object> fields = object(value);
        return new Denials(
                (int) number(fields.get("row")),
                Optional.ofNullable(fields.get("last")).map(HistoryFields::moment),
                Optional.ofNullable(fields.get("suggested")).map(hex -> new Digest(String.valueOf(hex))));
    }

    private static SessionPart readSession(List<?> part) {
        return new SessionPart(
                number(part.get(0)),
                number(part.get(1)),
                number(part.get(2)),
                number(part.get(3)),
                readDenials(part.get(4)),
                moment(part.get(5)));
    }

    private static <T> Map<String, T> values(@Nullable Object value, Function<Object, T> read) {
        Map<String, T> out = new HashMap<>();
        object(value).forEach((name, entry) -> out.put(name, read.apply(entry)));
        return out;
    }

    private static Instant moment(@Nullable Object value) {
        return Instant.ofEpochMilli(number(value));
    }

    private static long number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw damaged("a whole number");
    }

    private static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw damaged("a list");
    }

    private static Map<String, Object> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> out = new HashMap<>();
            map.forEach((name, entry) -> out.put(String.valueOf(name), entry));
            return out;
        }
        throw damaged("an object");
    }

    private static IllegalStateException damaged(String wanted) {
        return new IllegalStateException("an agent's stored history is damaged: " + wanted + " is missing");
    }
}
