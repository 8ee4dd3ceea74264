package com.expacti.domain.rule;

import com.expacti.shell.Effort;
import com.expacti.shell.Parse;
import com.expacti.shell.Parsed;
import com.expacti.shell.ShellParser;
import com.expacti.shell.SimpleCommand;
import com.expacti.shell.Unparsed;
import com.expacti.shell.Word;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A glob: split and unquoted by shell rules, it covers one whole simple command, word by word.
 *
 * <p>Inside a word {@code *} is any run within that word, {@code ?} one character, {@code […]} a class. A word that is
 * {@code *} alone is one or more plain words, {@code **} alone one or more words whatever they start with;
 * {@code \*} is a star.
 */
public final class GlobPattern {
    private final List<GlobWord> words;
    private final int literalWords;
    private final List<WrittenPath> paths;
    private final Optional<Loose> loose;

    /** The options the pattern writes out, be it none, and a pattern of its other words. */
    private record Loose(Set<String> options, GlobPattern operands) {}

    private final List<GlobPattern> spellings;

    private GlobPattern(List<GlobWord> words) {
        this(words, List.of());
    }

    private GlobPattern(List<GlobWord> words, List<GlobPattern> spellings) {
        this(words, spellings, looseOf(words));
    }

    private GlobPattern(List<GlobWord> words, List<GlobPattern> spellings, Optional<Loose> loose) {
        this.spellings = spellings;
        this.loose = loose;
        this.words = List.copyOf(words);
        int literal = 0;
        while (literal < words.size() && !words.get(literal).isWild()) {
            literal++;
        }
        this.literalWords = literal;
        this.paths = words.stream()
                .filter(word -> word.literalPrefix().startsWith("/")
                        && word.literalPrefix().length() > 1)
                .map(word -> new WrittenPath(
                        word.literalPrefix(), word.isWild() ? WrittenPath.Extent.OPEN : WrittenPath.Extent.WHOLE))
                .toList();
    }

    /**
     * Reads a pattern.
     *
     * @throws InvalidRule if it is no single simple command, or holds what no pattern can meet
     */
    public static GlobPattern of(String pattern) {
        Parse parse = ShellParser.parse(pattern);
        return switch (parse) {
            case Unparsed unparsed ->
                throw new InvalidRule(
                        "pattern",
                        "pattern can't be read as shell words: %s; quote it, or put a backslash in front of special characters"
                                .formatted(unparsed.reason()));
            case Parsed parsed -> {
                List<GlobWord> words = wordsOf(parsed);
                yield new GlobPattern(words, spellings(words));
            }
        };
    }

    private static List<GlobWord> wordsOf(Parsed parsed) {
        List<SimpleCommand> commands = parsed.simpleCommands();
        if (commands.size() != 1 || !parsed.isSingleSimpleCommand()) {
            throw new InvalidRule(
                    "pattern",
                    "pattern holds operators, redirections, assignments or substitutions; a glob covers one simple command: make a rule for each, or use an exact rule for the whole line");
        }
        List<GlobWord> words = new ArrayList<>();
        for (Word word : commands.getFirst().words()) {
            words.add(GlobWord.of(word));
        }
        return words;
    }

    /** The pattern for words in the one spelling of {@link Spelling}, with and without slashes behind a directory. */
    private static List<GlobPattern> spellings(List<GlobWord> words) {
        if (words.stream().noneMatch(word -> Spelling.isOpen(word.literal()))) {
            return List.of();
        }
        return Stream.<UnaryOperator<String>>of(Spelling::of, word -> Spelling.stripped(Spelling.of(word)))
                .map(spelling -> new GlobPattern(
                        words.stream().map(word -> word.spelled(spelling)).toList()))
                .toList();
    }

    /** Whether it covers words in the one spelling of {@link Spelling}, read broadly. */
    boolean meetsSpelled(List<String> spelled) {
        return !spellings.isEmpty()
                && !spelled.isEmpty()
                && (spellings.getFirst().meetsBroadly(spelled)
                        || spellings
                                .getLast()
                                .meetsBroadly(
                                        spelled.stream().map(Spelling::stripped).toList()));
    }

    /** How many words in front have no wildcard. */
    int literalWords() {
        return literalWords;
    }

    /** The program it is for; empty where a wildcard stands in its place. */
    Optional<String> program() {
        return literalWords == 0
                ? Optional.empty()
                : Optional.of(words.getFirst().literal());
    }

    /** The word after the program, where the pattern writes both out. */
    Optional<String> secondWord() {
        return literalWords < 2 ? Optional.empty() : Optional.of(words.get(1).literal());
    }

    /** Characters before the first wildcard, words joined by single blanks. */
    int literalPrefixLength() {
        int length = 0;
        for (GlobWord word : words) {
            length += word.literalPrefix().length();
            if (word.isWild()) {
                return length;
            }
            length++;
        }
        return length - 1;
    }

    /** A command that the pattern's author surely had in mind: each wildcard replaced by {@code x}. */
    String skeleton() {
        return String.join(" ", words.stream().map(GlobWord::skeleton).toList());
    }

