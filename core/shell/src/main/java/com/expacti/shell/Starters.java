package com.expacti.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Programs that can start others in ways that are not followed here: always, or with certain options. */
final class Starters {
    private static final List<String> ALWAYS = List.of(
            "parallel",
            "unshare",
            "nsenter",
            "systemd-run",
            "strace",
            "ltrace",
            "flock",
            "pkexec",
            "expect",
            "gdb",
            "screen",
            "at",
            "batch",
            "entr",
            "rlwrap",
            "socat",
            "capsh",
            "setpriv",
            "start-stop-daemon",
            "run-parts",
            "xvfb-run",
            "dbus-run-session",
            "fish",
            "csh",
            "tcsh",
            "pwsh",
            "powershell",
            "tclsh",
            "osascript",
            "sshpass",
            "proxychains",
            "proxychains4",
            "torsocks",
            "firejail",
            "bwrap",
            "setarch",
            "linux32",
            "linux64",
            "prlimit",
            "cpulimit",
            "numactl",
            "dtach",
            "abduco",
            "mosh",
            "rsh",
            "ld.so",
            "ld-linux-x86-64.so.2",
            "ld-linux-aarch64.so.1",
            "coproc",
            "ed",
            "m4",
            "make",
            "gmake",
            "npx",
            "bunx",
            "uvx",
            "pipx",
            "sg",
            "newgrp",
            "login",
            "machinectl",
            "lxc",
            "lxc-attach",
            "vagrant",
            "ansible",
            "salt",
            "pssh",
            "pdsh",
            "dsh",
            "clush",
            "deno",
            "sudoedit",
            "crontab",
            "vi",
            "vim",
            "nvim",
            "view",
            "ex",
            "emacs",
            "nano",
            "less",
            "more",
            "man",
            "ftp",
            "sftp",
            "telnet",
            "mysql",
            "psql",
            "sqlite3");

    /** Prefixes of the words that make the program start another. */
    private static final Map<String, List<String>> BY_OPTION = Map.ofEntries(
            Map.entry(
                    "tar",
                    List.of(
                            "--checkpoint-action",
                            "--checkpoint-a",
                            "--to-c",
                            "--use-c",
                            "-I",
                            "-F",
                            "--info",
                            "--new-v",
                            "--rsh",
                            "--rmt")),
            Map.entry("rsync", List.of("-e", "--rsh", "--rsync-path")),
            Map.entry("scp", List.of("-S", "-o", "-F", "-D")),
            Map.entry("zip", List.of("-TT", "--unzip-command", "-T")),
            Map.entry("sort", List.of("--compress-prog")),
            Map.entry("split", List.of("--filter")),
            Map.entry("tcpdump", List.of("-z")),
            Map.entry("wget", List.of("--use-askpass", "-e", "--execute")),
            Map.entry("curl", List.of("-K", "--config")),
            Map.entry("rg", List.of("--pre", "--hostname-bin")),
            Map.entry("fd", List.of("-x", "-X", "--exec")),
            Map.entry("pip", List.of("--config", "-c")),
            Map.entry("openssl", List.of("-engine", "-provider")),
            Map.entry("dd", List.of()),
            Map.entry("mapfile", List.of("-C")),
            Map.entry("readarray", List.of("-C")),
            Map.entry("complete", List.of("-C", "-F")),
            Map.entry("compgen", List.of("-C", "-F")),
            Map.entry("bind", List.of("-x")),
            Map.entry("jobs", List.of("-x")),
            Map.entry("enable", List.of("-f")),
            Map.entry("hash", List.of("-p")),
            Map.entry("fc", List.of("")),
            Map.entry("history", List.of("-p")));

    private Starters() {}

    static Map<String, Wrappers.Wrapper> table() {
        Map<String, Wrappers.Wrapper> table = new HashMap<>();
        ALWAYS.forEach(
                name -> table.put(name, call -> call.unknown("what `%s` starts is not understood".formatted(name))));
        BY_OPTION.forEach((name, options) -> table.put(name, call -> byOption(call, name, options)));
        return table;
    }

    private static List<Effective> byOption(Call call, String name, List<String> options) {
        for (Word word : call.words().subList(1, call.words().size())) {
            String text = word.value().orElse("");
            boolean uncertain = word.value().isEmpty() && !Certainty.cannotBeOption(word);
            boolean starts = options.stream().anyMatch(text::startsWith);
            if (starts || uncertain) {
                return call.unknown("`%s` may start a program because of `%s`".formatted(name, word.raw()));
            }
        }
        return call.itself();
    }
}
