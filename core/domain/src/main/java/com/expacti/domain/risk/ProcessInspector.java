package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Modifier;
import java.util.List;
import java.util.Set;

/** What options and operands add for processes, services, kernel settings, users and rights. */
final class ProcessInspector {
    private static final Set<String> BECOMES =
            Set.of("sudo", "su", "doas", "pkexec", "runuser", "run0", "gosu", "su-exec");

    /** Services that guard or record: without them nobody sees what happens next. */
    private static final Set<String> GUARDS = Set.of(
            "auditd",
            "firewalld",
            "ufw",
            "iptables",
            "nftables",
            "apparmor",
            "fail2ban",
            "sshd",
            "ssh",
            "rsyslog",
            "syslog",
            "systemd-journald",
            "falco",
            "crowdsec",
            "osqueryd",
            "clamav-daemon",
            "selinux",
            "networking",
            "NetworkManager",
            "systemd-networkd");

    private ProcessInspector() {}

    static void processes(Invocation invocation, boolean changes, Findings findings) {
        if (Set.of("env", "printenv").contains(invocation.program())) {
            environment(invocation, findings);
            return;
        }
        if (!changes) {
            return;
        }
        List<String> words = Programs.subcommandWords(invocation);
        persistence(invocation, words, findings);
        switch (invocation.program()) {
            case "kill", "killall", "pkill", "taskkill" -> kills(invocation, findings);
            case "service", "rc-service" -> {
                if (words.size() > 1 && words.get(1).equals("stop")) {
                    findings.add(Modifier.DESTRUCTIVE, invocation.name().span());
                }
            }
            case "insmod", "modprobe", "rmmod" ->
                findings.add(Modifier.WIDE_PERMISSION, invocation.name().span());
            case "sysctl", "timedatectl", "hostnamectl", "logrotate", "stress", "stress-ng" ->
                findings.add(Modifier.DESTRUCTIVE, invocation.name().span());
            case "systemd-run", "bitsadmin", "start-process" ->
                findings.add(Modifier.RUNS_PROGRAM, invocation.name().span());
            case "pm2", "supervisorctl" ->
                invocation.operands().stream()
                        .filter(word -> word.text().equals("all") && findings.has(Modifier.DESTRUCTIVE))
                        .findFirst()
                        .ifPresent(word -> findings.add(Modifier.ALL, word.span()));
            default -> {}
        }
        if (findings.has(Modifier.DESTRUCTIVE)) {
            invocation.operands().stream()
                    .filter(word -> GUARDS.contains(word.text().replace(".service", "")))
                    .findFirst()
                    .ifPresent(word -> findings.add(Modifier.STOPS_SERVICE, word.span()));
        }
    }

    /** The whole environment holds secrets more often than not; single harmless variables do not. */
    private static void environment(Invocation invocation, Findings findings) {
        List<Argument> names = invocation.operands();
        if (invocation.program().equals("env") || names.isEmpty()) {
            findings.kind(RiskKind.READS_SECRETS);
        } else if (names.stream().anyMatch(word -> Paths.namesSecret(word.text()) || word.expands())) {
            findings.raiseTo(RiskTable.Category.SECRETS, names.getFirst().span());
            findings.kind(RiskKind.READS_SECRETS);
        } else {
            findings.add(Modifier.READ_ONLY, invocation.name().span());
        }
    }

    private static void persistence(Invocation invocation, List<String> words, Findings findings) {
        boolean schedules = Set.of(
                        "crontab",
                        "at",
                        "batch",
                        "schtasks",
                        "register-scheduledtask",
                        "launchctl",
                        "update-rc.d",
                        "chkconfig",
                        "new-service")
                .contains(invocation.program());
        if (schedules || words.contains("enable") || words.contains("link") || words.contains("edit")) {
            findings.add(Modifier.PERSISTENCE, invocation.name().span());
        }
    }

    private static void kills(Invocation invocation, Findings findings) {
        List<Argument> arguments = invocation.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            String text = arguments.get(i).text();
            boolean everything = text.equals("-1") && i > 0 || text.equals("-u") || text.equals("--uid");
            boolean pattern = invocation.program().startsWith("p")
                    && Set.of(".", ".*", "", "*").contains(text);
            boolean first = text.equals("1") && !invocation.has("-HUP", "-1", "-SIGHUP");
            if (everything || pattern || first) {
                findings.add(Modifier.STOPS_SERVICE, arguments.get(i).span());
            }
        }
    }

    static void users(Invocation invocation, boolean changes, Findings findings) {
        if (BECOMES.contains(invocation.program())) {
            if (changes) {
                findings.add(Modifier.PRIVILEGE, invocation.name().span());
            }
        } else if (Set.of("aws", "gcloud", "az").contains(invocation.program())) {
            CloudInspector.inspect(invocation, changes, findings);
        } else if (Set.of("gh", "glab").contains(invocation.program())) {
            ForgeInspector.inspect(invocation, findings);
        } else if (changes) {
            FileInspector.rights(invocation, findings);
        }
    }
}
