package com.expacti.domain.suggestion;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How wide a suggested wildcard may be: never a program, a subcommand, an option or its value, a host, a namespace or a
 * user, and never a whole directory near the root. What people approved one by one says nothing of those.
 */
final class Breadth {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/:=@+,%-]{1,200}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    /** Fewer literal characters in front of a wildcard say too little. */
    private static final int STEM_MIN = 3;

    private static final Set<String> FILES =
            Fitness.words("rm rmdir mkdir touch ls cat head tail wc stat file du cp mv ln");

    /** What stands behind one of these decides whose or which machine is meant. */
    private static final Set<String> OWNERS = Fitness.words("""
            namespace namespaces ns node nodes no user users group groups host hosts context cluster secret secrets
            serviceaccount serviceaccounts sa role roles rolebinding clusterrole clusterrolebinding configmap cm project account""");

    private static final Set<String> GUARDED =
            Fitness.words("etc root boot dev proc sys home usr bin sbin lib lib64 run");

    /** Programs whose short options, such as {@code -rf}, take no value. */
    private static final Pattern SHORT_FLAGS = Pattern.compile("-[A-Za-z]{1,6}");

    /** Options that take no value, so that the word behind them is an operand. */
    private static final Map<String, Set<String>> FLAGS = Map.of(
            "kubectl logs", Set.of("-f", "--follow", "-p", "--previous", "--timestamps"),
            "oc logs", Set.of("-f", "--follow", "-p", "--previous", "--timestamps"),
            "docker logs", Set.of("-f", "--follow", "-t", "--timestamps"),
            "podman logs", Set.of("-f", "--follow", "-t", "--timestamps"),
            "git show", Set.of("--stat", "--oneline", "--name-only", "-p"),
            "git log", Set.of("--stat", "--oneline", "--name-only", "-p"),
            "git diff", Set.of("--stat", "--name-only", "--cached", "--staged"));

    /** Reading forms that may have a whole word for a wildcard, by the literal words in front of it. */
    private static final Set<String> OPEN = Set.of(
            "docker logs",
            "docker inspect",
            "docker top",
            "docker port",
            "podman logs",
            "podman inspect",
            "kubectl logs",
            "kubectl describe pod",
            "kubectl get pod",
            "kubectl rollout status",
            "oc logs",
            "git show",
            "git log",
            "systemctl status",
            "systemctl is-active",
            "helm status",
            "helm history");

    private Breadth() {}

    /**
     * The word of a pattern that covers the values.
     *
     * @param words the words of one of the commands
     * @param at where the values stand, the program being 0
     * @param low whether all that was seen was of low risk
     * @return empty where no wildcard may stand there
     */
    static Optional<String> word(List<String> words, int at, List<String> values, boolean low) {
        if (at < 1 || !values.stream().allMatch(Breadth::isPlain) || isBehindOption(words, at) || isOwned(words, at)) {
            return Optional.empty();
        }
        Affixes affixes = Affixes.of(values);
        if (affixes.prefix().isEmpty()) {
            return isOpen(words, at, values, low) ? Optional.of("*") : Optional.empty();
        }
        if (!affixes.varyWithinOneName(values)) {
            return Optional.empty();
        }
        boolean reaches = reaches(affixes.prefix(), values, low)
                && (at > 1 || affixes.prefix().indexOf('/') >= 0 || FILES.contains(words.getFirst()));
        return reaches ? Optional.of(affixes.prefix() + "*" + affixes.suffix()) : Optional.empty();
    }

    /** Whether a wildcard may ever stand for it; a command with another value is left out of its series. */
    static boolean isPlain(String value) {
        return PLAIN.matcher(value).matches()
                && !value.startsWith("-")
                && !value.startsWith("+")
                && !value.contains("..");
    }

    private static boolean isBehindOption(List<String> words, int at) {
        String before = words.get(at - 1);
        if (at == 1 || !before.startsWith("-") || before.equals("--")) {
            return false;
        }
        boolean flag = FILES.contains(words.getFirst())
                        && !before.equals("-t")
                        && SHORT_FLAGS.matcher(before).matches()
                || FLAGS.getOrDefault(words.getFirst() + " " + words.get(1), Set.of())
                        .contains(before);
        return !flag;
    }

    private static boolean isOwned(List<String> words, int at) {
        String word = words.get(at);
        String kind = word.indexOf('/') > 0 ? word.substring(0, word.indexOf('/')) : "";
        return OWNERS.contains(kind)
                || words.subList(1, at).stream()
                        .anyMatch(earlier -> OWNERS.contains(earlier) || earlier.equals("use-context"));
    }

    private static boolean isOpen(List<String> words, int at, List<String> values, boolean low) {
        List<String> front = words.subList(0, at).stream()
                .filter(word -> !word.startsWith("-"))
                .toList();
        return low
                && OPEN.contains(String.join(" ", front))
                && values.stream().allMatch(value -> NAME.matcher(value).matches());
    }

    /** Whether the literal part goes far enough into the value to say what is meant. */
    private static boolean reaches(String prefix, List<String> values, boolean low) {
        int equals = values.getFirst().indexOf('=');
        if (equals >= 0) {
            return prefix.length() > equals + 1
                    && values.stream().allMatch(value -> value.indexOf('=') == equals)
                    && reaches(
                            prefix.substring(equals + 1),
                            values.stream()
                                    .map(value -> value.substring(equals + 1))
                                    .toList(),
                            low);
        }
        if (values.stream().anyMatch(value -> value.contains("="))) {
            return false;
        }
        if (values.stream().anyMatch(value -> value.contains("://"))) {
            return prefix.matches("[a-z0-9+]{1,10}://[^/]+/.*[^/].*");
        }
        if (values.stream().anyMatch(value -> value.contains("@")) && !prefix.matches(".*@.*[:/].*")) {
            return false;
        }
        if (values.stream().anyMatch(value -> value.contains(":"))) {
            return prefix.indexOf(':') > 0
                    && values.stream().allMatch(value -> value.lastIndexOf(':') < prefix.length());
        }
        if (prefix.startsWith("/")) {
            return isDeep(prefix, low);
        }
        return isFar(prefix, values, low);
    }

    private static boolean isDeep(String prefix, boolean low) {
        List<String> names = List.of(prefix.substring(1).split("/", -1));
        if (names.stream().limit(names.size() - 1L).anyMatch(name -> name.isEmpty() || name.equals("."))) {
            return false;
        }
        int directories = names.size() - 1;
        boolean stem = names.getLast().length() >= STEM_MIN;
        boolean temporary = prefix.startsWith("/tmp/") || prefix.startsWith("/var/tmp/");
        if (GUARDED.contains(names.getFirst())) {
            return low && directories >= 3;
        }
        int needed = low || temporary ? 2 : 3;
        return directories >= needed || directories >= 1 && stem;
    }

    private static boolean isFar(String prefix, List<String> values, boolean low) {
        int slash = prefix.lastIndexOf('/');
        boolean stem = prefix.length() - slash - 1 >= STEM_MIN;
        if (slash < 0) {
            return stem && values.stream().noneMatch(value -> value.contains("/"));
        }
        boolean named = prefix.substring(0, slash).chars().anyMatch(Character::isLetterOrDigit);
        return named && (stem || low);
    }
}
