package com.expacti.domain.rule;

import com.expacti.shell.Effort;
import com.expacti.shell.Word;
import com.expacti.shell.WordPart;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;

/** One word of a glob: literal characters, {@code *}, {@code ?} and classes. */
final class GlobWord {
    private sealed interface Element {}

    private record Exactly(char character) implements Element {}

    private record AnyRun() implements Element {}

    private record AnyOne() implements Element {}

    private record OneOf(boolean negated, String members) implements Element {
        /** Members are pairs of characters, each the ends of a range. */
        boolean takes(char c) {
            boolean in = false;
            for (int i = 0; i < members.length(); i += 2) {
                in |= c >= members.charAt(i) && c <= members.charAt(i + 1);
            }
            return in != negated;
        }
    }

    /** How a word of a pattern meets words of a command. */
    enum Reach {
        /** Itself, a single word. */
        ONE_WORD,
        /** {@code *} alone: one or more plain words. */
        PLAIN_WORDS,
        /** {@code **} alone: one or more words, options too. */
        ALL_WORDS
    }

    private final List<Element> elements;

    /** Without the marks, as a person reads the word: what is matched broadly has none either. */
    private final List<Element> readable;

    private final Reach reach;
    private final String literal;
    private final boolean wild;
    private final long stars;
    private final int climbs;

    private GlobWord(List<Element> elements) {
        this(
                elements,
                elements.stream()
                        .filter(element ->
                                !(element instanceof Exactly exactly && MarkedWord.isMark(exactly.character())))
                        .toList());
    }

    private GlobWord(List<Element> elements, List<Element> readable) {
        this.elements = List.copyOf(elements);
        this.readable = List.copyOf(readable);
        boolean onlyStars = !elements.isEmpty() && elements.stream().allMatch(element -> element instanceof AnyRun);
        this.reach = !onlyStars ? Reach.ONE_WORD : elements.size() == 1 ? Reach.PLAIN_WORDS : Reach.ALL_WORDS;
        this.stars =
                elements.stream().filter(element -> element instanceof AnyRun).count();
        this.wild = elements.stream().anyMatch(element -> !(element instanceof Exactly));
        StringBuilder text = new StringBuilder();
        for (Element element : elements) {
            if (element instanceof Exactly exactly) {
                text.append(exactly.character());
            } else {
                text.append('\0');
            }
        }
        this.literal = text.toString();
        this.climbs = MarkedWord.climbs(literal);
    }

    /**
     * Reads one word of a pattern.
     *
     * @throws InvalidRule if it holds a substitution, an extended pattern or an open class
     */
    static GlobWord of(Word word) {
        StringBuilder characters = new StringBuilder();
        StringBuilder active = new StringBuilder();
        for (WordPart part : word.parts()) {
            int before = characters.length();
            boolean wildcard = part instanceof WordPart.Glob;
            if (part instanceof WordPart.Glob glob) {
                characters.append(glob.text());
            } else if (!MarkedWord.append(word, part, false, characters)) {
                throw new InvalidRule(
                        "pattern",
                        "pattern holds `%s`, which no pattern can meet; use an exact rule for it"
                                .formatted(word.raw()));
            }
            boolean plain = part instanceof WordPart.Literal literal && literal.quoting() == WordPart.Quoting.NONE;
            active.repeat(wildcard ? "w" : plain ? "p" : "q", characters.length() - before);
        }
        return new GlobWord(elements(characters.toString(), active.toString(), word));
    }

