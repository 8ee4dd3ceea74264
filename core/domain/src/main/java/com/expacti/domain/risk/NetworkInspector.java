package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Category;
import com.expacti.domain.risk.RiskTable.Modifier;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What options and operands of transfers add. */
final class NetworkInspector {
    static final Set<String> DOWNLOADS = Set.of(
            "curl",
            "wget",
            "http",
            "https",
            "httpie",
            "xh",
            "aria2c",
            "axel",
            "lynx",
            "nc",
            "ncat",
            "netcat",
            "fetch",
            "iwr",
            "irm",
            "invoke-webrequest",
            "invoke-restmethod");

    private static final Set<String> CURL_SENDS = Set.of(
            "-d",
            "--data",
            "--data-raw",
            "--data-binary",
            "--data-urlencode",
            "--data-ascii",
            "-F",
            "--form",
            "--form-string",
            "-T",
            "--upload-file",
            "--json",
            "--post-data",
            "--post-file",
            "--body-data",
            "--body-file",
            "--mail-from",
            "-Q",
            "--quote");

    /** Options that write what is fetched to a file, most of them with its name behind them. */
    private static final Set<String> KEEPS = Set.of(
            "-o",
            "-O",
            "--output",
            "--output-document",
            "--remote-name",
            "-P",
            "--directory-prefix",
            "-D",
            "--dump-header",
            "-c",
            "--cookie-jar",
            "--trace");

    private NetworkInspector() {}

    static void inspect(Invocation invocation, Findings findings) {
        switch (invocation.program()) {
            case "curl", "wget", "http", "https", "httpie", "xh", "aria2c", "axel" -> transfers(invocation, findings);
            case "scp", "sftp", "rclone", "rcp", "lftp", "ftp", "smbclient" -> copies(invocation, findings);
            case "nc",
                    "ncat",
                    "netcat",
                    "socat",
                    "telnet",
                    "mail",
                    "mailx",
                    "sendmail",
                    "mutt",
                    "swaks",
                    "ngrok",
                    "cloudflared",
                    "croc",
                    "wormhole" -> channels(invocation, findings);
            case "ssh", "mosh", "autossh", "sshpass", "rsh" -> remoteShell(invocation, findings);
            case "ip", "ifconfig", "route", "nmcli", "arp", "iw" -> interfaces(invocation, findings);
            case "dig", "nslookup", "host", "ping", "ping6", "whois" -> names(invocation, findings);
            case "iwr", "irm", "invoke-webrequest", "invoke-restmethod", "start-bitstransfer" ->
                findings.add(Modifier.WRITES_FILE, invocation.name().span())
                        .add(Modifier.OTHER_TARGET, invocation.name().span());
            case "nmap", "masscan", "zmap" -> findings.kind(RiskKind.OTHER_TARGET);
            default -> {}
        }
    }

    /** A name that is looked up reaches whoever answers for it. */
    private static void names(Invocation invocation, Findings findings) {
        for (Argument argument : invocation.operands()) {
            if (argument.text().contains("$(")) {
                findings.removeReadOnly();
                findings.add(Modifier.SENDS_DATA, argument.span()).add(Modifier.OTHER_TARGET, argument.span());
            }
        }
    }

    /** Addresses at which a cloud machine is given its credentials. */
    private static void metadata(Invocation invocation, Findings findings) {
        for (Argument argument : invocation.operands()) {
            if (WebAddress.givesCredentials(argument.text())) {
                findings.raiseTo(Category.SECRETS, argument.span());
                findings.kind(RiskKind.READS_SECRETS);
            }
        }
    }

