package com.expacti.domain.rule;

import com.expacti.shell.Effective;
import com.expacti.shell.Effort;
import com.expacti.shell.Parse;
import com.expacti.shell.Parsed;
import com.expacti.shell.SimpleCommand;
import com.expacti.shell.Unparsed;
import com.expacti.shell.Word;
import com.expacti.shell.Wrappers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pattern read broadly, as deny rules and approval policies are: it matches a line if it matches any simple command in
 * it, also behind wrappers, also written in another way. Wildcards take anything. Immutable.
 */
public final class BroadPattern {
    /** How many words in a row a glob is tried on in text that nobody could read. */
    private static final int RUN_WORDS_MAX = 32;

    /** How many characters a regex is tried on to either side of its text, and at how many places. */
    private static final int AROUND_CHARACTERS = 1_024;

    private static final int AROUND_MAX = 4;

    private static final long AROUND_STEPS_MAX = 40_000;

    /** How many words behind a wrapper that isn't understood are looked at. */
    private static final int TAIL_WORDS_MAX = 256;

    private final PatternType type;
    private final String source;
    private final Optional<GlobPattern> glob;
    private final Optional<RegexPattern> regex;

    private BroadPattern(PatternType type, String source, Optional<GlobPattern> glob, Optional<RegexPattern> regex) {
        this.type = type;
        this.source = source;
        this.glob = glob;
        this.regex = regex;
    }

    /**
     * Reads a pattern.
     *
     * @throws InvalidRule with field {@code pattern}
     */
    public static BroadPattern of(PatternType type, String source) {
        return switch (type) {
            case EXACT -> new BroadPattern(type, source, Optional.empty(), Optional.empty());
            case GLOB -> new BroadPattern(type, source, Optional.of(GlobPattern.of(source)), Optional.empty());
            case REGEX -> new BroadPattern(type, source, Optional.empty(), Optional.of(RegexPattern.of(source)));
        };
    }

    /** Characters written out before the first wildcard: the longer, the more specific the pattern. */
    public int literalPrefixLength() {
        return switch (type) {
            case EXACT -> source.length();
            case GLOB -> glob.orElseThrow().literalPrefixLength();
            case REGEX -> regex.orElseThrow().text().prefix().length();
        };
    }

    public PatternType type() {
        return type;
    }

    /** Whether anything in the line matches. */
    public boolean matches(Parse parse) {
        return matches(Line.of(parse));
    }

