package com.expacti.domain.decision;

import com.expacti.shell.Parse;
import com.expacti.shell.Parsed;
import com.expacti.shell.SimpleCommand;
import com.expacti.shell.Unparsed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether what a command does may depend on the directory it runs in. In doubt it does: a remembered rule is then bound
 * to the directory it was seen in, and the same text elsewhere is asked again.
 */
public final class WorkingDirectory {
    private static final Set<String> ANYWHERE = Set.of(
            "echo",
            "printf",
            "true",
            "false",
            "date",
            "uptime",
            "whoami",
            "id",
            "hostname",
            "uname",
            "df",
            "free",
            "ps");
    private static final Map<String, Set<String>> ANYWHERE_SUBCOMMANDS = Map.of(
            "docker", Set.of("ps", "logs", "inspect", "images", "stats", "version", "info", "top"),
            "kubectl", Set.of("get", "describe", "logs", "top", "version"),
            "systemctl", Set.of("status", "is-active", "is-enabled", "list-units"));
    /** Options that name a file, for the programs above. */
    private static final Set<String> FILE_OPTIONS =
            Set.of("-f", "--filename", "-k", "--kustomize", "--kubeconfig", "--file", "-r");

    private WorkingDirectory() {}

    public static boolean matters(Parse parse) {
        return switch (parse) {
            case Unparsed _ -> true;
            case Parsed parsed ->
                !parsed.isSingleSimpleCommand()
                        || parsed.simpleCommands().stream().anyMatch(WorkingDirectory::matters);
        };
    }

    private static boolean matters(SimpleCommand command) {
        List<Optional<String>> words =
                command.words().stream().map(word -> word.value()).toList();
        if (words.stream().anyMatch(Optional::isEmpty)) {
            return true;
        }
        List<String> known = words.stream().flatMap(Optional::stream).toList();
        if (ANYWHERE.contains(known.getFirst())) {
            return known.getFirst().equals("date") && known.stream().anyMatch(FILE_OPTIONS::contains);
        }
        Set<String> subcommands = ANYWHERE_SUBCOMMANDS.getOrDefault(known.getFirst(), Set.of());
        return known.size() < 2
                || !subcommands.contains(known.get(1))
                || known.stream()
                        .anyMatch(word -> FILE_OPTIONS.contains(word) || word.contains("=") || word.startsWith("."));
    }
}
