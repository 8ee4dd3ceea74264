package com.expacti.shell;

import com.expacti.shell.Options.Scan;
import com.expacti.shell.Options.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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
            "push.default",
            "push.autosetupremote",
            "http.proxy",
            "http.sslverify",
            "http.postbuffer",
            "branch.",
            "fetch.prune",
            "core.filemode",
            "core.ignorecase",
            "core.eol",
            "core.safecrlf",
            "core.longpaths",
            "diff.renames",
            "merge.conflictstyle",
            "rerere.",
            "user.signingkey",
            "log.date");
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
            "--template");

    /** A remote that is a command (gitremote-helpers(7)). */
    private static final String RUNNING_REMOTE = "ext::";

    private static final Options CONFIG = Options.of(
            "lze",
            "f",
            "global local system worktree list get get-all get-regexp unset unset-all add replace-all null show-origin"
                    + " show-scope name-only bool int path includes all",
            "file blob type default value comment");

    /** Settings whose value a shell runs. */
    private static final Pattern TEXT_SETTINGS = Pattern.compile("core\\.(pager|editor|sshcommand|fsmonitor|askpass"
            + "|gitproxy)|diff\\.external|sequence\\.editor|pager\\..+|gpg\\.(.+\\.)?program|interactive\\.difffilter"
            + "|(difftool|mergetool|browser|man)\\..+\\.cmd|filter\\..+\\.(clean|smudge|process)"
            + "|diff\\..+\\.(command|textconv)|merge\\..+\\.driver|uploadpack\\.packobjectshook"
            + "|remote\\..+\\.(uploadpack|receivepack)|sendemail\\..*cmd|trailer\\..+\\.(cmd|command)");

    private static final Set<String> TEXT_OPTIONS = Set.of(
            "--exec",
            "--upload-pack",
            "--receive-pack",
            "--extcmd",
            "--open-files-in-pager",
            "--tree-filter",
            "--index-filter",
            "--msg-filter",
            "--env-filter",
            "--parent-filter",
            "--commit-filter",
            "--tag-name-filter");

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
                && (scan.operand() < call.words().size() || call.filling().appends())) {
            return call.unknown("the subcommand of `git` is not certain");
        }
        Optional<List<Effective>> configured = configured(call, scan.operand());
        List<Effective> texts = texts(call, scan.operand());
        all.addAll(configured.orElse(texts));
        if (configured.isEmpty() && texts.isEmpty() && starts(call, scan.operand())) {
            all.addAll(call.unknown("an option or subcommand of `git` may run a program"));
        }
        // What it starts comes on top of what it does itself.
        all.addAll(all.stream().noneMatch(Effective.Unknown.class::isInstance) ? call.itself() : List.of());
        return all;
    }

    /** What a {@code -c name=value} runs; nothing for a plain setting. */
    private static List<Effective> setting(Call call, Seen option) {
        String setting = option.value().orElse("");
        int equals = setting.indexOf('=');
        return option.word().isEmpty() || equals <= 0
                ? named(call, setting, "", option.word())
                : named(call, setting.substring(0, equals), setting.substring(equals + 1), option.word());
    }

    private static List<Effective> named(Call call, String setting, String value, Optional<Word> word) {
        String name = setting.toLowerCase(Locale.ROOT);
        if (PLAIN_SETTINGS.stream().anyMatch(name::startsWith)) {
            return List.of();
        }
        boolean alias = name.startsWith("alias.") || name.equals("credential.helper");
        boolean text =
                alias ? value.startsWith("!") : TEXT_SETTINGS.matcher(name).matches() && !value.isEmpty();
        if (!text
                || word.isEmpty()
                || call.filling().appends()
                || call.filling().touches(value)) {
            return call.unknown("a setting of `git` may run a program");
        }
        Seen seen = new Seen(setting, word, Optional.of(alias ? value.substring(1) : value));
        return Payloads.ofOption(call, seen, "git");
    }

    /** {@code git config name value}, which settles what later calls run. */
    private static Optional<List<Effective>> configured(Call call, int subcommand) {
        if (call.value(subcommand).filter("config"::equals).isEmpty()) {
            return Optional.empty();
        }
        Scan scan = CONFIG.scan(call.words(), subcommand + 1);
        int name = scan.operand();
        List<String> asking = List.of("get", "get-all", "get-regexp", "list", "l", "unset", "unset-all", "show-origin");
        if (asking.stream().anyMatch(scan::has)) {
            return Optional.empty();
        }
        if (scan.trouble().isPresent() || call.filling().appends()) {
            return Optional.of(call.unknown("the setting `git config` changes is not known for certain"));
        }
        if (call.value(name)
                .filter(List.of("set", "get", "list", "unset")::contains)
                .isPresent()) {
            name += call.value(name).filter("set"::equals).isPresent()
                    ? 1
                    : call.words().size();
        }
        if (name + 1 >= call.words().size()) {
            return Optional.empty();
        }
        List<Effective> started = named(
                call,
                call.value(name).orElse(""),
                call.value(name + 1).orElse(""),
                Optional.of(call.words().get(name + 1)));
        return Optional.of(
                started.isEmpty() ? call.unknown("a setting of `git` lasts and changes what later calls do") : started);
    }

    /** Shell text in an option or behind a subcommand, where it can be told; empty when there is none. */
    private static List<Effective> texts(Call call, int subcommand) {
        List<Effective> all = new ArrayList<>();
        String command = call.value(subcommand).orElse("");
        for (int i = subcommand + 1; i < call.words().size(); i++) {
            String text = call.value(i).orElse("");
            int equals = text.indexOf('=');
            String name = equals < 0 ? text : text.substring(0, equals);
            boolean letter = text.equals("-x") && List.of("rebase", "difftool").contains(command);
            if (!TEXT_OPTIONS.contains(name) && !letter) {
                continue;
            }
            Word word = call.words().get(equals < 0 && i + 1 < call.words().size() ? i + 1 : i);
            Optional<String> value = equals < 0 ? word.value() : Optional.of(text.substring(equals + 1));
            all.addAll(Payloads.ofOption(call, new Seen(name, Optional.of(word), value), "git"));
        }
        all.addAll(behind(call, subcommand, command));
        return all;
    }

    private static List<Effective> behind(Call call, int subcommand, String command) {
        String second = call.value(subcommand + 1).orElse("");
        int from = subcommand + 2;
        if (command.equals("bisect")
                && second.equals("run")
                && from < call.words().size()) {
            return Wrappers.resolve(call.from(from, "git"));
        }
        if (command.equals("submodule") && second.equals("foreach")) {
            from += call.value(from).filter("--recursive"::equals).isPresent() ? 1 : 0;
            return from < call.words().size()
                    ? Payloads.joined(
                            call, call.words().subList(from, call.words().size()), "git")
                    : List.of();
        }
        return List.of();
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
            case "config" -> words.stream().anyMatch(word -> word.equals("-e") || word.startsWith("--edit"));
            case "shell", "remote-ext", "merge-index", "instaweb", "gui", "citool", "web--browse", "for-each-repo" ->
                true;
            default -> false;
        };
        return running
                || words.stream()
                        .anyMatch(word -> word.startsWith(RUNNING_REMOTE)
                                || word.startsWith("--")
                                        && RUNNING_OPTIONS.stream().anyMatch(word::startsWith));
    }
}
