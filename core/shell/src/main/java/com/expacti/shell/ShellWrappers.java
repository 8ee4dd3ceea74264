package com.expacti.shell;

import com.expacti.shell.Options.Scan;
import com.expacti.shell.Options.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shells, and commands that give text to one. */
final class ShellWrappers {
    private static final Options SHELL =
            Options.of("abcefhiklmnprstuvxBCEHPT", "oO", "norc noprofile posix login noediting restricted verbose", "");
    private static final Options SU = Options.of(
            "flmpP",
            "cgGsw",
            "fast login preserve-environment pty",
            "command session-command group supp-group shell whitelist-environment");
    private static final Options RUNUSER = Options.of(
            "flmpP",
            "cgGswu",
            "fast login preserve-environment pty",
            "command session-command group supp-group shell whitelist-environment user");
    private static final Options SCRIPT = Options.of(
            "aefq",
            "cBEIOTmo",
            "append return flush force quiet",
            "command log-io echo log-in log-out log-timing logging-format output-limit");
    private static final Options WATCH = Options.of(
            "bcdegprtwx",
            "nq",
            "beep color no-color differences errexit chgexit precise no-rerun no-title no-wrap exec",
            "interval equexit");

    private static final String SHELLS = "sh bash dash ash hush ksh mksh lksh oksh pdksh rksh zsh rbash rzsh yash posh"
            + " bash-static zsh-static sh.distrib";

    private ShellWrappers() {}

    static Map<String, Wrappers.Wrapper> table() {
        Map<String, Wrappers.Wrapper> table = new HashMap<>();
        for (String shell : SHELLS.split(" ")) {
            table.put(shell, ShellWrappers::shell);
        }
        table.put("eval", ShellWrappers::eval);
        table.put("trap", ShellWrappers::trap);
        List.of(".", "source").forEach(name -> table.put(name, ShellWrappers::source));
        table.put("alias", ShellWrappers::alias);
        table.put("runuser", ShellWrappers::runuser);
        table.put("sg", ShellWrappers::sg);
        table.put("su", ShellWrappers::su);
        table.put("script", ShellWrappers::script);
        table.put("watch", ShellWrappers::watch);
        return Map.copyOf(table);
    }

    private static List<Effective> shell(Call call) {
        String name = call.name().orElseThrow();
        if (call.words().size() == 2
                && call.value(1).filter("--version"::equals).isPresent()) {
            return call.itself();
        }
        Scan scan = SHELL.scan(call.words(), 1);
        if (scan.trouble().isPresent()) {
            return call.unknown("in `%s`, %s".formatted(name, scan.trouble().get()));
        }
        int operand = scan.operand();
        Optional<Word> first =
                operand < call.words().size() ? Optional.of(call.words().get(operand)) : Optional.empty();
        if (first.isPresent() && !Certainty.isOneWord(first.get())) {
            return call.unknown("the text given to `%s` is not known for certain".formatted(name));
        }
        // `+x` sets options as `-x` does, so it is no operand.
        if (first.flatMap(Word::value).filter(word -> word.startsWith("+")).isPresent()) {
            return call.unknown("in `%s`, an option that starts with `+` is not understood".formatted(name));
        }
        if (scan.has("c")) {
            return first.map(word -> Payloads.read(call, List.of(word), name))
                    .orElseGet(() -> call.unknown("the text given to `%s` is missing".formatted(name)));
        }
        return fileOrInput(call, scan, first, name);
    }

    private static List<Effective> fileOrInput(Call call, Scan scan, Optional<Word> first, String name) {
        boolean input = scan.has("s") || first.isEmpty() || Languages.isInput(first.get());
        if (!input) {
            boolean known = first.filter(file -> isFile(call, file)).isPresent();
            return known ? call.itself() : call.unknown("the file `%s` runs is not known for certain".formatted(name));
        }
        if (call.filling().appends()) {
            return call.unknown("words added at run time become the file `%s` runs".formatted(name));
        }
        return Payloads.input(call, name)
                .orElseGet(() -> call.unknown("`%s` reads its commands from its input".formatted(name)));
    }

    /** Whether a word is one certain file, be it below a home directory. */
    private static boolean isFile(Call call, Word word) {
        return word.parts().stream()
                        .allMatch(part ->
                                part instanceof WordPart.Tilde || part.value().isPresent())
                && word.value().filter(file -> call.filling().touches(file)).isEmpty();
    }

    /** {@code .} and {@code source}, which run a file in the same shell. */
    private static List<Effective> source(Call call) {
        String name = call.name().orElseThrow();
        int from = call.value(1).filter("--"::equals).isPresent() ? 2 : 1;
        if (from >= call.words().size() || call.filling().appends()) {
            return call.unknown("the file `%s` runs is missing".formatted(name));
        }
        Word file = call.words().get(from);
        if (Languages.isInput(file)) {
            return Payloads.input(call, name)
                    .orElseGet(() -> call.unknown("`%s` reads its commands from its input".formatted(name)));
        }
        return isFile(call, file)
                ? call.itself()
                : call.unknown("the file `%s` runs is not known for certain".formatted(name));
    }

