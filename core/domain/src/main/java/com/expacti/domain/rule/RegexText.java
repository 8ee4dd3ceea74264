package com.expacti.domain.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the author of a regex wrote out, as opposed to what its wildcards and classes may take. A reading of RE2 syntax
 * (re2 wiki, "Syntax") that, where in doubt, finds less written out.
 *
 * @param plain everything written out; elsewhere stands {@link #OPEN}, or {@link #GROUP} where only the text is put together,
 *     or {@link #DOT} for a single dot
 * @param prefix what every match starts with
 * @param longest the longest text that stands in every match
 * @param segments the regex cut at operators written at its top level; one where there is none
 * @param operators what it was cut at
 * @param repeatsGroups whether a group may stand more than once, so that what is written once may be meant more often
 */
record RegexText(
        String plain,
        String prefix,
        String longest,
        List<String> segments,
        List<String> operators,
        boolean repeatsGroups) {
    /** Something a match chooses. */
    static final char OPEN = '\0';

    /** The border of a group or an alternative: nothing stands here. */
    static final char GROUP = '\1';

    /** One character of any kind, which many an author means as a dot. */
    static final char DOT = '\2';

    static RegexText of(String source) {
        return new Reader(source).read();
    }

    /**
     * A text that stands in every match, its letters in either case; empty where none is known. Unlike {@link #longest}
     * it is also found behind flags that stand in front of the whole regex.
     */
    static String literal(String source) {
        int end = source.indexOf(')');
        boolean flagged = source.startsWith("(?")
                && end > 2
                && source.substring(2, end).chars().allMatch(c -> "imsU".indexOf(c) >= 0);
        return RegexText.of(flagged ? source.substring(end + 1) : source).longest();
    }

    /** Whether the author wrote this word out somewhere, and not as a piece of a longer one. */
    boolean names(String word) {
        for (int at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + 1)) {
            int end = at + word.length();
            boolean begins = at == 0 || plain.charAt(at - 1) <= ' ';
            if (begins && (end == plain.length() || plain.charAt(end) <= ' ')) {
                return true;
            }
        }
        return false;
    }

    /**
     * How often the author wrote an option's name out as a whole, so that neither a wildcard nor a longer name continues it.
     *
     * @param name without its value; behind it an equals sign or none
     */
    int writings(String name) {
        int found = 0;
        for (int at = plain.indexOf(name); at >= 0; at = plain.indexOf(name, at + 1)) {
            int end = at + name.length();
            boolean begins = at == 0 || !isOfName(plain.charAt(at - 1));
            boolean ends = name.endsWith("=") || end == plain.length() || !isOfName(plain.charAt(end));
            found += begins && ends ? 1 : 0;
        }
        return found;
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || "-_./=".indexOf(c) >= 0;
    }

    /** Whether the author wrote this word out that climbs with {@code ..}: its start, with all of its climbing in it. */
    boolean writesClimbing(String word) {
        for (int at = 0; at < plain.length(); at++) {
            boolean begins = at == 0 || plain.charAt(at - 1) == ' ' || plain.charAt(at - 1) == GROUP;
            int end = endOfRun(at);
            if (begins && end > at) {
                String seen = plain.substring(at, Math.min(end + 1, plain.length()));
                if (MarkedWord.climbs(seen) == MarkedWord.climbs(word)
                        && written(at, end).holds(word)) {
                    return true;
                }
            }
        }
        return false;
    }

    private int endOfRun(int at) {
        int end = at;
        while (end < plain.length() && plain.charAt(end) > ' ') {
            end++;
        }
        return end;
    }

    private WrittenPath written(int at, int end) {
        boolean whole = end == plain.length() || plain.charAt(end) == ' ';
        return new WrittenPath(plain.substring(at, end), whole ? WrittenPath.Extent.WHOLE : WrittenPath.Extent.OPEN);
    }

    /**
     * Whether the author wrote this program out: at the start of the regex or of an alternative, or behind a blank where
     * another starts it, and not as a piece of a longer word.
     */
    boolean namesProgram(String name, boolean started) {
        for (int at = 0; at + name.length() <= plain.length(); at++) {
            char before = at == 0 ? GROUP : plain.charAt(at - 1);
            boolean begins = before == GROUP || started && (before == ' ' || before == '/');
            if (begins && isAt(name, at) && !continues(at + name.length())) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(String name, int at) {
        for (int i = 0; i < name.length(); i++) {
            char written = plain.charAt(at + i);
            if (written != name.charAt(i) && !(written == DOT && name.charAt(i) == '.')) {
                return false;
            }
        }
        return true;
    }

    private boolean continues(int end) {
        return end < plain.length()
                && (Character.isLetterOrDigit(plain.charAt(end)) || "-_./".indexOf(plain.charAt(end)) >= 0);
    }

    /** A command its author surely had in mind, {@code x} for what a match chooses; only what comes first where it has groups. */
    String skeleton() {
        boolean flat = plain.indexOf(GROUP) < 0 && operators.isEmpty();
        return (flat ? plain.replace(OPEN, 'x').replace(DOT, '.') : prefix).trim();
    }

    /** The starts of absolute paths that it writes out. */
    List<WrittenPath> paths() {
        List<WrittenPath> paths = new ArrayList<>();
        for (int at = plain.indexOf('/'); at >= 0; at = plain.indexOf('/', at + 1)) {
            char before = at == 0 ? ' ' : plain.charAt(at - 1);
            int end = endOfRun(at);
            if ((before == ' ' || before == '=' || before == GROUP) && end > at + 1) {
                paths.add(written(at, end));
            }
        }
        return paths;
    }

    /** How many addresses it writes out. */
    int addresses() {
        int found = 0;
        for (int at = plain.indexOf("://"); at >= 0; at = plain.indexOf("://", at + 1)) {
            found++;
        }
        return found;
    }

    /** The program every match starts with, where the prefix spells it out up to the next blank. */
    Optional<String> program() {
        int blank = prefix.indexOf(' ');
        if (blank > 0) {
            return Optional.of(prefix.substring(0, blank));
        }
        boolean whole = blank < 0 && !prefix.isEmpty() && prefix.equals(plain);
        return whole ? Optional.of(prefix) : Optional.empty();
    }

    /** The word after the program, where every match spells it out up to the next blank. */
    Optional<String> secondWord() {
        int first = prefix.indexOf(' ');
        int second = prefix.indexOf(' ', first + 1);
        boolean plainWord = first > 0
                && second > first + 1
                && prefix.substring(first + 1, second)
                        .chars()
                        .allMatch(c -> Character.isLetterOrDigit(c) || "-_./:".indexOf(c) >= 0);
        return plainWord ? Optional.of(prefix.substring(first + 1, second)) : Optional.empty();
    }

    private static final class Reader {
        private final String source;
        private final StringBuilder plain = new StringBuilder();
        private final StringBuilder run = new StringBuilder();
        private final List<String> segments = new ArrayList<>();
        private final List<String> operators = new ArrayList<>();
        private String longest = "";
        private Optional<String> prefix = Optional.empty();
        private boolean alternatives;
        private boolean flags;
        private boolean repeatsGroups;
        private int depth;
        private int at;
        private int segmentStart;

        Reader(String source) {
            this.source = source;
        }

        RegexText read() {
            while (at < source.length()) {
                step();
            }
            endRun();
            segments.add(source.substring(segmentStart));
            boolean sure = !alternatives && !flags;
            boolean cut = !operators.isEmpty() && sure;
            return new RegexText(
                    plain.toString(),
                    sure ? prefix.orElse("") : "",
                    sure ? longest : "",
                    cut ? List.copyOf(segments) : List.of(source),
                    cut ? List.copyOf(operators) : List.of(),
                    repeatsGroups);
        }

        private void step() {
            char c = source.charAt(at);
            switch (c) {
                case '\\' -> escape();
                case '[' -> skipClass();
                case '(' -> open();
                case ')' -> {
                    depth--;
                    breakRun(GROUP);
                    at++;
                }
                case '|' -> {
                    alternatives |= depth == 0;
                    breakRun(GROUP);
                    at++;
                }
                case '*', '?', '+', '{' -> quantifier(c);
                case '.' -> {
                    breakRun(DOT);
                    at++;
                }
                case '^', '$' -> at++;
                case '&', ';', '\n' -> operator(c);
                default -> {
                    write(c);
                    at++;
                }
            }
        }

        private void write(char c) {
            plain.append(c);
            if (depth == 0) {
                run.append(c);
            }
        }

        private void breakRun() {
            breakRun(OPEN);
        }

        private void breakRun(char mark) {
            plain.append(mark);
            endRun();
        }

        private void endRun() {
            if (prefix.isEmpty()) {
                prefix = Optional.of(run.toString());
            }
            if (run.length() > longest.length()) {
                longest = run.toString();
            }
            run.setLength(0);
        }

        private void escape() {
            char next = at + 1 < source.length() ? source.charAt(at + 1) : '\\';
            if (next == '|' && depth == 0) {
                boolean or = source.startsWith("\\|\\|", at);
                boolean both = !or && at + 2 < source.length() && source.charAt(at + 2) == '&';
                cut(or ? "||" : both ? "|&" : "|", or ? 4 : both ? 3 : 2);
            } else if (next == 'Q') {
                int end = source.indexOf("\\E", at);
                int stop = end < 0 ? source.length() : end;
                for (int i = at + 2; i < stop; i++) {
                    write(source.charAt(i));
                }
                at = end < 0 ? stop : stop + 2;
            } else if (Character.isLetterOrDigit(next)) {
                breakRun();
                at += escapeLength(next);
            } else {
                write(next);
                at += 2;
            }
        }

        /** How far an escape reaches that stands for what it does not spell: {@code \x2d}, {@code \141}, {@code \pL}. */
        private int escapeLength(char kind) {
            int more = switch (kind) {
                case 'x' -> 2;
                case 'p', 'P' -> 1;
                default -> 0;
            };
            if (more > 0 && source.startsWith("{", at + 2)) {
                int end = source.indexOf('}', at);
                return (end < 0 ? source.length() : end + 1) - at;
            }
            int length = 2 + more;
            while (Character.isDigit(kind)
                    && length < 4
                    && at + length < source.length()
                    && Character.isDigit(source.charAt(at + length))) {
                length++;
            }
            return Math.min(length, source.length() - at);
        }

        private void operator(char c) {
            if (depth > 0) {
                write(c);
                at++;
            } else if (c == '&' && source.startsWith("&&", at)) {
                cut("&&", 2);
            } else {
                cut(String.valueOf(c), 1);
            }
        }

        private void cut(String operator, int length) {
            breakRun();
            segments.add(source.substring(segmentStart, at));
            operators.add(operator);
            at += length;
            segmentStart = at;
        }

        /** What is repeated or optional isn't in every match, so the last character doesn't count as written out. */
        private void quantifier(char c) {
            int last = plain.length() - 1;
            if (last >= 0 && plain.charAt(last) == DOT) {
                plain.setCharAt(last, OPEN);
            }
            if (c != '+' && !run.isEmpty()) {
                int width = Character.isLowSurrogate(run.charAt(run.length() - 1)) ? 2 : 1;
                run.setLength(Math.max(0, run.length() - width));
                plain.setLength(Math.max(0, plain.length() - width));
            }
            boolean ofGroup = at > 0 && source.charAt(at - 1) == ')' && !source.startsWith("\\)", Math.max(0, at - 2));
            repeatsGroups |= ofGroup && c != '?';
            breakRun(ofGroup ? GROUP : OPEN);
            int end = c == '{' ? source.indexOf('}', at) : at;
            at = (end < 0 ? at : end) + 1;
        }

        private void open() {
            flags |= source.startsWith("(?", at) && !source.startsWith("(?:", at) && !source.startsWith("(?P<", at);
            breakRun(GROUP);
            depth++;
            at++;
            if (at < source.length() && source.charAt(at) == '?') {
                int end = at;
                while (end < source.length() && ":>)".indexOf(source.charAt(end)) < 0) {
                    end++;
                }
                depth -= end < source.length() && source.charAt(end) == ')' ? 1 : 0;
                at = end + 1;
            }
        }

        private void skipClass() {
            breakRun();
            int i = at + 1;
            i += i < source.length() && source.charAt(i) == '^' ? 1 : 0;
            i += i < source.length() && source.charAt(i) == ']' ? 1 : 0;
            while (i < source.length() && source.charAt(i) != ']') {
                if (source.charAt(i) == '\\') {
                    i++;
                } else if (source.startsWith("[:", i)) {
                    int end = source.indexOf(":]", i);
                    i = end < 0 ? i : end + 1;
                }
                i++;
            }
            at = i + 1;
        }
    }
}
