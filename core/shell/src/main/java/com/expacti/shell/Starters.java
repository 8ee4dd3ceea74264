package com.expacti.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Programs that can start others in ways that are not followed here: always, or with certain options. */
final class Starters {
    /** Each runs its operands or its input as commands, in a way of its own. */
    private static final List<String> ALWAYS =
            List.of(("parallel unshare nsenter systemd-run strace ltrace flock pkexec"
                            + " expect screen at batch entr rlwrap socat capsh setpriv start-stop-daemon run-parts xvfb-run"
                            + " dbus-run-session fish csh tcsh pwsh powershell tclsh osascript sshpass proxychains"
                            + " proxychains4 torsocks firejail bwrap setarch linux32 linux64 prlimit cpulimit numactl dtach"
                            + " abduco mosh rsh ld.so ld-linux-x86-64.so.2 ld-linux-aarch64.so.1 sg newgrp login runuser"
                            + " machinectl lxc lxc-attach pssh pdsh dsh clush")
                    .split(" "));

    /** Starts of the words that make the program start another. */
    private static final Map<String, String> BY_OPTION = Map.ofEntries(
            Map.entry("tar", "--checkpoint-a --to-c --use-c -I -F --info --new-v --rsh --rmt"),
            Map.entry("rsync", "-e --rsh --rsync-path"),
            Map.entry("scp", "-S -o -F -D"),
            Map.entry("sftp", "-S -o -F -D"),
            Map.entry("zip", "-T --unzip-command"),
            Map.entry("sort", "--compress-p"),
            Map.entry("split", "--filter"),
            Map.entry("tcpdump", "-z"),
            Map.entry("wget", "-e --execute --use-askpass"),
            Map.entry("rg", "--pre --hostname-bin"),
            Map.entry("fd", "-x -X --exec"),
            Map.entry("vi", "-c --cmd + -S -s -u"),
            Map.entry("vim", "-c --cmd + -S -s -u"),
            Map.entry("nvim", "-c --cmd + -S -s -u -l"),
            Map.entry("view", "-c --cmd + -S -s -u"),
            Map.entry("ex", "-c --cmd + -S -s -u"),
            Map.entry("emacs", "-f -l -e --eval --exe --fun --load --script --batch -batch -script"),
            Map.entry("gdb", "-e -x --e --x --args --com -com"),
            Map.entry("man", "-P --pager -H --html"),
            Map.entry("less", "+"),
            Map.entry("mapfile", "-C"),
            Map.entry("readarray", "-C"),
            Map.entry("complete", "-C -F"),
            Map.entry("compgen", "-C -F"),
            Map.entry("bind", "-x"),
            Map.entry("jobs", "-x"),
            Map.entry("enable", "-f"),
            Map.entry("hash", "-p"),
            Map.entry("fc", "-s -e"));

    private Starters() {}

    /** Whether what the program runs is never followed here. */
    static boolean isOpaque(String name) {
        return ALWAYS.contains(name);
    }

    static Map<String, Wrappers.Wrapper> table() {
        Map<String, Wrappers.Wrapper> table = new HashMap<>();
        ALWAYS.forEach(
                name -> table.put(name, call -> call.unknown("what `%s` starts is not understood".formatted(name))));
        BY_OPTION.forEach((name, options) -> {
            List<String> starts = List.of(options.split(" "));
            table.put(name, call -> byOption(call, name, starts));
        });
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
