package com.expacti.domain.suggestion;

import java.util.List;

/**
 * What the values of one word have in common in front and behind. Numbers, versions and digests are taken whole: that
 * builds 101 to 112 all begin with a 1 says nothing of build 200.
 */
record Affixes(String prefix, String suffix) {
    private static final String DELIMITERS = "-_./:=@,+";

    /** @param values two or more, none the same as another */
    static Affixes of(List<String> values) {
        String prefix = prefix(values);
        if (areTags(values) && prefix.lastIndexOf(':') >= 0 && tagBegins(values, prefix)) {
            return new Affixes(prefix.substring(0, prefix.lastIndexOf(':') + 1), "");
        }
        String front = whole(values, prefix);
        return new Affixes(front, suffix(values, front.length()));
    }

    /** Whether what differs is one name of a path: a yes to files of two directories is none to whatever lies beside these. */
    boolean varyWithinOneName(List<String> values) {
        return values.stream()
                .map(value ->
                        value.substring(prefix.length(), Math.max(prefix.length(), value.length() - suffix.length())))
                .allMatch(differing -> differing.indexOf('/') < 0);
    }

    /** Whether each ends in a tag, as images do ({@code myapp:v3}), with a digit in it. */
    private static boolean areTags(List<String> values) {
        return values.stream().allMatch(value -> {
            String tag = value.substring(value.lastIndexOf(':') + 1);
            return value.indexOf(':') >= 0
                    && tag.indexOf('/') < 0
                    && tag.chars().anyMatch(Character::isDigit);
        });
    }

    private static boolean tagBegins(List<String> values, String prefix) {
        int colon = prefix.lastIndexOf(':');
        return values.stream().allMatch(value -> value.lastIndexOf(':') == colon);
    }

    private static String prefix(List<String> values) {
        String first = values.getFirst();
        int length = first.length();
        for (String value : values) {
            int same = 0;
            while (same < length && same < value.length() && first.charAt(same) == value.charAt(same)) {
                same++;
            }
            length = same;
        }
        return first.substring(0, length);
    }

    private static String whole(List<String> values, String prefix) {
        int token = prefix.length();
        while (token > 0 && DELIMITERS.indexOf(prefix.charAt(token - 1)) < 0) {
            token--;
        }
        int from = token;
        boolean generated = values.stream().map(value -> token(value, from)).allMatch(Affixes::isGenerated);
        return generated ? prefix.substring(0, token) : withoutDigits(prefix);
    }

    private static String token(String value, int from) {
        int to = from;
        while (to < value.length() && DELIMITERS.indexOf(value.charAt(to)) < 0) {
            to++;
        }
        return value.substring(from, to);
    }

    private static boolean isGenerated(String token) {
        return token.matches("v?[0-9]{1,40}") || token.matches("(?=.*[0-9])[0-9a-f]{6,64}");
    }

    private static String withoutDigits(String prefix) {
        int to = prefix.length();
        while (to > 0 && isOfNumber(prefix, to)) {
            to--;
        }
        return prefix.substring(0, to);
    }

    /** A digit, or the point in a version. */
    private static boolean isOfNumber(String prefix, int to) {
        char c = prefix.charAt(to - 1);
        return Character.isDigit(c) || c == '.' && to > 1 && Character.isDigit(prefix.charAt(to - 2));
    }

    /** Begins where a part of the word begins, and names something. */
    private static String suffix(List<String> values, int behind) {
        String first = values.getFirst();
        int length = first.length() - behind;
        for (String value : values) {
            int same = 0;
            while (same < length
                    && same < value.length() - behind
                    && first.charAt(first.length() - 1 - same) == value.charAt(value.length() - 1 - same)) {
                same++;
            }
            length = same;
        }
        String suffix = first.substring(first.length() - length);
        int begin = 0;
        while (begin < suffix.length() && DELIMITERS.indexOf(suffix.charAt(begin)) < 0) {
            begin++;
        }
        String part = suffix.substring(begin);
        return part.chars().anyMatch(Character::isLetter) ? part : "";
    }
}
