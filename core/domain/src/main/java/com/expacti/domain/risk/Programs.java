package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Category;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks programs and their subcommands up in {@link ProgramTable}. */
final class Programs {
    private Programs() {}

    /** What a form of a program does. */
    enum Action {
        READ,
        LOCAL,
        CHANGE,
        DESTROY,
        STOP,
        RUN,
        DEPLOY
    }

    /** One line of the table. */
    record Profile(List<Set<String>> subcommands, Category category, Action action) {}

    private static final Map<String, Category> CATEGORIES = Map.ofEntries(
            Map.entry("inspection", Category.INSPECTION),
            Map.entry("build_and_test", Category.BUILD_AND_TEST),
            Map.entry("files", Category.FILES),
            Map.entry("version_control", Category.VERSION_CONTROL),
            Map.entry("packages", Category.PACKAGES),
            Map.entry("processes", Category.PROCESSES),
            Map.entry("users", Category.USERS),
            Map.entry("network", Category.NETWORK),
            Map.entry("databases", Category.DATABASES),
            Map.entry("containers", Category.CONTAINERS),
            Map.entry("kubernetes", Category.KUBERNETES),
            Map.entry("cloud", Category.CLOUD),
            Map.entry("secrets", Category.SECRETS),
            Map.entry("interpreters", Category.INTERPRETERS));

    /** Options in front of the subcommand whose next word is their value, so that it isn't taken for the subcommand. */
    private static final Map<String, Set<String>> VALUE_OPTIONS = Map.ofEntries(
            Map.entry("git", Set.of("-C", "-c", "--git-dir", "--work-tree", "--namespace", "--exec-path")),
            Map.entry("kubectl", kubernetesOptions()),
            Map.entry("oc", kubernetesOptions()),
            Map.entry("k", kubernetesOptions()),
            Map.entry("kubecolor", kubernetesOptions()),
            Map.entry(
                    "helm", Set.of("-n", "--namespace", "--kube-context", "--kubeconfig", "--kube-token", "--version")),
            Map.entry(
                    "docker",
                    Set.of(
                            "-H",
                            "--host",
                            "--context",
                            "-c",
                            "--config",
                            "-l",
                            "--log-level",
                            "-f",
                            "--file",
                            "-p",
                            "--project-name",
                            "--env-file",
                            "--profile")),
            Map.entry("ctr", Set.of("-n", "--namespace", "-a", "--address")),
            Map.entry("podman", Set.of("--connection", "-c", "--url", "--log-level", "--root", "--runroot")),
            Map.entry("docker-compose", Set.of("-f", "--file", "-p", "--project-name", "--env-file", "--profile")),
            Map.entry("aws", Set.of("--profile", "--region", "--output", "--endpoint-url", "--query", "--ca-bundle")),
            Map.entry("gcloud", Set.of("--project", "--account", "--configuration", "--format", "--verbosity")),
            Map.entry("az", Set.of("--subscription", "--output", "-o", "--query")),
            Map.entry("gh", Set.of("-R", "--repo", "--hostname")),
            Map.entry("npm", Set.of("-w", "--workspace", "--prefix", "-C", "--registry")),
            Map.entry("pnpm", Set.of("-F", "--filter", "-C", "--dir")),
            Map.entry("yarn", Set.of("--cwd")),
            Map.entry("systemctl", Set.of("-H", "--host", "-M", "--machine", "-t", "--type", "-n", "--lines", "-o")));

    private static final Map<String, List<Profile>> TABLE = read();

    private static Set<String> kubernetesOptions() {
        return Set.of(
                "-n",
                "--namespace",
                "--context",
                "--cluster",
                "--kubeconfig",
                "-s",
                "--server",
                "--user",
                "--token",
                "--as",
                "--as-group",
                "--request-timeout",
                "-v",
                "--cache-dir",
                "--certificate-authority",
                "-l",
                "--selector",
                "-f",
                "--filename",
                "-o",
                "--output",
                "--field-selector");
    }

    private static Map<String, List<Profile>> read() {
        Map<String, List<Profile>> table = new HashMap<>();
        for (String block : List.of(ProgramTable.LOCAL_WORK, ProgramTable.SYSTEMS, ProgramTable.CLOUDS_AND_CODE)) {
            block.lines().forEach(line -> readLine(line, table));
        }
        return Map.copyOf(table);
    }

    private static void readLine(String line, Map<String, List<Profile>> table) {
        int colon = line.lastIndexOf(": ");
        String[] words = line.substring(0, colon).split(" ");
        String[] what = line.substring(colon + 2).split(" ");
        Category category = CATEGORIES.get(what[0]);
        if (category == null) {
            throw new IllegalStateException("the program table names category `%s`, which is none".formatted(what[0]));
        }
        List<Set<String>> subcommands = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            subcommands.add(Set.copyOf(List.of(words[i].split("\\|"))));
        }
        Profile profile =
                new Profile(List.copyOf(subcommands), category, Action.valueOf(what[1].toUpperCase(Locale.ROOT)));
        for (String program : words[0].split("\\|")) {
            table.computeIfAbsent(program, name -> new ArrayList<>()).add(profile);
        }
    }

    static boolean isKnown(String program) {
        return TABLE.containsKey(program);
    }

    /** The most specific profile; empty where the program is unknown. */
    static Optional<Profile> profile(Invocation invocation) {
        List<Profile> profiles = TABLE.get(invocation.program());
        if (profiles == null) {
            return Optional.empty();
        }
        if (profiles.size() == 1 && profiles.getFirst().subcommands().isEmpty()) {
            return Optional.of(profiles.getFirst());
        }
        List<String> words = subcommandWords(invocation);
        Profile best = new Profile(List.of(), Category.INTERPRETERS, Action.LOCAL);
        int length = -1;
        for (Profile profile : profiles) {
            if (profile.subcommands().size() > length && matches(profile, words)) {
                best = profile;
                length = profile.subcommands().size();
            }
        }
        return Optional.of(best);
    }

    /** The words that may name subcommands, options among them only where they are no value options. */
    static List<String> subcommandWords(Invocation invocation) {
        Set<String> valueOptions = VALUE_OPTIONS.getOrDefault(invocation.program(), Set.of());
        return invocation.positional(valueOptions).stream().map(Argument::text).toList();
    }

    static List<Argument> operandsAfterSubcommand(Invocation invocation, int subcommands) {
        Set<String> valueOptions = VALUE_OPTIONS.getOrDefault(invocation.program(), Set.of());
        List<Argument> positional = invocation.positional(valueOptions);
        return positional.subList(Math.min(subcommands, positional.size()), positional.size());
    }

    /** Whether the table tells forms of this command apart by the word after the first {@code literalWords}, program included. */
    static boolean choosesForm(Invocation invocation, int literalWords) {
        List<String> words = subcommandWords(invocation);
        int known = Math.max(0, Math.min(literalWords - 1, words.size()));
        for (Profile profile : TABLE.getOrDefault(invocation.program(), List.of())) {
            boolean deeper = profile.subcommands().size() > known;
            if (deeper
                    && matches(
                            new Profile(profile.subcommands().subList(0, known), profile.category(), profile.action()),
                            words)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(Profile profile, List<String> words) {
        if (words.size() < profile.subcommands().size()) {
            return false;
        }
        for (int i = 0; i < profile.subcommands().size(); i++) {
            if (!profile.subcommands().get(i).contains(words.get(i))) {
                return false;
            }
        }
        return true;
    }
}
