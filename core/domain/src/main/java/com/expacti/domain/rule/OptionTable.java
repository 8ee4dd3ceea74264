package com.expacti.domain.rule;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says which words of a command a wildcard may take, by {@link HarmlessOptions}. */
final class OptionTable {
    /** Options in front of a subcommand that have their value in the next word; written out, they are passed over. */
    private static final Map<String, Set<String>> IN_FRONT = Map.of(
            "git", Set.of("-C", "-c", "--git-dir", "--work-tree"),
            "kubectl", Set.of("-n", "--namespace", "--context", "--cluster", "--kubeconfig"),
            "oc", Set.of("-n", "--namespace", "--context", "--kubeconfig"),
            "helm", Set.of("-n", "--namespace", "--kube-context", "--kubeconfig"),
            "docker", Set.of("--context", "-c", "--host", "-H", "--config"),
            "docker-compose", Set.of("-f", "--file", "-p", "--project-name"),
            "aws", Set.of("--profile", "--region", "--output", "--query"),
            "npm", Set.of("--prefix", "-C"),
            "gh", Set.of("-R", "--repo"));

    private static final Set<String> WITH_SUBCOMMANDS = Set.of(
            "podman",
            "terraform",
            "tofu",
            "systemctl",
            "cargo",
            "go",
            "pip",
            "pip3",
            "apt",
            "apt-get",
            "gcloud",
            "az",
            "yarn",
            "pnpm");

    private static final Forms FORMS = read();
    private static final Options NONE = new Options(Set.of(), Map.of(), Map.of(), ValueKind.ANY, false, 0);

    private OptionTable() {}

    /**
     * What is known of one form of a program.
     *
     * @param flags options without a value
     * @param valued options with a value, and what it must be
     * @param optional options whose value, if any, is glued to them
     * @param operands what words that are no options must be
     * @param bundles whether {@code -abc} is {@code -a -b -c}
     * @param subcommands how many words name the form, besides the program
     */
    private record Options(
            Set<String> flags,
            Map<String, ValueKind> valued,
            Map<String, ValueKind> optional,
            ValueKind operands,
            boolean bundles,
            int subcommands) {
        /** How many words are taken: the option, and its value where that is the next word; 0 for none. */
        int taken(String word, String next, boolean hasNext) {
            if (flags.contains(word) || optional.containsKey(word) || isNumberOrFormat(word)) {
                return 1;
            }
            ValueKind kind = valued.get(word);
            if (kind != null) {
                return nextIsValue(kind, next, hasNext) ? 2 : 0;
            }
            int equals = word.indexOf('=');
            if (equals > 0 && (word.startsWith("--") || has(word.substring(0, equals)))) {
                return glued(word.substring(0, equals), word.substring(equals + 1));
            }
            return word.startsWith("--") || word.charAt(0) == '+' || !bundles ? 0 : bundle(word, next, hasNext);
        }

        private boolean isNumberOrFormat(String word) {
            boolean digits = word.length() > 1 && word.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
            return digits && flags.contains(word.charAt(0) + "N") || word.charAt(0) == '+' && flags.contains("+FORMAT");
        }

        private boolean has(String name) {
            return valued.containsKey(name) || optional.containsKey(name);
        }

        private int glued(String name, String value) {
            ValueKind kind = valued.getOrDefault(name, optional.getOrDefault(name, ValueKind.NONE));
            return kind.holds(value) ? 1 : 0;
        }

        private static boolean nextIsValue(ValueKind kind, String next, boolean hasNext) {
            boolean optionLike = GlobPattern.isOptionLike(next);
            return hasNext
                    && GlobPattern.isPlain(next)
                    && (!optionLike || kind == ValueKind.NUMBER || kind == ValueKind.NULL)
                    && kind.holds(next);
        }

        /** Bundled letters, one of which may take the rest of the word, or the next word, as its value. */
        private int bundle(String word, String next, boolean hasNext) {
            if (word.length() < 3) {
                return 0;
            }
            for (int i = 1; i < word.length(); i++) {
                String letter = "-" + word.charAt(i);
                boolean last = i == word.length() - 1;
                if (has(letter)) {
                    if (!last) {
                        return glued(letter, word.substring(i + 1));
                    }
                    return optional.containsKey(letter) ? 1 : taken(letter, next, hasNext);
                }
                if (!flags.contains(letter)) {
                    return 0;
                }
            }
            return 1;
        }
    }

    /** Every form by program and subcommands, joined by blanks. */
    private record Forms(Map<String, Options> byName) {
        Options of(String program, String first, String second) {
            String verb = second.substring(0, second.indexOf('-') + 1);
            for (String form : List.of(
                    program + " " + first + " " + second,
                    program + " * " + second,
                    program + " * " + verb,
                    program + " " + first,
                    program)) {
                Options options = byName.get(form);
                if (options != null) {
                    return options;
                }
            }
            return NONE;
        }
    }

