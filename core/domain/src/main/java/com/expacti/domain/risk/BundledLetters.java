package com.expacti.domain.risk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Letters that stand in one word, as words of their own: {@code -sSLo f} as {@code -s -S -L -o f}, {@code -XPOST} as
 * {@code -X POST}. For programs whose last bundled letter decides where data goes (curl(1), wget(1)).
 */
final class BundledLetters {
    /** By program the letters that take a value: the rest of the word, or the next word. */
    private static final Map<String, String> VALUED =
            Map.of("curl", "AbcCdDeEFHKmoPQrtTuUwxXyYz", "wget", "aABDeiIloOPQRtTUwX");

    private BundledLetters() {}

    static List<Argument> apart(String program, List<Argument> arguments) {
        String valued = VALUED.getOrDefault(program, "");
        if (valued.isEmpty()) {
            return arguments;
        }
        List<Argument> apart = new ArrayList<>();
        Set<Character> met = new HashSet<>();
        boolean value = false;
        for (Argument argument : arguments) {
            if (value || !isBundle(argument.text())) {
                apart.add(argument);
                value = !value && awaitsValue(argument.text(), valued);
            } else {
                value = split(argument, valued, met, apart);
            }
        }
        return List.copyOf(apart);
    }

    /** {@code -nv} and its like are names of wget's own. */
    private static boolean isBundle(String text) {
        return text.length() > 2
                && text.charAt(0) == '-'
                && Character.isLetter(text.charAt(1))
                && text.charAt(1) != 'n';
    }

    private static boolean awaitsValue(String text, String valued) {
        return text.length() == 2 && text.charAt(0) == '-' && valued.indexOf(text.charAt(1)) >= 0;
    }

    /** Each letter without a value is told once, so that a word of a thousand of them is no thousand words; whether a value follows. */
    private static boolean split(Argument argument, String valued, Set<Character> met, List<Argument> apart) {
        String text = argument.text();
        for (int i = 1; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean takesRest = valued.indexOf(letter) >= 0;
            if (takesRest || met.add(letter)) {
                apart.add(Argument.literal("-" + letter, argument.span()));
            }
            if (takesRest && i + 1 < text.length()) {
                apart.add(new Argument(
                        text.substring(i + 1),
                        argument.span(),
                        argument.certain(),
                        argument.opensWithUnknown(),
                        argument.expands()));
                return false;
            }
            if (takesRest) {
                return true;
            }
        }
        return false;
    }
}