    private static List<Element> elements(String text, String active, Word word) {
        List<Element> elements = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (active.charAt(i) != 'w') {
                elements.add(new Exactly(c));
                i++;
                continue;
            }
            if (i + 1 < text.length() && text.charAt(i + 1) == '(' && "?*+@!".indexOf(c) >= 0) {
                throw new InvalidRule(
                        "pattern",
                        "pattern holds an extended pattern `%s`; use `*`, `?`, `[…]`, or a regex"
                                .formatted(word.raw()));
            }
            switch (c) {
                case '*' -> elements.add(new AnyRun());
                case '?' -> elements.add(new AnyOne());
                case '[' -> {
                    int end = classEnd(text, active, i);
                    if (end < 0) {
                        throw new InvalidRule(
                                "pattern",
                                "pattern opens a class `[` in `%s` and never closes it; add `]`, or write `\\[` for the character"
                                        .formatted(word.raw()));
                    }
                    elements.add(classOf(text.substring(i + 1, end)));
                    i = end;
                }
                default ->
                    throw new InvalidRule(
                            "pattern",
                            "pattern holds `%s`, which is none of `*`, `?`, `[…]`; put a backslash in front of it"
                                    .formatted(c));
            }
            i++;
        }
        return elements;
    }

    /** Where a class ends: a {@code ]} first in it is a member (POSIX 2.13.1). */
    private static int classEnd(String text, String active, int open) {
        int first = open + 1;
        if (first < text.length() && (text.charAt(first) == '!' || text.charAt(first) == '^')) {
            first++;
        }
        for (int i = first + 1; i < text.length(); i++) {
            if (text.charAt(i) == ']' && active.charAt(i) != 'q') {
                return i;
            }
        }
        return -1;
    }

    private static OneOf classOf(String inside) {
        boolean negated = inside.startsWith("!") || inside.startsWith("^");
        String members = negated ? inside.substring(1) : inside;
        if (members.contains("[:") || members.contains("[=") || members.contains("[.")) {
            throw new InvalidRule(
                    "pattern",
                    "pattern names a class `[%s]` by a word; write it out, such as `[a-z]`".formatted(inside));
        }
        StringBuilder ranges = new StringBuilder();
        for (int i = 0; i < members.length(); i++) {
            char from = members.charAt(i);
            boolean range = i + 2 < members.length() && members.charAt(i + 1) == '-';
            char to = range ? members.charAt(i + 2) : from;
            if (to < from) {
                throw new InvalidRule(
                        "pattern",
                        "pattern has a class `[%s]` whose range runs backwards; swap its ends".formatted(inside));
            }
            ranges.append(from).append(to);
            i += range ? 2 : 0;
        }
        return new OneOf(negated, ranges.toString());
    }

    Reach reach() {
        return reach;
    }

    /** Whether any wildcard or class is in it. */
    boolean isWild() {
        return wild;
    }

    /** The word in another spelling of its literal text, marks and all, for words in that spelling. */
    GlobWord spelled(UnaryOperator<String> spelling) {
        Iterator<Element> wildcards = elements.stream()
                .filter(element -> !(element instanceof Exactly))
                .iterator();
        List<Element> spelled = new ArrayList<>();
        for (char c : spelling.apply(literal).toCharArray()) {
            spelled.add(c == '\0' ? wildcards.next() : new Exactly(c));
        }
        return new GlobWord(spelled, spelled);
    }

    /** Its text where it has no wildcard. */
    String literal() {
        return literal;
    }

    /** The text before the first wildcard. */
    String literalPrefix() {
        int wildcard = literal.indexOf('\0');
        return wildcard < 0 ? literal : literal.substring(0, wildcard);
    }

    /** The word with each wildcard replaced by {@code x}, quoted where a shell would need it. */
    String skeleton() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (MarkedWord.isMark(c)) {
                i = MarkedWord.write(literal, i, text);
            } else if (c == '\0') {
                text.append('x');
            } else if (c == '\n') {
                text.append("'\n'");
            } else {
                boolean safe = Character.isLetterOrDigit(c) || "_./:=@%+,-~".indexOf(c) >= 0;
                text.append(safe ? "" : "\\").append(c);
            }
        }
        return text.isEmpty() ? "''" : text.toString();
    }

    /** Whether a marked word meets this one, the way allow rules read it: wildcards take no mark and never climb. */
    boolean meets(String marked) {
        return run(elements, marked, false) && (!wild || MarkedWord.climbs(marked) <= climbs);
    }

    /** Whether a readable word meets this one, wildcards taking anything. */
    boolean meetsBroadly(String readable) {
        return run(this.readable, readable, true);
    }

    /** The usual two pointers with one way back to the last star: linear for one star, never exponential. */
    private boolean run(List<Element> elements, String text, boolean broad) {
        Effort.spend(1 + text.length() * (stars > 1 ? elements.size() / 4L : 1));
        int at = 0;
        int element = 0;
        int star = -1;
        int resume = 0;
        while (at < text.length()) {
            if (element < elements.size() && elements.get(element) instanceof AnyRun) {
                star = element++;
                resume = at;
            } else if (element < elements.size() && takes(elements.get(element), text.charAt(at), broad)) {
                element++;
                at++;
            } else if (star >= 0 && (broad || !MarkedWord.isMark(text.charAt(resume)))) {
                at = ++resume;
                element = star + 1;
            } else {
                return false;
            }
        }
        while (element < elements.size() && elements.get(element) instanceof AnyRun) {
            element++;
        }
        return element == elements.size();
    }

    private static boolean takes(Element element, char c, boolean broad) {
        return switch (element) {
            case Exactly exactly -> exactly.character() == c;
            case AnyRun() -> true;
            case AnyOne() -> broad || !MarkedWord.isMark(c);
            case OneOf oneOf -> (broad || !MarkedWord.isMark(c)) && oneOf.takes(c);
        };
    }
}