    private static Forms read() {
        Map<String, Options> forms = new HashMap<>();
        for (String text : List.of(
                HarmlessOptions.FILES, HarmlessOptions.MACHINES, HarmlessOptions.WORK, HarmlessOptions.SYSTEMS)) {
            text.lines().forEach(line -> readLine(line, forms));
        }
        return new Forms(Map.copyOf(forms));
    }

    private static void readLine(String line, Map<String, Options> forms) {
        int colon = line.indexOf(": ");
        String[] form = line.substring(0, colon).split(" ", -1);
        Options options = options(line.substring(colon + 2).split(" ", -1), form.length - 1);
        for (String program : form[0].split("\\|", -1)) {
            for (String first : form.length > 1 ? form[1].split("\\|", -1) : new String[] {""}) {
                for (String second : form.length > 2 ? form[2].split("\\|", -1) : new String[] {""}) {
                    forms.put((program + " " + first + " " + second).strip(), options);
                }
            }
        }
    }

    private static Options options(String[] items, int subcommands) {
        Set<String> flags = new HashSet<>();
        Map<String, ValueKind> valued = new HashMap<>();
        Map<String, ValueKind> optional = new HashMap<>();
        ValueKind operands = ValueKind.ANY;
        for (String item : items) {
            int equals = item.indexOf('=');
            String kind = equals < 0 ? "" : item.substring(equals + 1);
            boolean loose = kind.startsWith("?");
            Optional<ValueKind> value = kindNamed(loose ? kind.substring(1) : kind);
            if (equals <= 0 || value.isEmpty()) {
                flags.add(item);
            } else if (item.charAt(0) == '*') {
                operands = value.get();
            } else {
                (loose ? optional : valued).put(item.substring(0, equals), value.get());
            }
        }
        return new Options(
                Set.copyOf(flags),
                Map.copyOf(valued),
                Map.copyOf(optional),
                operands,
                !flags.contains("~"),
                subcommands);
    }

    private static Optional<ValueKind> kindNamed(String name) {
        if (name.isEmpty()) {
            return Optional.of(ValueKind.ANY);
        }
        for (ValueKind kind : ValueKind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /**
     * How many words a wildcard takes at a word that starts like an option: 1, 2 with its value, or 0 for none.
     *
     * @param words the command's words, the program first
     * @param at which of them
     */
    static int takenOption(List<String> words, int at) {
        int subcommand = subcommandAt(words);
        if (at < subcommand && subcommand < words.size()) {
            return 0;
        }
        boolean hasNext = at + 1 < words.size();
        return optionsOf(words, subcommand).taken(words.get(at), hasNext ? words.get(at + 1) : "", hasNext);
    }

    /**
     * Whether a wildcard may take this word, which doesn't start like an option.
     *
     * @param writtenStart whether the pattern writes out how the word starts
     */
    static boolean takesOperand(List<String> words, int at, boolean writtenStart) {
        int subcommand = subcommandAt(words);
        Options options = optionsOf(words, subcommand);
        ValueKind kind = options.operands();
        if (kind == ValueKind.ANY || writtenStart && kind.settledByPrefix()) {
            return true;
        }
        return switch (kind) {
            case CHOSEN -> at >= subcommand + options.subcommands();
            case ONCE -> words.subList(1, at).stream().allMatch(GlobPattern::isOptionLike);
            case BUNDLE -> at == 1 ? ValueKind.isBundle(words.get(at)) : kind.holds(words.get(at));
            case ANY,
                    NUMBER,
                    WORD,
                    TEXT,
                    NULL,
                    SHOWN,
                    LOCAL,
                    REMOTE,
                    WEB,
                    FILTER,
                    BSD,
                    AWK,
                    CLONE,
                    GOAL,
                    INSIDE,
                    NONE -> kind.holds(words.get(at));
        };
    }

    /** Whether the table tells forms of this program apart by its next word. */
    static boolean hasSubcommands(String program) {
        return IN_FRONT.containsKey(base(program)) || WITH_SUBCOMMANDS.contains(base(program));
    }

    /** Where the subcommand stands: behind the options in front of it. */
    private static int subcommandAt(List<String> words) {
        Set<String> inFront = IN_FRONT.getOrDefault(base(words.getFirst()), Set.of());
        int at = 1;
        while (at < words.size() && !inFront.isEmpty() && GlobPattern.isOptionLike(words.get(at))) {
            at += inFront.contains(words.get(at)) ? 2 : 1;
        }
        return inFront.isEmpty() ? 1 : at;
    }

    private static Options optionsOf(List<String> words, int subcommand) {
        String first = subcommand < words.size() ? words.get(subcommand) : "";
        String second = subcommand + 1 < words.size() ? words.get(subcommand + 1) : "";
        return FORMS.of(base(words.getFirst()), first, second);
    }

    private static String base(String program) {
        return program.substring(program.lastIndexOf('/') + 1);
    }
}
