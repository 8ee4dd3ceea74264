package com.expacti.domain.rule;

import com.expacti.shell.Effort;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command with its options apart from its operands, for patterns read broadly: {@code rm -fr /}, {@code rm -r -f /} and
 * {@code rm / --recursive --force} are all what {@code rm -rf *} stops. For programs whose short options are letters.
 *
 * @param options letters and long names, without dashes
 * @param operands the other words, the program first
 */
record LooseOptions(Set<String> options, List<String> operands) {
    private static final Set<String> PROGRAMS = Set.of(
            "rm",
            "chmod",
            "chown",
            "chgrp",
            "cp",
            "mv",
            "ln",
            "shred",
            "git",
            "docker",
            "podman",
            "kubectl",
            "helm",
            "systemctl",
            "apt",
            "apt-get",
            "yum",
            "dnf",
            "npm",
            "pip",
            "kill",
            "userdel",
            "crontab",
            "umount");

    /** Long and short names of one thing. */
    private static final Map<String, String> SAME = Map.of(
            "recursive", "r", "R", "r", "force", "f", "all", "a", "yes", "y", "interactive", "i", "verbose", "v");

    /** Many rules ask it of the same words, which are one list. */
    private static final Effort.Known<List<String>, Optional<LooseOptions>> KNOWN =
            new Effort.Known<>(LooseOptions::read);

    static Optional<LooseOptions> of(List<String> words) {
        return KNOWN.of(words);
    }

    private static Optional<LooseOptions> read(List<String> words) {
        String program = words.isEmpty() ? "" : words.getFirst();
        if (!PROGRAMS.contains(program.substring(program.lastIndexOf('/') + 1))) {
            return Optional.empty();
        }
        Effort.spend(16 + 16L * words.size());
        Set<String> options = new HashSet<>();
        List<String> operands = new ArrayList<>();
        for (String word : words) {
            if (word.startsWith("--") && word.length() > 2) {
                options.add(same(word.substring(2)));
            } else if (isLetters(word)) {
                word.chars().skip(1).forEach(letter -> options.add(same(String.valueOf((char) letter))));
            } else if (!word.equals("--")) {
                operands.add(word);
            }
        }
        return Optional.of(new LooseOptions(Set.copyOf(options), List.copyOf(operands)));
    }

    private static boolean isLetters(String word) {
        return word.length() > 1
                && word.charAt(0) == '-'
                && word.chars().skip(1).allMatch(Character::isLetter);
    }

    private static String same(String name) {
        return SAME.getOrDefault(name, name);
    }
}
