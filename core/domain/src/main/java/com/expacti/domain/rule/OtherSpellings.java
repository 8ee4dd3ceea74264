package com.expacti.domain.rule;

import com.expacti.domain.rule.BroadPattern.Reading;
import com.expacti.shell.Assignment;
import com.expacti.shell.Command;
import com.expacti.shell.Effective;
import com.expacti.shell.Node;
import com.expacti.shell.Parsed;
import com.expacti.shell.Redirection;
import com.expacti.shell.ShellParser;
import com.expacti.shell.SimpleCommand;
import com.expacti.shell.Wrappers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Other ways in which a line may run a command that a deny rule names: piped into a shell, inside a word of a program that
 * runs it, in code of another language, with options in front of the subcommand, put together from variables. It finds
 * more than a shell would run, never less than {@link BroadPattern.Line#of}; nothing is let through by it.
 */
final class OtherSpellings {
    /** Texts inside texts. */
    private static final int DEPTH_MAX = 3;

    private static final int READINGS_MAX = 512;
    private static final int CODE_WORDS_MAX = 64;

    /** Of code from one of its words on, what a regex or an exact rule is tried on. */
    private static final int CODE_CHARACTERS_MAX = 512;

    /** Longer lines aren't respelled: they are read as they stand. */
    private static final int RESPELLED_CHARACTERS_MAX = 8_192;

    private static final Set<String> SHELLS = Set.of(
            "sh",
            "bash",
            "zsh",
            "dash",
            "ksh",
            "ash",
            "fish",
            "at",
            "batch",
            "sudo",
            "ssh",
            "xargs",
            "parallel",
            "busybox",
            "su",
            "env",
            "tee");

    private static final Set<String> PRINT = Set.of("echo", "printf", "print");

    /** Programs that run what stands inside one of their words. */
    private static final Set<String> RUN_WORDS = Set.of(
            "env",
            "flock",
            "vim",
            "vi",
            "nvim",
            "ex",
            "view",
            "tar",
            "make",
            "gmake",
            "alias",
            "at",
            "batch",
            "tmux",
            "screen",
            "script",
            "parallel",
            "rsync",
            "man",
            "less",
            "crontab",
            "xterm",
            "expect",
            "gdb",
            "systemd-run",
            "trap",
            "entr",
            "watch",
            "ssh",
            "su",
            "runuser",
            "nsenter",
            "unshare",
            "chroot",
            "docker",
            "podman",
            "kubectl");

    private static final Set<String> WITH_SUBCOMMANDS = Set.of(
            "git",
            "kubectl",
            "oc",
            "docker",
            "podman",
            "nerdctl",
            "docker-compose",
            "helm",
            "aws",
            "gcloud",
            "az",
            "gh",
            "npm",
            "yarn",
            "pnpm",
            "pip",
            "pip3",
            "cargo",
            "terraform",
            "tofu",
            "terragrunt",
            "systemctl",
            "apt",
            "apt-get",
            "yum",
            "dnf",
            "brew",
            "pulumi",
            "vault",
            "consul",
            "nomad",
            "heroku",
            "gsutil",
            "service");

    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:\\{([A-Za-z_][A-Za-z0-9_]*)}|([A-Za-z_][A-Za-z0-9_]*|[@*]))");
    private static final Pattern BRACES = Pattern.compile("(^|[\\s;&|(])\\{([^{}\\s]*,[^{}\\s]*)}");
    private static final Pattern NO_WORD = Pattern.compile("[\\s;|&()`<>'\",\\[\\]{}=!]+");

    /** Texts inside a line that are read, and how long they may be together. */
    private static final int TEXTS_MAX = 64;

    private static final int TEXTS_CHARACTERS_MAX = 32_768;

    private int texts;
    private int characters;
    private final Set<Reading> readings = new LinkedHashSet<>();

    private OtherSpellings() {}

    /**
     * The readings to be tried besides.
     *
     * @param known what {@link BroadPattern.Line#of} reads in the line
     * @param effects what each of its simple commands runs
     */
    static List<Reading> of(Parsed line, List<Reading> known, List<List<Effective>> effects) {
        OtherSpellings spellings = new OtherSpellings();
        known.forEach(spellings::withoutOptions);
        spellings.add(line, 0, effects::get);
        return List.copyOf(spellings.readings);
    }

    private void add(Parsed line, int depth, IntFunction<List<Effective>> effects) {
        List<SimpleCommand> commands = line.simpleCommands();
        for (int i = 0; i < commands.size(); i++) {
            if (readings.size() >= READINGS_MAX) {
                return;
            }
            add(commands.get(i), effects.apply(i), line.text(), depth);
        }
        for (Command each : line.commands()) {
            if (each instanceof Command.Pipeline pipeline) {
                piped(pipeline, depth);
            }
        }
        respelled(line, depth);
    }

    private void add(SimpleCommand command, List<Effective> effects, String line, int depth) {
        if (depth > 0) {
            add(Reading.of(command, line, false));
        }
        boolean opaque = false;
        for (Effective effective : effects) {
            switch (effective) {
                case Effective.Command inner -> {
                    if (depth > 0 && inner.command() != command) {
                        add(Reading.of(inner.command(), line, false));
                    }
                    inner.via().stream().skip(1).forEach(wrapper -> tail(command, wrapper));
                }
                case Effective.Code code -> code(code.text());
                case Effective.Unknown _ -> opaque = true;
            }
        }
        if (opaque || runsWords(command)) {
            command.words().stream()
                    .skip(1)
                    .limit(CODE_WORDS_MAX)
                    .forEach(word -> inside(MarkedWord.readable(word), depth));
        }
        for (Redirection redirection : command.redirections()) {
            if (SHELLS.contains(program(command))) {
                redirection.document().ifPresent(document -> text(MarkedWord.readable(document.body()), depth));
                text(MarkedWord.readable(redirection.target()), depth);
            }
        }
    }

    /** What a wrapper behind another one starts, that wrapper included. */
    private void tail(SimpleCommand command, String wrapper) {
        List<String> words = command.words().stream()
                .limit(CODE_WORDS_MAX)
                .map(MarkedWord::readable)
                .toList();
        int at = words.indexOf(wrapper);
        if (at > 0) {
            List<String> rest = words.subList(at, words.size());
            readings.add(new Reading(rest, List.of(String.join(" ", rest))));
        }
    }

    private void add(Reading reading) {
        readings.add(reading);
        withoutOptions(reading);
    }

    /** {@code git -C d push} as {@code git push}. */
    private void withoutOptions(Reading reading) {
        if (!WITH_SUBCOMMANDS.contains(reading.program())) {
            return;
        }
        List<String> words = reading.words();
        for (int from = 2; from < Math.min(words.size(), 12) && optionsUpTo(words, from); from++) {
            List<String> rest = new ArrayList<>(List.of(reading.program()));
            rest.addAll(words.subList(from, words.size()));
            List<String> spelled = new ArrayList<>(reading.spelled());
            spelled.subList(Math.min(1, spelled.size()), Math.min(from, spelled.size()))
                    .clear();
            readings.add(new Reading(List.copyOf(rest), List.of(String.join(" ", rest)), List.copyOf(spelled)));
        }
    }

    /** Whether the words before this one are options, each with at most one value. */
    private static boolean optionsUpTo(List<String> words, int end) {
        for (int i = 1; i < end; i++) {
            if (!GlobPattern.isOptionLike(words.get(i)) && (i == 1 || !GlobPattern.isOptionLike(words.get(i - 1)))) {
                return false;
            }
        }
        return true;
    }

    private static String program(SimpleCommand command) {
        String name = command.words().isEmpty()
                ? ""
                : MarkedWord.readable(command.words().getFirst());
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static boolean runsWords(SimpleCommand command) {
        return RUN_WORDS.contains(program(command));
    }

    /** Words of code in another language, from each of them on: a call of a shell names the command somewhere in it. */
    private void code(String text) {
        List<String> words = NO_WORD.splitAsStream(text)
                .filter(word -> !word.isEmpty())
                .limit(CODE_WORDS_MAX)
                .toList();
        readings.add(new Reading(List.of(), List.of(text)));
        for (int i = 0; i < words.size(); i++) {
            List<String> rest = words.subList(i, words.size());
            readings.add(new Reading(rest, List.of(text, start(rest))));
        }
    }

    private static String start(List<String> words) {
        StringBuilder start = new StringBuilder();
        for (int i = 0; i < words.size() && start.length() < CODE_CHARACTERS_MAX; i++) {
            start.append(i == 0 ? "" : " ").append(words.get(i));
        }
        return start.substring(0, Math.min(start.length(), CODE_CHARACTERS_MAX));
    }

    /** What a word may hold as a command: all of it, what comes behind its last {@code =}, what comes behind a {@code !}. */
    private void inside(String word, int depth) {
        if (word.indexOf(' ') < 0) {
            return;
        }
        text(word, depth);
        text(word.substring(word.lastIndexOf('=') + 1), depth);
        text(word.substring(word.indexOf('!') + 1), depth);
    }

    private void text(String text, int depth) {
        texts++;
        characters += text.length();
        boolean affordable = texts <= TEXTS_MAX && characters <= TEXTS_CHARACTERS_MAX;
        if (affordable && depth < DEPTH_MAX && !text.isBlank() && ShellParser.parse(text) instanceof Parsed inner) {
            add(inner, depth + 1, i -> Wrappers.effective(inner.simpleCommands().get(i)));
        }
    }

    /** {@code echo 'rm x' | sh}: what is printed is run. */
    private void piped(Command.Pipeline pipeline, int depth) {
        for (int i = 1; i < pipeline.commands().size(); i++) {
            if (pipeline.commands().get(i - 1) instanceof SimpleCommand printer
                    && PRINT.contains(program(printer))
                    && pipeline.commands().get(i) instanceof SimpleCommand reader
                    && SHELLS.contains(program(reader))) {
                List<String> words = printer.words().stream()
                        .skip(1)
                        .map(MarkedWord::readable)
                        .toList();
                text(String.join(" ", words).replace("\\n", "\n"), depth);
                words.forEach(word -> text(word, depth));
            }
        }
    }

    /** The line with its variables and braces worked out, as far as the line itself tells. */
    private void respelled(Parsed line, int depth) {
        String text = line.text();
        if (depth >= DEPTH_MAX
                || text.length() > RESPELLED_CHARACTERS_MAX
                || text.indexOf('$') < 0 && text.indexOf('{') < 0) {
            return;
        }
        Map<String, String> values = new HashMap<>(Map.of("IFS", " "));
        for (Node node : line.nodes()) {
            if (node instanceof Assignment assignment) {
                Optional<String> value = assignment.value().value();
                value.ifPresent(known -> values.put(assignment.name(), known));
            }
        }
        String plain = VARIABLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(
                        found.group(1) == null ? String.valueOf(found.group(2)) : found.group(1), "")));
        String spelled = BRACES.matcher(plain)
                .replaceAll(found ->
                        Matcher.quoteReplacement(found.group(1) + found.group(2).replace(',', ' ')));
        if (!spelled.equals(text)) {
            text(spelled, depth);
        }
    }
}