    boolean usesAllWords() {
        return words.stream().anyMatch(word -> word.reach() == GlobWord.Reach.ALL_WORDS);
    }

    /** Whether it covers these marked words, read narrowly. */
    boolean meets(List<String> marked) {
        if (literalWords == 0 || marked.isEmpty()) {
            return false;
        }
        return walk(new Walk(marked, false, true));
    }

    /** Whether it covers these readable words, read broadly: wildcards take anything, options stand in any order. */
    boolean meetsBroadly(List<String> readable) {
        return walk(new Walk(readable, true, true))
                || loose.isPresent()
                        && startsBroadly(readable)
                        && LooseOptions.of(readable)
                                .filter(words -> meetsLoosely(loose.get(), words))
                                .isPresent();
    }

    private boolean startsBroadly(List<String> readable) {
        if (readable.isEmpty()) {
            return false;
        }
        String program = readable.getFirst();
        GlobWord first = words.getFirst();
        return first.meetsBroadly(program) || first.meetsBroadly(program.substring(program.lastIndexOf('/') + 1));
    }

    /** Whether it covers the first of these readable words, however many, read broadly. */
    boolean opensBroadly(List<String> readable) {
        return walk(new Walk(readable, true, false));
    }

    /**
     * The longest word without a wildcard or a mark, and no option that may be written otherwise: it stands in all that is
     * met. Empty where there is none.
     */
    String longestLiteral() {
        String longest = "";
        for (GlobWord word : words) {
            boolean option = isOptionLike(word.literal()) && loose.isPresent();
            boolean longer = !word.isWild() && !option && word.literal().length() > longest.length();
            longest = longer && !MarkedWord.hasMark(word.literal()) ? word.literal() : longest;
        }
        return longest;
    }

    private static boolean meetsLoosely(Loose loose, LooseOptions words) {
        return words.options().containsAll(loose.options()) && loose.operands().meetsBroadly(words.operands());
    }

    private static Optional<Loose> looseOf(List<GlobWord> words) {
        List<GlobWord> options = words.stream()
                .filter(word -> isOptionLike(word.literalPrefix()))
                .toList();
        if (words.getFirst().isWild() || options.stream().anyMatch(GlobWord::isWild)) {
            return Optional.empty();
        }
        List<String> named = new ArrayList<>(List.of(words.getFirst().literal()));
        options.forEach(word -> named.add(word.literal()));
        return LooseOptions.of(named)
                .filter(known -> known.operands().size() == 1)
                .map(known -> new Loose(
                        known.options(),
                        new GlobPattern(
                                words.stream()
                                        .filter(word -> !options.contains(word))
                                        .toList(),
                                List.of(),
                                Optional.empty())));
    }

    /**
     * One way over a command's words. Patterns have up to some thousand words, so it goes from one word of the pattern to
     * the next without recursion, with all places at once where that next word may begin.
     */
    private record Walk(List<String> text, boolean broad, boolean toTheEnd) {
        Walk {
            Effort.spend(16 + text.size());
        }
    }

    private boolean walk(Walk walk) {
        for (int at = 0; at < literalWords; at++) {
            if (at >= walk.text().size() || !meetsOne(walk, words.get(at), at)) {
                return false;
            }
        }
        BitSet places = new BitSet();
        places.set(literalWords);
        for (GlobWord word : words.subList(literalWords, words.size())) {
            Effort.spend(4 + walk.text().size() / 16L);
            places = word.reach() == GlobWord.Reach.ONE_WORD
                    ? behindOne(walk, word, places)
                    : behind(walk, word, places);
            if (places.isEmpty()) {
                return false;
            }
        }
        return walk.toTheEnd() ? places.get(walk.text().size()) : places.length() > 1;
    }

    private BitSet behindOne(Walk walk, GlobWord word, BitSet places) {
        BitSet behind = new BitSet();
        for (int at = places.nextSetBit(0); at >= 0 && at < walk.text().size(); at = places.nextSetBit(at + 1)) {
            if (meetsOne(walk, word, at)) {
                behind.set(at + 1);
            }
        }
        return behind;
    }

    /** Behind a lone {@code *} or {@code **}, which read broadly may also take no word. */
    private BitSet behind(Walk walk, GlobWord word, BitSet places) {
        Effort.spend(walk.text().size());
        BitSet behind = new BitSet();
        for (int at = places.nextSetBit(0); at >= 0 && at < walk.text().size(); at++) {
            if (places.get(at) || behind.get(at)) {
                int taken = taken(walk, word, at);
                if (taken > 0) {
                    behind.set(at + taken);
                }
            }
        }
        if (walk.broad()) {
            behind.or(places);
        }
        return behind;
    }

    private boolean meetsOne(Walk walk, GlobWord word, int at) {
        String text = walk.text().get(at);
        if (walk.broad()) {
            return word.meetsBroadly(text) || at == 0 && word.meetsBroadly(text.substring(text.lastIndexOf('/') + 1));
        }
        return word.meets(text) && (!word.isWild() || mayBeTaken(walk.text(), word, at));
    }