    /** A variable that is named like a secret and leaves in the body or the address; in a header it is how one logs in. */
    private static void leaks(Invocation invocation, Findings findings) {
        List<Argument> arguments = invocation.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            Argument argument = arguments.get(i);
            boolean header = i > 0
                    && Set.of("-H", "--header", "-u", "--user", "-b")
                            .contains(arguments.get(i - 1).text());
            boolean named = argument.expands() && !header && !argument.text().startsWith("-H");
            if (named && Paths.expandsSecret(argument.text())) {
                findings.kind(RiskKind.READS_SECRETS);
                findings.removeReadOnly();
                findings.add(Modifier.SENDS_DATA, argument.span());
            }
        }
    }

    private static void transfers(Invocation invocation, Findings findings) {
        boolean inAddress = invocation.has("-G", "--get", "-I", "--head");
        for (Argument argument : invocation.arguments()) {
            if (isSending(argument) && !inAddress) {
                findings.removeReadOnly();
                findings.add(Modifier.SENDS_DATA, argument.span());
            }
        }
        metadata(invocation, findings);
        leaks(invocation, findings);
        invocation.valueOf("-X", "--request", "--method").ifPresent(method -> method(method, findings));
        if (Set.of("http", "https", "httpie", "xh").contains(invocation.program())) {
            invocation.operands().stream().findFirst().ifPresent(method -> method(method, findings));
            invocation.operands().stream()
                    .skip(1)
                    .filter(word -> word.text().contains("=") || word.text().contains("@"))
                    .findFirst()
                    .ifPresent(field -> findings.add(Modifier.SENDS_DATA, field.span()));
        }
        invocation
                .option(
                        "-K",
                        "--config",
                        "--execute",
                        "-e",
                        "--use-askpass",
                        "-x",
                        "--proxy",
                        "--preproxy",
                        "-k",
                        "--insecure")
                .ifPresent(option -> findings.kind(RiskKind.OTHER_TARGET));
        keeps(invocation, findings);
        uploads(invocation, findings);
        everything(invocation, findings);
    }

    private static void keeps(Invocation invocation, Findings findings) {
        List<Argument> arguments = invocation.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            Argument option = arguments.get(i);
            if (KEEPS.contains(option.option())) {
                boolean glued = option.option().length() < option.text().length();
                Argument next = i + 1 < arguments.size() ? arguments.get(i + 1) : option;
                Argument file =
                        glued ? FileInspector.part(option, option.option().length() + 1) : next;
                if (!file.text().equals("-") && !Paths.isDiscard(file.text())) {
                    findings.add(Modifier.WRITES_FILE, option.span());
                    FileInspector.written(file, findings);
                }
            }
        }
        invocation
                .valueOf(
                        "-o",
                        "--output",
                        "-O",
                        "--output-document",
                        "-P",
                        "--directory-prefix",
                        "--output-dir",
                        "-c",
                        "-D")
                .ifPresent(file -> FileInspector.written(file, findings));
    }

    /** Files whose content goes out. */
    private static void uploads(Invocation invocation, Findings findings) {
        for (Argument argument : invocation.arguments()) {
            String text = argument.text();
            int at = text.indexOf('@');
            if (at >= 0 && !text.contains("://") && Paths.isSecret(text.substring(at + 1))
                    || WebAddress.readsFile(text)) {
                FileInspector.reads(List.of(FileInspector.part(argument, at + 1)), findings);
                findings.kind(RiskKind.READS_SECRETS);
            }
        }
        invocation.valueOf("-T", "--upload-file", "--post-file", "--body-file").ifPresent(file -> {
            FileInspector.reads(List.of(file), findings);
            findings.removeReadOnly();
            findings.add(Modifier.OTHER_TARGET, file.span());
        });
        for (Argument argument : invocation.arguments()) {
            int at = argument.text().indexOf("=@");
            if (at >= 0 && invocation.has("-F", "--form")) {
                Argument file = FileInspector.part(argument, at + 2);
                FileInspector.reads(List.of(file), findings);
                findings.add(Modifier.OTHER_TARGET, file.span());
            }
        }
    }

    private static boolean isSending(Argument argument) {
        String text = argument.text();
        if (CURL_SENDS.contains(argument.option())) {
            return true;
        }
        boolean glued = text.length() > 2 && text.charAt(0) == '-' && "dFT".indexOf(text.charAt(1)) >= 0;
        return glued
                || text.startsWith("-s") && !text.startsWith("--") && text.indexOf('d') > 0 && text.length() < 6
                || argument.expands() && text.contains("://") && text.contains("$(");
    }

    private static void method(Argument method, Findings findings) {
        switch (method.text().toUpperCase(Locale.ROOT)) {
            case "POST", "PUT", "PATCH" -> {
                findings.removeReadOnly();
                findings.add(Modifier.SENDS_DATA, method.span());
            }
            case "DELETE" -> {
                findings.removeReadOnly();
                findings.add(Modifier.SENDS_DATA, method.span()).add(Modifier.DESTRUCTIVE, method.span());
            }
            default -> {}
        }
    }

    /** Everything of a search engine or store behind HTTP: {@code DELETE /*}, {@code /_all}. */
    private static void everything(Invocation invocation, Findings findings) {
        for (Argument argument : invocation.operands()) {
            boolean all = argument.text().endsWith("/*") || argument.text().contains("/_all");
            if (all && findings.has(Modifier.DESTRUCTIVE)) {
                findings.add(Modifier.ALL, argument.span());
            }
        }
    }

    private static void copies(Invocation invocation, Findings findings) {
        List<Argument> operands = invocation.operands();
        if (operands.isEmpty() || invocation.program().equals("rclone") && findings.has(Modifier.READ_ONLY)) {
            return;
        }
        if (FileInspector.isRemote(operands.getLast().text())
                || invocation.program().equals("rclone")) {
            findings.add(Modifier.SENDS_DATA, operands.getLast().span());
        } else {
            FileInspector.written(operands.getLast(), findings);
        }
        FileInspector.reads(
                operands.stream()
                        .filter(word -> !FileInspector.isRemote(word.text()))
                        .toList(),
                findings);
        findings.kind(RiskKind.OTHER_TARGET);
        invocation.option("-S", "-o", "-F").ifPresent(option -> findings.kind(RiskKind.RUNS_PROGRAM));
    }

    private static void channels(Invocation invocation, Findings findings) {
        boolean probes = invocation.letter('z').isPresent();
        if (probes) {
            findings.replaceWithReadOnly(Modifier.CHANGE, invocation.name().span());
            return;
        }
        findings.add(Modifier.SENDS_DATA, invocation.name().span());
        for (Argument argument : invocation.arguments()) {
            String lower = argument.text().toLowerCase(Locale.ROOT);
            if (lower.equals("-e")
                    || lower.equals("-c")
                    || lower.equals("--exec")
                    || lower.equals("--sh-exec")
                    || lower.startsWith("exec:")
                    || lower.startsWith("system:")) {
                findings.add(Modifier.RUNS_PROGRAM, argument.span()).add(Modifier.WIDE_PERMISSION, argument.span());
            }
        }
    }

    private static void remoteShell(Invocation invocation, Findings findings) {
        findings.add(Modifier.OTHER_TARGET, invocation.name().span());
        findings.add(Modifier.CHANGE, invocation.name().span());
        findings.kind(RiskKind.RUNS_PROGRAM);
        for (Argument argument : invocation.arguments()) {
            String lower = argument.text().toLowerCase(Locale.ROOT);
            if (lower.contains("proxycommand")
                    || lower.contains("localcommand")
                    || lower.contains("proxyuse")
                    || lower.contains("knownhostscommand")) {
                findings.add(Modifier.RUNS_PROGRAM, argument.span());
            }
        }
        invocation.option("-L", "-R", "-D", "-w").ifPresent(option -> findings.add(Modifier.SENDS_DATA, option.span()));
    }

    private static void interfaces(Invocation invocation, Findings findings) {
        invocation.operands().stream()
                .filter(word -> Set.of("add", "del", "delete", "set", "flush", "up", "down", "replace", "change")
                        .contains(word.text()))
                .findFirst()
                .ifPresent(word -> {
                    findings.removeReadOnly();
                    findings.add(Modifier.CHANGE, word.span()).add(Modifier.DESTRUCTIVE, word.span());
                });
    }
}
