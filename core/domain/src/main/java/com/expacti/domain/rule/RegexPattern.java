package com.expacti.domain.rule;

import com.expacti.shell.Effort;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A regex in RE2 syntax, anchored at both ends, over one simple command or over a line whose operators it writes out. */
final class RegexPattern {
    /** Instructions of the compiled program; RE2 itself is linear, and this bounds the factor. */
    static final int PROGRAM_SIZE_MAX = 5_000;

    private static final int HOPELESS = 16;

    private final Pattern pattern;
    private final RegexText text;
    private final List<RegexPattern> segments;

    private RegexPattern(Pattern pattern, RegexText text, List<RegexPattern> segments) {
        this.pattern = pattern;
        this.text = text;
        this.segments = List.copyOf(segments);
    }

    /**
     * Compiles a pattern.
     *
     * @throws InvalidRule if it is no RE2 regex or too large
     */
    static RegexPattern of(String source) {
        RegexText text = RegexText.of(source);
        return new RegexPattern(compile(source), text, segmentsOf(text));
    }

    private static List<RegexPattern> segmentsOf(RegexText text) {
        List<RegexPattern> segments = new ArrayList<>();
        if (!text.operators().isEmpty()) {
            for (String segment : text.segments()) {
                String source = trimmed(segment);
                try {
                    segments.add(
                            new RegexPattern(Pattern.compile(source, Pattern.DOTALL), RegexText.of(source), List.of()));
                } catch (PatternSyntaxException cutInTheMiddle) {
                    return List.of();
                }
            }
        }
        return segments;
    }

    /** Without the blanks around an operator, however they are written. */
    private static String trimmed(String segment) {
        String text = segment;
        for (String blank : List.of("\\s*", "\\s+", " *", " +", " ?", "[ ]*", "\\s", " ", "^")) {
            text = text.startsWith(blank) ? trimmed(text.substring(blank.length())) : text;
        }
        for (String blank : List.of("\\s*", "\\s+", " *", " +", " ?", "[ ]*", "\\s", " ", "$")) {
            text = text.endsWith(blank) && !text.endsWith("\\" + blank)
                    ? trimmed(text.substring(0, text.length() - blank.length()))
                    : text;
        }
        return text;
    }

    private static Pattern compile(String source) {
        try {
            Pattern compiled = Pattern.compile(source, Pattern.DOTALL);
            if (compiled.programSize() > PROGRAM_SIZE_MAX) {
                throw new InvalidRule(
                        "pattern",
                        "pattern compiles to %d steps, the limit is %d; use smaller repetitions"
                                .formatted(compiled.programSize(), PROGRAM_SIZE_MAX));
            }
            return compiled;
        } catch (PatternSyntaxException bad) {
            throw new InvalidRule(
                    "pattern",
                    "pattern is not a regex in RE2 syntax: %s; back-references and look-around are not part of it"
                            .formatted(bad.getMessage()));
        }
    }

    RegexText text() {
        return text;
    }

    /** The regexes for each command, where it writes operators out. */
    List<RegexPattern> segments() {
        return segments;
    }

    boolean matches(String line) {
        // It may well end at the first character, but where it needs many times what is left it is not begun.
        Effort.require((long) line.length() * stepsAUnit() / HOPELESS);
        return pattern.matcher(metered(line)).matches();
    }

    boolean find(String line) {
        return pattern.matcher(metered(line)).find();
    }

    /** RE2 reads a text once, and at each character may be at as many places of its program as that has. */
    int stepsAUnit() {
        return 1 + pattern.programSize() / 4;
    }

    private CharSequence metered(String line) {
        return new MeteredText(line, stepsAUnit());
    }

    /** Whether it covers one simple command, read narrowly. */
    boolean meets(LinePart part) {
        return matches(part.text()) && whyNot(part).isEmpty();
    }

