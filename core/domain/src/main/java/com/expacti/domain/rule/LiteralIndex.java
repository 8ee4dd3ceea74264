package com.expacti.domain.rule;

import com.expacti.shell.Effort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds, in one pass over a text, which of many patterns may match it: those whose literal text has four characters in a
 * row that stand in it. Letters' case is not looked at, so that some are found that do not match, and none is missed.
 * Immutable.
 */
final class LiteralIndex {
    private static final int GRAM = 4;

    private final Map<Integer, BitSet> byGram = new HashMap<>();
    private final BitSet always = new BitSet();
    // Most places of a text start nothing that is known: one bit tells.
    private final BitSet filter = new BitSet(1 << 16);

    /** @param literals for each pattern a text without which it matches nothing; an empty one says there is none */
    LiteralIndex(List<String> literals) {
        Map<Integer, Integer> shared = new HashMap<>();
        for (String literal : literals) {
            for (int gram : grams(literal)) {
                shared.merge(gram, 1, Integer::sum);
            }
        }
        for (int i = 0; i < literals.size(); i++) {
            int[] grams = grams(literals.get(i));
            if (grams.length == 0) {
                always.set(i);
            } else {
                int rarest = Arrays.stream(grams)
                        .boxed()
                        .min((a, b) -> shared.getOrDefault(a, 0) - shared.getOrDefault(b, 0))
                        .orElseThrow();
                byGram.computeIfAbsent(rarest, each -> new BitSet()).set(i);
                filter.set(hash(rarest));
            }
        }
    }

    /** The patterns that may match one of these texts, by their place in the list. */
    BitSet candidates(Iterable<String> texts) {
        BitSet found = (BitSet) always.clone();
        if (!byGram.isEmpty()) {
            texts.forEach(text -> search(text, found));
        }
        return found;
    }

    private void search(String text, BitSet found) {
        Effort.spend(text.length());
        int gram = 0;
        for (int i = 0; i < text.length(); i++) {
            gram = gram << 8 | folded(text.charAt(i));
            if (filter.get(hash(gram))) {
                BitSet patterns = byGram.get(gram);
                if (patterns != null) {
                    found.or(patterns);
                }
            }
        }
    }

    private static int[] grams(String text) {
        List<Integer> grams = new ArrayList<>();
        int gram = 0;
        int known = 0;
        for (int i = 0; i < text.length(); i++) {
            int unit = folded(text.charAt(i));
            gram = gram << 8 | unit;
            known = unit == 0 ? 0 : known + 1;
            if (known >= GRAM) {
                grams.add(gram);
            }
        }
        return grams.stream().mapToInt(each -> each).toArray();
    }

    private static int hash(int gram) {
        return (gram * 0x9E3779B1) >>> 16;
    }

    /** ASCII in lower case, with the two others that RE2 takes for an ASCII letter whatever the case; 0 for the rest. */
    private static int folded(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c + ('a' - 'A');
        }
        return c < 0x80 ? c : c == '\u017F' ? 's' : c == '\u212A' ? 'k' : 0;
    }
}
