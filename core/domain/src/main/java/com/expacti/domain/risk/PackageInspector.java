package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Modifier;
import java.util.List;
import java.util.Set;

/** What options and operands of package managers add: where packages come from, and where they go. */
final class PackageInspector {
    private static final Set<String> INSTALLS =
            Set.of("install", "i", "ci", "add", "update", "upgrade", "sync", "restore", "get", "mod", "bundle");

    /** Managers whose packages run scripts that stand in, or are named by, files of the project. */
    private static final Set<String> BY_PROJECT_FILES = Set.of(
            "npm", "pnpm", "yarn", "bun", "pip", "pip3", "poetry", "uv", "bundle", "composer", "cargo", "go", "gem");

    /** Verbs that can't be taken back for those who depend on the package. */
    private static final Set<String> FOR_GOOD = Set.of("unpublish", "deprecate", "yank");

    private static final Set<String> SENDS = Set.of("publish", "upload", "push");

    /** Packages without which nobody can log in, or the system does not start. */
    private static final Set<String> VITAL = Set.of(
            "openssh-server",
            "openssh",
            "sudo",
            "systemd",
            "libc6",
            "glibc",
            "bash",
            "coreutils",
            "kernel",
            "grub",
            "network-manager",
            "postgresql",
            "mysql-server",
            "docker-ce",
            "nginx",
            "ca-certificates");

    private PackageInspector() {}

    static void inspect(Invocation invocation, boolean changes, Findings findings) {
        if (!changes) {
            return;
        }
        List<String> words = Programs.subcommandWords(invocation);
        boolean installs = words.isEmpty() || INSTALLS.contains(words.getFirst());
        findings.marksMutableCode(installs && BY_PROJECT_FILES.contains(invocation.program()));
        for (Argument word : invocation.operands()) {
            if (SENDS.contains(word.text())) {
                findings.add(Modifier.SENDS_DATA, word.span());
            }
            if (FOR_GOOD.contains(word.text())) {
                findings.add(Modifier.DESTRUCTIVE, word.span());
            }
            if (word.text().contains("://") || word.text().startsWith("git+")) {
                findings.add(Modifier.OTHER_TARGET, word.span());
            }
            if (VITAL.contains(word.text()) && findings.has(Modifier.DESTRUCTIVE)) {
                findings.add(Modifier.STOPS_SERVICE, word.span());
            }
        }
        sources(invocation, findings);
    }

    private static void sources(Invocation invocation, Findings findings) {
        invocation
                .option(
                        "--index-url",
                        "--extra-index-url",
                        "-i",
                        "--registry",
                        "--source",
                        "--allow-unauthenticated",
                        "--trusted-host",
                        "--nogpgcheck",
                        "--force-yes",
                        "--break-system-packages")
                .ifPresent(option -> findings.add(Modifier.OTHER_TARGET, option.span()));
        if (Set.of("add-apt-repository", "apt-add-repository", "apt-key").contains(invocation.program())) {
            findings.add(Modifier.OTHER_TARGET, invocation.name().span());
        }
        invocation
                .option("-g", "--global", "--location=global")
                .filter(option -> Set.of("npm", "pnpm", "yarn", "bun").contains(invocation.program()))
                .ifPresent(option -> findings.kind(RiskKind.WRITES_ELSEWHERE));
    }
}
