package com.expacti.shell;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code at}, {@code batch} and {@code crontab}, which take commands to run later from their input. */
final class Schedules {
    private Schedules() {}

    static Map<String, Wrappers.Wrapper> table() {
        return Map.of("at", Schedules::later, "batch", Schedules::later, "crontab", Schedules::crontab);
    }

    private static List<Effective> later(Call call) {
        String name = call.name().orElseThrow();
        boolean asks = call.words().stream()
                .skip(1)
                .anyMatch(word -> word.value()
                        .filter(text -> text.matches("-[a-zA-Z]*[fcdlrV].*"))
                        .isPresent());
        return asks && Certainty.allKnown(call.words())
                ? call.itself()
                : Payloads.input(call, name)
                        .orElseGet(() -> call.unknown("`%s` reads its commands from its input".formatted(name)));
    }

    /** A file it is given is like a script; its input holds lines of a schedule and a command each. */
    private static List<Effective> crontab(Call call) {
        boolean input = call.words().size() == 1
                || call.value(call.words().size() - 1).filter("-"::equals).isPresent();
        if (!Certainty.allKnown(call.words()) || call.filling().appends()) {
            return call.unknown("the words of `crontab` are not known for certain");
        }
        if (!input) {
            return call.itself();
        }
        return Payloads.body(call.origin())
                .flatMap(word -> word.value().map(lines -> commands(call, word, lines)))
                .orElseGet(() -> call.unknown("`crontab` takes what runs later from its input"));
    }

    private static List<Effective> commands(Call call, Word word, String lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines.split("\n")) {
            String plain = line.strip();
            boolean none = plain.isEmpty() || plain.startsWith("#") || plain.matches("[A-Za-z_][A-Za-z0-9_]*\\s*=.*");
            if (!none) {
                text.append(tail(plain, plain.startsWith("@") ? 1 : 5)).append('\n');
            }
        }
        return Payloads.ofOption(
                call, new Options.Seen("-", Optional.of(word), Optional.of(text.toString())), "crontab");
    }

    private static String tail(String line, int fields) {
        String[] parts = line.split("\\s+", fields + 1);
        return parts.length > fields ? parts[fields] : "";
    }
}
