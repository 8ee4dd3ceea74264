package com.expacti.domain.rule;

import com.expacti.domain.risk.WebAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What an option's value, or an operand, must be for a wildcard to take it. */
enum ValueKind {
    ANY,
    /** A number with a sign and a unit: {@code -5}, {@code +3}, {@code 10M}. */
    NUMBER,
    /** Letters, digits, {@code -} and {@code _}. */
    WORD,
    /** Text the program takes as it stands: no {@code @file}, no {@code file://…}, no {@code %output{…}}. */
    TEXT,
    /** Nowhere, or the screen: {@code /dev/null}, {@code -}. */
    NULL,
    /** A form of output that isn't itself read from a file ({@code kubectl -o go-template-file=…}). */
    SHOWN,
    /** No {@code host:path}. */
    LOCAL,
    /** A repository, not a program to run: no {@code ext::…} (gitremote-helpers). */
    REMOTE,
    /** An address that is fetched by HTTP, and not the one a cloud machine reads its credentials from. */
    WEB,
    /** A filter that doesn't read the environment or other files ({@code jq}, {@code yq}). */
    FILTER,
    /** Not the old style {@code e}, with which {@code ps} prints environments. */
    BSD,
    /** Old style options of {@code tar} without a dash, among them no {@code I}, {@code F}, {@code P}, {@code C}. */
    BUNDLE,
    /** A goal of Maven's life cycle, or a plugin's that only tells. */
    GOAL,
    /** A path below the working directory. */
    INSIDE,
    /** A program for {@code awk} that doesn't read the environment. */
    AWK,
    /** A repository, and no directory elsewhere to put it in. */
    CLONE,
    /** The only operand: a second one is written to ({@code uniq in out}). */
    ONCE,
    /** Any, but the subcommand itself is one that only the author of a pattern chooses. */
    CHOSEN,
    /** Nothing: a word here changes something ({@code date 01010000}). */
    NONE;

    private static final Set<String> TELLING_GOALS = Set.of(
            "dependency:tree",
            "dependency:list",
            "dependency:analyze",
            "help:effective-pom",
            "help:active-profiles",
            "versions:display-dependency-updates",
            "versions:display-plugin-updates",
            "spotless:check",
            "checkstyle:check",
            "surefire:test");

    private static final List<String> METADATA =
            List.of("169.254.", "metadata.google", "[fd00:ec2", "100.100.100.200", "/latest/meta-data");

    private static final String TAR_LETTERS = "tvzjJafxckpmruO";

    boolean holds(String value) {
        return switch (this) {
            case ANY, ONCE, CHOSEN -> true;
            case NUMBER -> isNumber(value);
            case WORD -> !value.isEmpty() && value.chars().allMatch(c -> isWordCharacter((char) c));
            case TEXT ->
                !value.startsWith("@")
                        && !value.contains("file:")
                        && !value.contains("fileb:")
                        && !value.contains("%output")
                        && !value.contains("=@");
            case NULL -> value.equals("/dev/null") || value.equals("-");
            case SHOWN -> !value.contains("file");
            case LOCAL, BUNDLE -> !namesHost(value);
            case REMOTE -> !value.contains("::") && !value.contains("://-");
            case CLONE -> REMOTE.holds(value) && !value.startsWith("/");
            case AWK -> !value.contains("ENVIRON");
            case WEB -> isWeb(value.toLowerCase(Locale.ROOT));
            case FILTER -> isFilter(value);
            case BSD -> value.indexOf('e') < 0 || !value.chars().allMatch(Character::isLetter);
            case GOAL -> value.indexOf(':') < 0 || TELLING_GOALS.contains(value);
            case INSIDE -> !value.startsWith("/");
            case NONE -> false;
        };
    }

    /** Whether a first operand of {@code tar}, which stands for options, only asks for harmless ones. */
    static boolean isBundle(String value) {
        return value.chars().allMatch(c -> TAR_LETTERS.indexOf(c) >= 0);
    }

    /** Whether a pattern that writes the start of the word out has said enough. */
    boolean settledByPrefix() {
        return this == INSIDE || this == NONE;
    }

    private static boolean isWordCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }

    static boolean isNumber(String value) {
        int at = !value.isEmpty() && "+-".indexOf(value.charAt(0)) >= 0 ? 1 : 0;
        int digits = at;
        while (digits < value.length() && (Character.isDigit(value.charAt(digits)) || value.charAt(digits) == '.')) {
            digits++;
        }
        return digits > at
                && value.length() - digits <= 3
                && value.substring(digits).chars().allMatch(Character::isLetter);
    }

    private static boolean namesHost(String value) {
        int colon = value.indexOf(':');
        int slash = value.indexOf('/');
        return colon >= 0 && (slash < 0 || colon < slash);
    }

    private static boolean isWeb(String address) {
        if (METADATA.stream().anyMatch(address::contains)
                || WebAddress.givesCredentials(address)
                || WebAddress.readsFile(address)
                || !WebAddress.namesPlainHost(address)) {
            return false;
        }
        int scheme = address.indexOf(":/");
        return scheme < 0
                || address.startsWith("http://")
                || address.startsWith("https://")
                || address.substring(0, scheme).indexOf('.') > 0;
    }

    private static boolean isFilter(String filter) {
        for (String name : List.of("include", "import", "load", "strenv", "envsubst", "eval", "env", "ENV")) {
            int at = filter.indexOf(name);
            while (at >= 0) {
                char before = at == 0 ? ' ' : filter.charAt(at - 1);
                int end = at + name.length();
                char after = end == filter.length() ? ' ' : filter.charAt(end);
                boolean whole = !isWordCharacter(before) && !isWordCharacter(after);
                boolean field =
                        before == '.' || before == '"' || before == '/' || after == '/' || isFileName(filter, end);
                if (whole && !field) {
                    return false;
                }
                at = filter.indexOf(name, end);
            }
        }
        return true;
    }

    private static boolean isFileName(String filter, int end) {
        return filter.startsWith(".json", end) || filter.startsWith(".yaml", end) || filter.startsWith(".yml", end);
    }
}
