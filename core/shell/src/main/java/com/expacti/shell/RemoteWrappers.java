package com.expacti.shell;

import com.expacti.shell.Options.Scan;
import com.expacti.shell.Options.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        if (!seen.stream().allMatch(RemoteWrappers::isPlain)) {
            return call.unknown("`ssh` is given a setting that may run a program");
        }
        List<Word> words = call.words().subList(after.operand(), call.words().size());
        return words.isEmpty()
                ? call.unknown("`ssh` without a command starts a shell")
                : Payloads.joined(call, words, "ssh");
    }

    private static boolean isPlain(Seen option) {
        if (!option.name().equals("o")) {
            return true;
        }
        String setting = option.value().orElse("").strip();
        int end = 0;
        while (end < setting.length() && Units.continuesName(setting.charAt(end))) {
            end++;
        }
        return PLAIN_SETTINGS.contains(setting.substring(0, end).toLowerCase(Locale.ROOT));
    }
}