    /** A wildcard never decides which option is meant, unless the table calls that option harmless. */
    private boolean mayBeTaken(List<String> words, GlobWord pattern, int at) {
        String prefix = pattern.literalPrefix();
        if (!isOptionLike(words.get(at))) {
            return WrittenPath.hold(paths, words.get(at)) && OptionTable.takesOperand(words, at, !prefix.isEmpty());
        }
        boolean namedByAuthor = isOptionLike(prefix) && prefix.indexOf('=') > 0;
        return namedByAuthor || OptionTable.takenOption(words, at) == 1;
    }

    /** How many words a lone {@code *} or {@code **} takes at this place: none, a word, or an option with its value. */
    private int taken(Walk walk, GlobWord word, int at) {
        if (walk.broad()) {
            return 1;
        }
        String text = walk.text().get(at);
        if (!isPlain(text)) {
            return 0;
        }
        if (word.reach() == GlobWord.Reach.ALL_WORDS) {
            return 1;
        }
        if (isOptionLike(text)) {
            return OptionTable.takenOption(walk.text(), at);
        }
        return WrittenPath.hold(paths, text) && OptionTable.takesOperand(walk.text(), at, false) ? 1 : 0;
    }

    static boolean isOptionLike(String text) {
        return !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+');
    }

    static boolean isPlain(String marked) {
        return !MarkedWord.hasMark(marked) && MarkedWord.climbs(marked) == 0;
    }

    /**
     * Where and why a part isn't covered, for whoever wonders.
     *
     * @param word index of the word that stopped it; -1 where it was none in particular
     */
    record Stop(int word, String reason, boolean wildcard) {}

    /** Why these words, which {@link #meets} refuses, aren't covered. */
    Stop whyNot(List<String> marked) {
        if (literalWords == 0) {
            return new Stop(0, "a wildcard never stands for the program; the rule has to name it", true);
        }
        for (int i = 0; i < Math.min(literalWords, marked.size()); i++) {
            if (!words.get(i).meets(marked.get(i))) {
                return new Stop(
                        i,
                        "its word %d is `%s`, this has `%s`"
                                .formatted(
                                        i + 1,
                                        MarkedWord.unmarked(words.get(i).literal()),
                                        MarkedWord.unmarked(marked.get(i))),
                        false);
            }
        }
        for (int i = 1; i < marked.size(); i++) {
            String reason = whyNotTaken(marked, i);
            if (!reason.isEmpty()) {
                return new Stop(i, reason, true);
            }
        }
        if (marked.size() < words.size()) {
            return new Stop(
                    -1, "it asks for at least %d words, this has %d".formatted(words.size(), marked.size()), false);
        }
        return new Stop(-1, "its words differ", false);
    }

    private String whyNotTaken(List<String> marked, int at) {
        String word = marked.get(at);
        if (at < literalWords || mentions(word)) {
            return "";
        }
        if (MarkedWord.hasMark(word)) {
            return "`%s` holds a variable, a file pattern, braces or a `~`; the rule's wildcard does not take it"
                    .formatted(MarkedWord.unmarked(word));
        }
        if (MarkedWord.climbs(word) > 0) {
            return "`%s` climbs with `..`; the rule's wildcard does not take it".formatted(word);
        }
        if (isOptionLike(word)) {
            return OptionTable.takenOption(marked, at) > 0 || isValueOfOption(marked, at)
                    ? ""
                    : optionNotTaken(marked, word);
        }
        if (!WrittenPath.hold(paths, word)) {
            return "`%s` is outside the paths that the rule writes out".formatted(word);
        }
        return OptionTable.takesOperand(marked, at, false)
                ? ""
                : "`%s` is a word with which `%s` does more than it says; the rule's wildcard does not take it"
                        .formatted(word, marked.getFirst());
    }

    private static boolean isValueOfOption(List<String> marked, int at) {
        return isOptionLike(marked.get(at - 1)) && OptionTable.takenOption(marked, at - 1) == 2;
    }

    /** Why no wildcard takes an option, in words. */
    static String optionNotTaken(List<String> marked, String option) {
        return KnownDangers.purpose(marked, option)
                .map(purpose -> "the word `%s` is an option that `%s` uses %s; the rule's wildcard does not take it"
                        .formatted(option, named(marked), purpose))
                .orElseGet(() ->
                        "the word `%s` is an option of `%s` that isn't known to be harmless; the rule's wildcard does not take it"
                                .formatted(option, named(marked)));
    }

    private static String named(List<String> marked) {
        boolean subcommand = marked.size() > 1
                && OptionTable.hasSubcommands(marked.getFirst())
                && !isOptionLike(marked.get(1))
                && !MarkedWord.hasMark(marked.get(1));
        return subcommand ? marked.getFirst() + " " + marked.get(1) : marked.getFirst();
    }

    private boolean mentions(String text) {
        return words.stream().anyMatch(word -> !word.isWild() && word.literal().equals(text));
    }
}