    /** {@code alias name=text}: whoever has aliases on runs the text by the name. */
    private static List<Effective> alias(Call call) {
        if (!Certainty.allKnown(call.words()) || call.filling().appends()) {
            return call.unknown("what `alias` is given is not known for certain");
        }
        List<Effective> all = new ArrayList<>();
        for (Word word : rest(call, 1)) {
            String text = word.value().orElse("");
            int equals = text.indexOf('=');
            if (equals > 0) {
                Seen value = new Seen("alias", Optional.of(word), Optional.of(text.substring(equals + 1)));
                all.addAll(Payloads.ofOption(call, value, "alias"));
            }
        }
        all.addAll(call.itself());
        return List.copyOf(all);
    }

    /** {@code runuser -u user command}, or as {@code su}. */
    private static List<Effective> runuser(Call call) {
        Scan scan = RUNUSER.scan(call.words(), 1);
        boolean direct = scan.trouble().isEmpty() && (scan.has("u") || scan.has("user"));
        return direct && scan.operand() < call.words().size()
                ? Wrappers.resolve(call.from(scan.operand(), "runuser"))
                : su(call);
    }

    /** {@code sg group -c text} or {@code sg group text}. */
    private static List<Effective> sg(Call call) {
        int group = call.value(1).filter("-"::equals).isPresent() ? 2 : 1;
        int text = call.value(group + 1).filter("-c"::equals).isPresent() ? group + 2 : group + 1;
        boolean one = text + 1 == call.words().size()
                && Certainty.isOneWord(call.words().get(group));
        return one
                ? Payloads.joined(call, rest(call, text), "sg")
                : call.unknown("`sg` is given words that are not understood");
    }

    private static List<Effective> eval(Call call) {
        int from = call.value(1).filter("--"::equals).isPresent() ? 2 : 1;
        return Payloads.joined(call, rest(call, from), "eval");
    }

    private static List<Word> rest(Call call, int from) {
        return call.words()
                .subList(Math.min(from, call.words().size()), call.words().size());
    }

    private static List<Effective> trap(Call call) {
        int from = call.value(1).filter("--"::equals).isPresent() ? 2 : 1;
        Optional<String> first = call.value(from);
        if (call.words().size() <= from
                || first.filter(word -> word.matches("-[lpP]+")).isPresent()) {
            return call.itself();
        }
        if (call.words().size() == from + 1
                || first.filter(word -> word.equals("-")).isPresent()) {
            return Certainty.allKnown(call.words())
                    ? call.itself()
                    : call.unknown("what `trap` is given is not known for certain");
        }
        return Payloads.read(call, List.of(call.words().get(from)), "trap");
    }

    /** {@code su} takes options among its operands: {@code [-] [user]}, then words for the shell. */
    private static List<Effective> su(Call call) {
        String name = call.name().orElseThrow();
        List<Seen> seen = new ArrayList<>();
        List<String> operands = new ArrayList<>();
        int at = 1;
        while (at < call.words().size()) {
            Scan scan = SU.scan(call.words(), at);
            if (scan.trouble().isPresent()) {
                return call.unknown("in `%s`, %s".formatted(name, scan.trouble().get()));
            }
            seen.addAll(scan.seen());
            at = scan.operand();
            if (at < call.words().size()) {
                operands.add(call.value(at).orElse("?"));
                at++;
            }
        }
        operands.removeIf("-"::equals);
        Scan all = new Scan(seen, at, Optional.empty());
        boolean odd = operands.size() > 1
                || all.last("s", "shell").isPresent()
                || call.filling().appends();
        return odd
                ? call.unknown("`%s` is given words that are not understood".formatted(name))
                : command(call, all, "`%s` without a command starts a shell".formatted(name));
    }

    private static List<Effective> command(Call call, Scan scan, String without) {
        String name = call.name().orElseThrow();
        List<Seen> commands = scan.seen().stream()
                .filter(option -> List.of("c", "command", "session-command").contains(option.name()))
                .toList();
        if (commands.size() != 1) {
            return call.unknown(commands.isEmpty() ? without : "`%s` is given two commands".formatted(name));
        }
        Seen seen = commands.getFirst();
        Optional<Word> word = seen.word();
        boolean whole = word.flatMap(Word::value).equals(seen.value());
        if (whole && word.isPresent()) {
            return Payloads.read(call, List.of(word.get()), name);
        }
        return seen.value()
                .map(text -> attached(call, text, word.orElseThrow(), name))
                .orElseGet(() -> call.unknown("the text given to `%s` is not known for certain".formatted(name)));
    }

    /** A payload that is the tail of an option's word, such as {@code --command=text}. */
    private static List<Effective> attached(Call call, String text, Word word, String name) {
        Source.Builder builder = Source.detached();
        text.chars().forEach(unit -> builder.add((char) unit, word.span().from()));
        return Payloads.parse(call, builder.build(word.span().to()), name);
    }

    private static List<Effective> script(Call call) {
        Scan scan = SCRIPT.scan(call.words(), 1);
        boolean odd = scan.trouble().isPresent() || call.words().size() > scan.operand() + 1;
        if (odd || call.filling().appends()) {
            return call.unknown("in `script`, %s".formatted(scan.trouble().orElse("more than one file is named")));
        }
        return command(call, scan, "`script` without a command starts a shell");
    }

    private static List<Effective> watch(Call call) {
        Scan scan = WATCH.scan(call.words(), 1);
        if (scan.trouble().isPresent()) {
            return call.unknown("in `watch`, %s".formatted(scan.trouble().get()));
        }
        if (scan.has("x") || scan.has("exec")) {
            return Wrappers.resolve(call.from(scan.operand(), "watch"));
        }
        return Payloads.joined(call, rest(call, scan.operand()), "watch");
    }
}
