package com.expacti.shell;

import com.expacti.shell.Options.Scan;
import com.expacti.shell.Options.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code ssh}: the words after the host are put together with blanks and given to the login shell there. */
final class RemoteWrappers {
    private static final Options SSH = Options.of("46AaCfgKkMNnqTtVvXxYy", "BbcDEeiJLlmopRSWw", "", "");
    private static final Set<String> PLAIN_SETTINGS = Set.of(
            "addressfamily",
            "addkeystoagent",
            "batchmode",
            "bindaddress",
            "checkhostip",
            "ciphers",
            "compression",
            "connectionattempts",
            "connecttimeout",
            "controlmaster",
            "controlpersist",
            "forwardagent",
            "forwardx11",
            "hostkeyalgorithms",
            "hostkeyalias",
            "hostname",
            "identitiesonly",
            "identityagent",
            "identityfile",
            "ipqos",
            "kexalgorithms",
            "loglevel",
            "macs",
            "numberofpasswordprompts",
            "passwordauthentication",
            "port",
            "preferredauthentications",
            "pubkeyauthentication",
            "requesttty",
            "serveralivecountmax",
            "serveraliveinterval",
            "stricthostkeychecking",
            "tcpkeepalive",
            "user",
            "userknownhostsfile");

    /** Settings whose value a shell runs. */
    private static final Set<String> STARTING = Set.of("proxycommand", "localcommand", "knownhostscommand");

    private RemoteWrappers() {}

    static Map<String, Wrappers.Wrapper> table() {
        return Map.of("ssh", RemoteWrappers::ssh);
    }

    // OpenSSH looks for options again after the host.
    private static List<Effective> ssh(Call call) {
        Scan before = SSH.scan(call.words(), 1);
        int host = before.operand();
        if (before.trouble().isPresent() || host >= call.words().size()) {
            return call.unknown("in `ssh`, %s".formatted(before.trouble().orElse("the host is missing")));
        }
        boolean oneHost = Certainty.isOneWord(call.words().get(host));
        Scan after = SSH.scan(call.words(), host + 1);
        if (!oneHost || after.trouble().isPresent()) {
            return call.unknown("in `ssh`, %s".formatted(after.trouble().orElse("the host is not certain")));
        }
        List<Seen> seen = new ArrayList<>(before.seen());
        seen.addAll(after.seen());
        List<Effective> all = new ArrayList<>();
        seen.forEach(option -> all.addAll(setting(call, option, "ssh")));
        List<Word> words = call.words().subList(after.operand(), call.words().size());
        boolean tunnel = words.isEmpty() && (after.has("N") || before.has("N"));
        if (!tunnel) {
            all.addAll(
                    words.isEmpty()
                            ? call.unknown("`ssh` without a command starts a shell")
                            : Payloads.joined(call, words, "ssh"));
        }
        return tunnel && all.isEmpty() ? call.itself() : List.copyOf(all);
    }

    /** What a setting given with {@code -o} starts on this machine: nothing, when it is known to be plain. */
    static List<Effective> setting(Call call, Seen option, String name) {
        if (isPlain(option)) {
            return List.of();
        }
        String setting = option.value().orElse("").strip();
        int end = nameEnd(setting);
        boolean runs = STARTING.contains(setting.substring(0, end).toLowerCase(Locale.ROOT));
        String text = setting.substring(end).replaceFirst("^\\s*=?\\s*", "");
        return runs && option.word().isPresent() && !call.filling().touches(setting)
                ? Payloads.ofOption(call, new Seen(option.name(), option.word(), Optional.of(text)), name)
                : call.unknown("`%s` is given a setting that may run a program".formatted(name));
    }

    /** What {@code rsync -e} starts: nothing beyond the connection, when it is {@code ssh} with plain options. */
    static List<Effective> transport(Call call, Seen option, String name) {
        Optional<List<Word>> words = Payloads.words(call, option);
        boolean plain = words.filter(
                        all -> all.getFirst().value().filter("ssh"::equals).isPresent())
                .map(all -> SSH.scan(all, 1))
                .filter(scan -> scan.trouble().isEmpty()
                        && scan.operand() == words.orElseThrow().size()
                        && scan.seen().stream().allMatch(RemoteWrappers::isPlain))
                .isPresent();
        return plain ? List.of() : Payloads.ofOption(call, option, name);
    }

    private static boolean isPlain(Seen option) {
        if (!option.name().equals("o")) {
            return true;
        }
        String setting = option.value().orElse("").strip();
        return PLAIN_SETTINGS.contains(setting.substring(0, nameEnd(setting)).toLowerCase(Locale.ROOT));
    }

    private static int nameEnd(String setting) {
        int end = 0;
        while (end < setting.length() && Units.continuesName(setting.charAt(end))) {
            end++;
        }
        return end;
    }
}
