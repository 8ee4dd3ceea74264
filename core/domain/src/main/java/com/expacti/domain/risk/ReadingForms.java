package com.expacti.domain.risk;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Forms that only read, or only say what they would do, where options decide and not the subcommand. */
final class ReadingForms {
    private static final Set<String> DRY_RUN_PROGRAMS = Set.of(
            "git",
            "kubectl",
            "oc",
            "k",
            "helm",
            "rsync",
            "npm",
            "pnpm",
            "yarn",
            "pip",
            "pip3",
            "cargo",
            "docker",
            "podman",
            "apt",
            "apt-get",
            "make",
            "gmake",
            "aws",
            "ansible-playbook",
            "puppet",
            "gsutil",
            "brew",
            "flux",
            "rclone",
            "docker-compose",
            "just",
            "terraform",
            "tofu",
            "certbot",
            "gcloud",
            "velero",
            "poetry",
            "composer");

    /** Programs for which a lone {@code -v} asks for the version, and does not start a prompt. */
    private static final Set<String> SAY_VERSION = Set.of(
            "node",
            "nodejs",
            "npm",
            "npx",
            "pnpm",
            "yarn",
            "bun",
            "java",
            "ruby",
            "php",
            "lua",
            "docker",
            "podman",
            "nginx",
            "screen",
            "tmux",
            "gcc",
            "g++",
            "clang",
            "ld",
            "javac",
            "perl",
            "tsc",
            "jest",
            "eslint",
            "cypress",
            "terraform",
            "ng",
            "composer");

    /** Options with which an interpreter only checks its file. */
    private static final Map<String, Set<String>> CHECKS = Map.of(
            "bash", Set.of("-n"),
            "sh", Set.of("-n"),
            "zsh", Set.of("-n"),
            "dash", Set.of("-n"),
            "node", Set.of("--check", "-c"),
            "php", Set.of("-l"),
            "perl", Set.of("-c"),
            "ruby", Set.of("-c"),
            "command", Set.of("-v", "-V"));

    private ReadingForms() {}

