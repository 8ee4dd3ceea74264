package com.expacti.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The options a program takes before its operands. An option that is not listed stops the scan: whether the word after
 * it is its value or the command can't be told.
 *
 * @param flags one-letter options without a value
 * @param valued one-letter options with a value
 * @param attached one-letter options whose value, if any, is attached
 * @param longFlags long options without a value, or with one only after {@code =}; {@code *} stands for all
 * @param longValued long options with a value
 */
record Options(String flags, String valued, String attached, Set<String> longFlags, Set<String> longValued) {

    /** The long ones are given in one text, apart by blanks and without their dashes. */
    static Options of(String flags, String valued, String longFlags, String longValued) {
        return new Options(flags, valued, "", names(longFlags), names(longValued));
    }

    Options withAttached(String letters) {
        return new Options(flags, valued, letters, longFlags, longValued);
    }

    private static Set<String> names(String text) {
        return text.isBlank() ? Set.of() : Set.of(text.strip().split(" +"));
    }

    /** One option as found, without dashes; {@code value} is the value's text when it is certain. */
    record Seen(String name, Optional<Word> word, Optional<String> value) {}

    /**
     * @param operand index of the first operand, which may be the number of words
     * @param trouble why the scan stopped early, if it did
     */
    record Scan(List<Seen> seen, int operand, Optional<String> trouble) {
        boolean has(String name) {
            return seen.stream().anyMatch(option -> option.name().equals(name));
        }

        Optional<Seen> last(String... names) {
            return seen.reversed().stream()
                    .filter(option -> List.of(names).contains(option.name()))
                    .findFirst();
        }
    }

    Scan scan(List<Word> words, int from) {
        List<Seen> seen = new ArrayList<>();
        int at = from;
        while (at < words.size()) {
            Optional<String> text = words.get(at).value();
            if (text.isEmpty()) {
                boolean operand = Certainty.cannotBeOption(words.get(at));
                return new Scan(seen, at, operand ? Optional.empty() : Optional.of(uncertain(words.get(at))));
            }
            String word = text.get();
            if (word.equals("--")) {
                return new Scan(seen, at + 1, Optional.empty());
            }
            if (word.length() < 2 || word.charAt(0) != '-') {
                return new Scan(seen, at, Optional.empty());
            }
            int taken = word.startsWith("--") ? longOption(words, at, seen) : cluster(words, at, seen);
            if (taken == 0) {
                return new Scan(seen, at, Optional.of("the option `%s` is not one that is understood".formatted(word)));
            }
            at += taken;
        }
        return new Scan(seen, words.size(), Optional.empty());
    }

    private static String uncertain(Word word) {
        return "the word `%s` is not certain and may be an option".formatted(word.raw());
    }

    /** How many words the option takes; 0 when it is not understood. */
    private int longOption(List<Word> words, int at, List<Seen> seen) {
        String word = words.get(at).value().orElseThrow();
        int equals = word.indexOf('=');
        String name = word.substring(2, equals < 0 ? word.length() : equals);
        if (longFlags.contains("*")) {
            seen.add(new Seen(
                    name, Optional.of(words.get(at)), Optional.of(equals < 0 ? "" : word.substring(equals + 1))));
            return 1;
        }
        if (equals >= 0 && (longFlags.contains(name) || longValued.contains(name))) {
            seen.add(new Seen(name, Optional.of(words.get(at)), Optional.of(word.substring(equals + 1))));
            return 1;
        }
        if (longFlags.contains(name)) {
            seen.add(new Seen(name, Optional.empty(), Optional.empty()));
            return 1;
        }
        return longValued.contains(name) ? takeValue(name, words, at, seen) : 0;
    }

    private int cluster(List<Word> words, int at, List<Seen> seen) {
        String word = words.get(at).value().orElseThrow();
        for (int i = 1; i < word.length(); i++) {
            String name = word.substring(i, i + 1);
            if (valued.contains(name)) {
                if (i + 1 == word.length()) {
                    return takeValue(name, words, at, seen);
                }
                seen.add(new Seen(name, Optional.of(words.get(at)), Optional.of(word.substring(i + 1))));
                return 1;
            }
            if (attached.contains(name)) {
                seen.add(new Seen(name, Optional.of(words.get(at)), Optional.of(word.substring(i + 1))));
                return 1;
            }
            if (!flags.contains(name)) {
                return 0;
            }
            seen.add(new Seen(name, Optional.empty(), Optional.empty()));
        }
        return 1;
    }

    private static int takeValue(String name, List<Word> words, int at, List<Seen> seen) {
        if (at + 1 >= words.size() || !Certainty.isOneWord(words.get(at + 1))) {
            return 0;
        }
        Word value = words.get(at + 1);
        seen.add(new Seen(name, Optional.of(value), value.value()));
        return 2;
    }
}