    /** What in the command its wildcards may not take. */
    Optional<String> whyNot(LinePart part) {
        String name = part.program();
        boolean plainName = part.command().words().getFirst().raw().equals(name) && !MarkedWord.hasMark(name);
        if (!plainName || !text.namesProgram(name, false)) {
            return Optional.of("a wildcard never stands for the program; write `%s` out".formatted(name));
        }
        for (int index : part.started()) {
            if (!text.namesProgram(part.words().get(index), true)) {
                return Optional.of("it starts `%s`, which the pattern doesn't write out"
                        .formatted(part.words().get(index)));
            }
        }
        return whyNotWords(part);
    }

    /** Where and why it doesn't cover a part. */
    GlobPattern.Stop stop(LinePart part) {
        return whyNot(part)
                .map(reason -> new GlobPattern.Stop(-1, reason, true))
                .orElseGet(() -> new GlobPattern.Stop(-1, "its text differs", false));
    }

    private Optional<String> whyNotWords(LinePart part) {
        int taken = 1;
        int addresses = text.addresses();
        List<WrittenPath> paths = text.paths();
        for (int i = 1; i < part.words().size(); i++) {
            String word = part.words().get(i);
            String raw = part.command().words().get(i).raw();
            if (MarkedWord.hasMark(word) && !text.names(raw)) {
                return Optional.of("`%s` holds a variable, a file pattern or a `~` that the pattern doesn't write out"
                        .formatted(raw));
            }
            if (MarkedWord.climbs(word) > 0 && !text.writesClimbing(word)) {
                return Optional.of("`%s` climbs with `..`, which no wildcard takes".formatted(raw));
            }
            if (word.contains("://") && text.addresses() > 0 && --addresses < 0) {
                return Optional.of("`%s` is one address more than the pattern writes out".formatted(raw));
            }
            if (!WrittenPath.hold(paths, word)) {
                return Optional.of("`%s` is outside the paths that the pattern writes out".formatted(raw));
            }
            if (i < taken) {
                continue;
            }
            if (GlobPattern.isOptionLike(word) && !isWritten(part.words(), i)) {
                taken = i + OptionTable.takenOption(part.words(), i);
                if (taken == i) {
                    return Optional.of(GlobPattern.optionNotTaken(part.words(), raw));
                }
            } else if (!GlobPattern.isOptionLike(word)
                    && !text.names(raw)
                    && !OptionTable.takesOperand(part.words(), i, false)) {
                return Optional.of("`%s` is a word that no wildcard takes for `%s`; write it into the pattern"
                        .formatted(raw, part.program()));
            }
        }
        return Optional.empty();
    }

    /**
     * Whether the author wrote this option out, and as often as it stands in the command up to here: what is written once says
     * nothing of the wildcard behind it that takes the same option again, with another value.
     */
    private boolean isWritten(List<String> words, int at) {
        String word = words.get(at);
        if (word.chars().allMatch(c -> c == '-')) {
            long dashes = words.subList(0, at + 1).stream().filter(word::equals).count();
            return dashes <= writtenAlone(word);
        }
        String name = name(word);
        boolean valued = name.length() < word.length();
        if (text.writings(valued ? name + "=" : name) == 0) {
            return false;
        }
        long uses = words.subList(0, at + 1).stream()
                .filter(each -> name(each).equals(name))
                .count();
        return text.repeatsGroups() || uses <= text.writings(name) + text.writings(name + "=");
    }

    private int writtenAlone(String dashes) {
        String all = text.plain() + " ";
        int found = 0;
        for (int at = all.indexOf(" " + dashes + " "); at >= 0; at = all.indexOf(" " + dashes + " ", at + 1)) {
            found++;
        }
        return found;
    }

    /** A long option without the value that is glued to it; of another, all of it. */
    private static String name(String word) {
        int equals = word.indexOf('=');
        return word.startsWith("--") && equals > 0 ? word.substring(0, equals) : word;
    }
}
