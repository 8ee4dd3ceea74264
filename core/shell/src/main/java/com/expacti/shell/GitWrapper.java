package com.expacti.shell;

import com.expacti.shell.Options.Scan;
import com.expacti.shell.Options.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code git}, whose settings and some options name programs to run. */
final class GitWrapper {
    private static final Options GLOBAL = Options.of(
            "pP",
            "Cc",
            "paginate no-pager bare no-replace-objects literal-pathspecs no-optional-locks version help",
            "git-dir work-tree namespace");
    private static final List<String> PLAIN_SETTINGS = List.of(
            "user.name",
            "user.email",
            "color.",
            "advice.",
            "core.quotepath",
            "core.autocrlf",
            "init.defaultbranch",
            "commit.gpgsign",
            "safe.directory",
            "pull.rebase",
            "push.default");
    private static final List<String> RUNNING_OPTIONS = List.of(
            "--exec",
            "--upl",
            "--rec",
            "--ext",
            "--open",
            "--tool",
            "--edit-c",
            "--config",
            "--remote",
            "--textconv",
            "--tree-filter",
            "--index-filter",
            "--msg-filter",
            "--env-filter",
            "ext::",
            "--template");

    private GitWrapper() {}

    static Map<String, Wrappers.Wrapper> table() {
        return Map.of("git", GitWrapper::git);
    }

    private static List<Effective> git(Call call) {
        Scan scan = GLOBAL.scan(call.words(), 1);
        if (scan.trouble().isPresent()) {
            return call.unknown("in `git`, %s".formatted(scan.trouble().get()));
        }
        List<Effective> all = new ArrayList<>();
        for (Seen option : scan.seen()) {
            if (option.name().equals("c")) {
                all.addAll(setting(call, option));
            }
        }
        if (call.value(scan.operand()).isEmpty()
                && scan.operand() < call.words().size()) {
            return call.unknown("the subcommand of `git` is not certain");
        }
        if (starts(call, scan.operand())) {
            all.addAll(call.unknown("an option or subcommand of `git` may run a program"));
        }
        all.addAll(all.isEmpty() ? call.itself() : List.of());
        return all;
    }

    /** What a {@code -c name=value} runs; nothing for a plain setting. */
    private static List<Effective> setting(Call call, Seen option) {
        String setting = option.value().orElse("");
        String name = setting.toLowerCase(Locale.ROOT);
        if (PLAIN_SETTINGS.stream().anyMatch(name::startsWith)) {
            return List.of();
        }
        int equals = setting.indexOf('=');
        Optional<Word> word = option.word();
        boolean alias = name.startsWith("alias.") && equals > 0 && setting.startsWith("!", equals + 1);
        if (!alias || word.isEmpty() || call.filling().appends()) {
            return call.unknown("a setting of `git` may run a program");
        }
        Source.Builder text = Source.detached();
        setting.substring(equals + 2)
                .chars()
                .forEach(unit -> text.add((char) unit, word.get().span().from()));
        return Payloads.parse(call, text.build(word.get().span().to()), "git");
    }

    private static boolean starts(Call call, int subcommand) {
        List<String> words =
                call
                        .words()
                        .subList(
                                Math.min(subcommand, call.words().size()),
                                call.words().size())
                        .stream()
                        .map(word -> word.value().orElse(""))
                        .toList();
        String command = words.isEmpty() ? "" : words.getFirst();
        boolean running = switch (command) {
            case "filter-branch", "difftool", "mergetool", "daemon", "send-email", "hook" -> true;
            case "bisect" -> words.contains("run");
            case "submodule" -> words.contains("foreach");
            case "rebase" -> words.stream().anyMatch(word -> word.startsWith("-x"));
            case "grep" -> words.stream().anyMatch(word -> word.startsWith("-O"));
            case "clone", "ls-remote", "fetch-pack" ->
                words.stream().anyMatch(word -> word.startsWith("-u") || word.startsWith("-c"));
            case "config" -> words.size() > 2;
            default -> false;
        };
        return running
                || words.stream().anyMatch(word -> RUNNING_OPTIONS.stream().anyMatch(word::startsWith));
    }
}