    static boolean isDryRun(Invocation invocation) {
        if (!DRY_RUN_PROGRAMS.contains(invocation.program())) {
            return false;
        }
        for (Argument argument : invocation.arguments()) {
            String text = argument.text();
            if (text.equals("--")) {
                return false;
            }
            if (text.equals("--dry-run")
                    || text.equals("--dryrun")
                    || text.equals("--dry-run=client")
                    || text.equals("--dry-run=server")
                    || text.equals("--dry-run=true")) {
                return true;
            }
            if (isShortDryRun(invocation, text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isShortDryRun(Invocation invocation, String option) {
        return switch (invocation.program()) {
            case "rsync", "gsutil" -> bundled(option, 'n') || option.equals("--list-only");
            case "make", "gmake", "just" -> option.equals("-n") || option.equals("--just-print");
            case "apt", "apt-get" -> option.equals("-s") || option.equals("--simulate");
            case "git" -> {
                if (!bundled(option, 'n')) {
                    yield false;
                }
                List<String> words = Programs.subcommandWords(invocation);
                boolean prints = !words.isEmpty()
                        && Set.of("push", "clean", "add", "rm", "mv", "fetch").contains(words.getFirst());
                yield prints;
            }
            case "ansible-playbook" ->
                option.equals("--check") || option.equals("-C") || option.equals("--syntax-check");
            case "puppet" -> option.equals("--noop");
            case "helm" -> false;
            default -> false;
        };
    }

    private static boolean bundled(String option, char letter) {
        return option.length() > 1
                && option.charAt(0) == '-'
                && option.charAt(1) != '-'
                && option.chars().skip(1).allMatch(Character::isLetter)
                && option.indexOf(letter) > 0;
    }

    /** Whether nothing but a version or a help text is asked for. */
    static boolean asksAboutItself(Invocation invocation) {
        if (invocation.arguments().size() != 1) {
            return false;
        }
        String asked = invocation.arguments().getFirst().text();
        return Set.of("--version", "--help", "-V", "-version").contains(asked)
                || asked.equals("-v") && SAY_VERSION.contains(invocation.program());
    }

    /** Whether this form of a program that otherwise changes things only reads. */
    static boolean onlyReads(Invocation invocation) {
        List<String> words = Programs.subcommandWords(invocation);
        String first = words.isEmpty() ? "" : words.getFirst();
        Set<String> checks = CHECKS.getOrDefault(invocation.program(), Set.of());
        if (!checks.isEmpty()) {
            return !invocation.arguments().isEmpty()
                    && checks.contains(invocation.arguments().getFirst().text());
        }
        return switch (invocation.program()) {
            case "git" -> gitReads(invocation, first, words);
            case "tar" -> tarLists(invocation);
            case "unzip", "zip" -> invocation.has("-l", "-v", "-t", "-Z");
            case "crontab", "at" -> invocation.has("-l");
            case "sudo", "doas" ->
                invocation.arguments().size() == 1 && invocation.has("-l", "-v", "-k", "-K", "--list", "-V");
            case "fdisk", "sfdisk", "gdisk", "parted", "sgdisk" ->
                invocation.has("-l", "--list", "-p", "--print", "-d", "--dump")
                        || words.size() == 2 && words.get(1).equals("print");
            case "shutdown" -> invocation.has("-c");
            case "iptables-restore", "ip6tables-restore" -> invocation.has("--test", "-t");
            case "loginctl" -> words.isEmpty();
            case "pulumi", "psql" -> invocation.has("-l", "--list") && words.isEmpty();
            case "ansible" -> invocation.has("--list-hosts");
            case "ssh-keyscan" -> true;
            case "kill", "pkill", "killall" -> invocation.has("-l", "-0", "-L");
            case "sysctl" ->
                !invocation.has("-w", "-p", "--system", "--load")
                        && words.stream().noneMatch(word -> word.contains("="));
            case "service", "rc-service" ->
                words.size() > 1 && words.get(1).equals("status") || invocation.has("--status-all");
            case "nginx", "apachectl", "apache2ctl" ->
                invocation.has("-t", "-T", "-V", "-v", "-S") || first.equals("configtest");
            case "mount" ->
                invocation.arguments().isEmpty() || invocation.arguments().size() == 1 && invocation.has("-l");
            case "iptables", "ip6tables" ->
                invocation.has("-L", "-S", "--list") || invocation.letter('L').isPresent();
            case "nft" -> first.equals("list");
            case "ufw", "firewall-cmd" -> first.equals("status") || invocation.has("--list-all", "--state");
            case "dpkg" -> invocation.has("-l", "-L", "-s", "-S", "--list", "--get-selections");
            case "rpm" -> invocation.letter('q').isPresent() || invocation.has("--query");
            case "pacman" -> invocation.letter('Q').isPresent() || invocation.has("-Ss", "-Si");
            case "passwd" -> invocation.has("-S", "--status");
            case "gpg", "gpg2" ->
                invocation.has("--verify", "--list-keys", "-k", "--version", "--fingerprint", "--list-sigs");
            case "ssh-keygen" -> invocation.has("-l", "-lf", "-y");
            case "aws" -> words.size() > 1 && awsReads(words.get(1));
            case "gcloud", "az", "oci", "doctl", "hcloud", "scw" ->
                words.stream()
                                .anyMatch(word -> Set.of("list", "describe", "show", "get")
                                        .contains(word))
                        && words.stream().noneMatch(Set.of("delete", "create", "update", "set")::contains);
            case "docker", "podman" -> first.equals("compose") && words.size() == 1;
            case "timedatectl", "hostnamectl" -> words.isEmpty() || first.equals("status") || first.startsWith("list");
            case "dmesg" -> !invocation.has("-C", "-c", "--clear");
            case "openssl" -> first.equals("s_client");
            case "ssh-add" -> invocation.has("-l", "-L");
            case "update-alternatives" -> invocation.has("--list", "--display", "--query");
            case "chage" -> invocation.has("-l");
            default -> false;
        };
    }

    private static final Set<String> READS_AWS = Set.of("scan", "query", "wait", "select-object-content", "history");

    private static boolean awsReads(String operation) {
        return READS_AWS.contains(operation)
                || operation.startsWith("describe-")
                || operation.startsWith("batch-get")
                || operation.startsWith("lookup-")
                || operation.startsWith("search-")
                || operation.startsWith("validate-")
                || operation.startsWith("estimate-")
                || operation.startsWith("simulate-")
                || operation.startsWith("filter-")
                || operation.startsWith("list-")
                || operation.startsWith("get-")
                || operation.startsWith("head-")
                || operation.equals("tail")
                || operation.equals("help");
    }

    private static boolean tarLists(Invocation invocation) {
        if (invocation.arguments().isEmpty()) {
            return false;
        }
        String mode = invocation.arguments().getFirst().text();
        boolean bundle = mode.chars().allMatch(c -> Character.isLetter(c) || c == '-');
        return bundle
                        && !mode.startsWith("--")
                        && mode.indexOf('t') >= 0
                        && mode.indexOf('x') < 0
                        && mode.indexOf('c') < 0
                || invocation.has("--list");
    }

    private static boolean gitReads(Invocation invocation, String subcommand, List<String> words) {
        return switch (subcommand) {
            case "branch" ->
                words.size() == 1
                                && !invocation.has(
                                        "-d",
                                        "-D",
                                        "--delete",
                                        "-m",
                                        "-M",
                                        "--move",
                                        "-f",
                                        "--force",
                                        "-u",
                                        "--unset-upstream",
                                        "--edit-description")
                        || invocation.has("--list", "--contains", "--merged", "--no-merged", "--show-current")
                                && !invocation.has("-d", "-D", "--delete", "-f", "--force");
            case "tag" -> words.size() == 1 && !invocation.has("-d", "--delete") || invocation.has("-l", "--list");
            case "remote" -> words.size() == 1;
            case "config" ->
                words.size() == 2 && !invocation.has("--unset", "--edit", "-e", "--unset-all", "--remove-section")
                        || invocation.has("--get", "--list", "-l", "--get-all", "--get-regexp")
                                && !invocation.has("--unset", "--add", "--replace-all", "--edit", "-e");
            case "stash" -> words.size() > 1 && words.get(1).equals("list");
            case "" -> true;
            default -> false;
        };
    }
}