    boolean matches(Line line) {
        if (matchesWhole(line.text())) {
            return true;
        }
        if (!line.understood()) {
            return isIn(line);
        }
        for (Reading reading : line.readings()) {
            if (matches(reading)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the text of a whole line matches. */
    public boolean matchesWhole(String text) {
        return switch (type) {
            case EXACT -> text.equals(source) || text.strip().equals(source.strip());
            case GLOB -> false;
            case REGEX -> couldMatch(text) && regex.orElseThrow().matches(text);
        };
    }

    private boolean couldMatch(String text) {
        Effort.spend(text.length() / 16);
        return text.contains(regex.orElseThrow().text().longest());
    }

    /** Whether one command matches, in one way it may be meant. */
    public boolean matches(Reading reading) {
        return switch (type) {
            case EXACT -> reading.texts().contains(source) || reading.texts().contains(source.strip());
            case GLOB -> covers(reading.words()) || glob.orElseThrow().meetsSpelled(reading.spelled());
            case REGEX ->
                reading.texts().stream()
                        .anyMatch(
                                text -> couldMatch(text) && regex.orElseThrow().matches(text));
        };
    }

    /** Whether it is a regex that matches around the text that stands in all it matches. */
    boolean isNearby(String text) {
        return switch (type) {
            case EXACT, GLOB -> false;
            case REGEX -> isAround(text);
        };
    }

    private boolean isAround(String text) {
        String wanted = literal();
        Effort.spend(text.length() / 4);
        int found = wanted.isEmpty() ? -1 : indexOf(wanted, text, 0);
        for (int i = 0; i < AROUND_MAX && found >= 0; i++) {
            // From a blank on, so that nothing that has to stand at the start of a line is found in the middle of one.
            int from = Math.max(0, text.lastIndexOf(' ', Math.max(0, found - AROUND_CHARACTERS)));
            int to = Math.min(text.length(), found + wanted.length() + AROUND_CHARACTERS);
            if ((to - from) * (long) stepsAUnit() > AROUND_STEPS_MAX) {
                return false;
            }
            if (regex.orElseThrow().find(text.substring(from, to))) {
                return true;
            }
            found = indexOf(wanted, text, to);
        }
        return false;
    }

    /** Whatever the case, as {@link LiteralIndex} finds it. */
    private static int indexOf(String wanted, String text, int from) {
        int written = text.indexOf(wanted, from);
        if (written >= 0) {
            return written;
        }
        for (int at = from; at + wanted.length() <= text.length(); at++) {
            if (text.regionMatches(true, at, wanted, 0, wanted.length())) {
                return at;
            }
        }
        return -1;
    }

    /** Whether it is a glob that covers these readable words. */
    boolean covers(List<String> words) {
        return type == PatternType.GLOB
                && !words.isEmpty()
                && glob.orElseThrow().meetsBroadly(words);
    }

    /** As {@link #covers}, or the words in the one spelling of {@link Spelling}. */
    boolean coversSpelled(List<String> words) {
        return covers(words) || type == PatternType.GLOB && glob.orElseThrow().meetsSpelled(words);
    }

    /** On text nobody could read: anywhere in it. */
    boolean isIn(Line line) {
        return switch (type) {
            case EXACT -> line.text().contains(source.strip());
            case GLOB -> runIsIn(line);
            case REGEX -> couldMatch(line.text()) && findsAll(line.text());
        };
    }

    /** It reads all of a text, so that what can't be finished need not be begun. */
    private boolean findsAll(String text) {
        Effort.require((long) text.length() * stepsAUnit());
        return regex.orElseThrow().find(text);
    }

    private boolean runIsIn(Line line) {
        String program = program().orElse("");
        if (!line.text().contains(program)) {
            return false;
        }
        List<String> words = line.words();
        for (int from = 0; from < words.size(); from++) {
            if (program.isEmpty() || words.get(from).endsWith(program)) {
                int last = Math.min(words.size(), from + RUN_WORDS_MAX);
                if (glob.orElseThrow().opensBroadly(words.subList(from, last))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How dear it is to try, for each character of a text. */
    int stepsAUnit() {
        return type == PatternType.REGEX ? regex.orElseThrow().stepsAUnit() : 1;
    }

    /** A text that stands in all that matches, its letters in either case; empty where none is known. */
    String literal() {
        return switch (type) {
            case EXACT -> source.strip();
            case GLOB -> glob.orElseThrow().longestLiteral();
            case REGEX -> RegexText.literal(source);
        };
    }

    /** The program named first, where the pattern spells it out. */
    public Optional<String> program() {
        return switch (type) {
            case EXACT -> Optional.empty();
            case GLOB -> glob.orElseThrow().program().map(MarkedWord::unmarked);
            case REGEX -> regex.orElseThrow().text().program();
        };
    }

    /**
     * One command of a line in the ways it may be meant.
     *
     * @param words its words as a person reads them
     * @param texts the whole of it: as written, as read, and with the program's directory left out
     * @param spelled its words in the one spelling of {@link Spelling}; empty where none has another
     */
    public record Reading(List<String> words, List<String> texts, List<String> spelled) {
        /** A command with one spelling. */
        public Reading(List<String> words, List<String> texts) {
            this(words, texts, List.of());
        }

        static Reading of(SimpleCommand command, String line, boolean asWritten) {
            Effort.spend(64 + 8L * command.words().size() + command.span().length());
            List<String> words = new ArrayList<>(command.words().size());
            boolean plain = true;
            boolean known = true;
            for (Word word : command.words()) {
                String readable = MarkedWord.readable(word);
                plain &= readable.equals(word.raw());
                known &= word.value().isPresent();
                words.add(readable);
            }
            List<String> texts = new ArrayList<>();
            boolean stands = asWritten && command.span().to() <= line.length();
            if (stands) {
                add(texts, LineShape.textOf(command, line));
                add(texts, command.span().of(line));
            }
            String written = stands && isJoined(command, line) ? texts.getFirst() : raw(command);
            add(texts, written);
            String joined = plain ? written : String.join(" ", words);
            add(texts, joined);
            if (!words.isEmpty() && words.getFirst().indexOf('/') >= 0) {
                add(texts, joined.substring(words.getFirst().lastIndexOf('/') + 1));
            }
            List<String> spelled = known ? List.of() : Spelling.of(command);
            Spelling.texts(spelled).forEach(text -> add(texts, text));
            return new Reading(List.copyOf(words), List.copyOf(texts), spelled);
        }

        private static String raw(SimpleCommand command) {
            return String.join(" ", command.words().stream().map(Word::raw).toList());
        }

        /** Whether one blank, and nothing else, stands between its words: then its text is what joining them makes. */
        private static boolean isJoined(SimpleCommand command, String line) {
            List<Word> words = command.words();
            for (int i = 1; i < words.size(); i++) {
                int end = words.get(i - 1).span().to();
                if (words.get(i).span().from() != end + 1 || line.charAt(end) != ' ') {
                    return false;
                }
            }
            return !words.isEmpty();
        }

        private static void add(List<String> texts, String text) {
            if (!texts.contains(text)) {
                texts.add(text);
            }
        }

        /** The program's name, without its directory. */
        public String program() {
            String name = words.isEmpty() ? "" : words.getFirst();
            return name.substring(name.lastIndexOf('/') + 1);
        }
    }

    /**
     * A line in the ways it may be meant.
     *
     * @param understood whether the text was read to its end
     * @param words of a text that was not: what stands between blanks, quotes and operators
     */
    public record Line(String text, boolean understood, List<Reading> readings, List<String> words) {
        private static final String BETWEEN_WORDS = " \t\n\u000B\f\r;|&()`<>'\"";

        /** The line with other ways to run its commands besides: for what stops commands, where more is safer. */
        static Line widely(Parse parse) {
            if (!(parse instanceof Parsed parsed)) {
                return of(parse);
            }
            List<List<Effective>> effects = effects(parsed);
            List<Reading> readings = read(parsed, effects);
            readings.addAll(OtherSpellings.of(parsed, List.copyOf(readings), effects));
            return new Line(parsed.text(), true, List.copyOf(readings), List.of());
        }

        private static List<List<Effective>> effects(Parsed parsed) {
            return parsed.simpleCommands().stream().map(Wrappers::effective).toList();
        }

        public static Line of(Parse parse) {
            return switch (parse) {
                case Unparsed unparsed -> unread(unparsed.text());
                case Parsed parsed ->
                    new Line(parsed.text(), true, List.copyOf(read(parsed, effects(parsed))), List.of());
            };
        }

        private static List<Reading> read(Parsed parsed, List<List<Effective>> effects) {
            List<Reading> readings = new ArrayList<>();
            List<SimpleCommand> commands = parsed.simpleCommands();
            for (int i = 0; i < commands.size(); i++) {
                readings.add(Reading.of(commands.get(i), parsed.text(), true));
                started(commands.get(i), effects.get(i), parsed.text(), readings);
            }
            return readings;
        }

        /** A line as it is searched where its commands are not known, or not in time. */
        static Line unread(String text) {
            return new Line(text, false, List.of(), words(text.strip()));
        }

        private static List<String> words(String text) {
            Effort.spend(text.length());
            List<String> words = new ArrayList<>();
            int from = 0;
            for (int at = 0; at <= text.length(); at++) {
                if (at == text.length() || BETWEEN_WORDS.indexOf(text.charAt(at)) >= 0) {
                    if (at > from || at == 0) {
                        words.add(text.substring(from, at));
                    }
                    from = at + 1;
                }
            }
            return words;
        }

        private static void started(
                SimpleCommand command, List<Effective> effects, String line, List<Reading> readings) {
            boolean unknown = false;
            for (Effective effective : effects) {
                switch (effective) {
                    case Effective.Command inner -> {
                        if (inner.command() != command) {
                            readings.add(Reading.of(inner.command(), line, false));
                        }
                    }
                    case Effective.Code code -> readings.add(new Reading(List.of(), List.of(code.text())));
                    case Effective.Unknown _ -> unknown = true;
                }
            }
            // What can't be told may be the very thing: the words behind the wrapper are tried as they stand.
            if (unknown) {
                tails(command, readings);
            }
        }

        private static void tails(SimpleCommand command, List<Reading> readings) {
            List<String> words = command.words().stream()
                    .limit(TAIL_WORDS_MAX)
                    .map(MarkedWord::readable)
                    .toList();
            List<String> spelled =
                    Spelling.of(command).stream().limit(TAIL_WORDS_MAX).toList();
            for (int i = 1; i < words.size() && i < 16; i++) {
                Effort.spend(32L * words.size());
                List<String> tail = words.subList(i, words.size());
                List<String> same = spelled.isEmpty() ? spelled : spelled.subList(i, spelled.size());
                readings.add(new Reading(tail, List.of(String.join(" ", tail)), same));
            }
        }
    }
}
