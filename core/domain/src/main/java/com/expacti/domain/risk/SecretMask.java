package com.expacti.domain.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Recognises secrets in command text, and replaces them for places that show a command to more people than its reviewers.
 * A reference such as {@code $TOKEN} is none. Takes time linear in the text.
 */
public final class SecretMask {
    /** What stands in a secret's place, however long that was. */
    public static final String MASK = "••••";

    /** Longer texts are searched in their first part only; the rest is masked as a whole. */
    private static final int CHARACTERS_MAX = 65_536;

    private SecretMask() {}

    /** Where a secret stands, half open. */
    record Found(int from, int to) {}

    /** The text with every recognised secret replaced. The text that is judged, hashed and run is never the masked one. */
    public static String mask(String text) {
        if (text.length() > CHARACTERS_MAX) {
            int cut = Character.isHighSurrogate(text.charAt(CHARACTERS_MAX - 1)) ? CHARACTERS_MAX - 1 : CHARACTERS_MAX;
            return mask(text.substring(0, cut)) + MASK;
        }
        List<Found> found = find(text);
        if (found.isEmpty()) {
            return text;
        }
        StringBuilder masked = new StringBuilder();
        int done = 0;
        for (Found secret : found) {
            masked.append(text, done, secret.from()).append(MASK);
            text.substring(secret.from(), secret.to())
                    .chars()
                    .filter(c -> c == '\n')
                    .forEach(c -> masked.append('\n'));
            done = secret.to();
        }
        return masked.append(text, done, text.length()).toString();
    }

    /** Secrets in the text, in order, none touching another. */
    static List<Found> find(String text) {
        if (text.length() > CHARACTERS_MAX) {
            return List.of();
        }
        List<Found> found = new ArrayList<>();
        String lower = text.toLowerCase(Locale.ROOT);
        new SecretWords(text, (from, to) -> found.add(new Found(from, to))).search(lower);
        SecretShapes.search(text, lower, (from, to) -> found.add(new Found(from, to)));
        return merged(found);
    }

    private static List<Found> merged(List<Found> found) {
        found.sort((a, b) -> Integer.compare(a.from(), b.from()));
        List<Found> merged = new ArrayList<>();
        for (Found next : found) {
            Found last = merged.isEmpty() ? next : merged.getLast();
            if (!merged.isEmpty() && next.from() <= last.to()) {
                merged.set(merged.size() - 1, new Found(last.from(), Math.max(last.to(), next.to())));
            } else {
                merged.add(next);
            }
        }
        return List.copyOf(merged);
    }
}
