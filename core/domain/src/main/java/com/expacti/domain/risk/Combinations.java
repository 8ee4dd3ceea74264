package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Combination;
import com.expacti.shell.Command;
import com.expacti.shell.Effective;
import com.expacti.shell.Effort;
import com.expacti.shell.Node;
import com.expacti.shell.Parsed;
import com.expacti.shell.Redirection;
import com.expacti.shell.SimpleCommand;
import com.expacti.shell.Span;
import com.expacti.shell.Word;
import com.expacti.shell.WordPart;
import com.expacti.shell.Wrappers;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the commands of one line make worse together: what is piped into an interpreter, what is downloaded and then run. */
final class Combinations {
    private static final Set<String> DECODES = Set.of(
            "base64",
            "base32",
            "xxd",
            "openssl",
            "gzip",
            "gunzip",
            "zcat",
            "rev",
            "tr",
            "uudecode",
            "basenc",
            "hex",
            "bzip2",
            "xz");
    private static final Set<String> RUNS_TEXT = Set.of("eval", "source", ".");
    private static final Set<String> SAYS = Set.of("echo", "printf");
    private static final Set<String> PASSES = Set.of("cat", "tee", "sponge", "pv");

    /** Programs that make another text of the one they are given. */
    private static final Set<String> COMPUTES = Set.of(
            "base64",
            "base32",
            "xxd",
            "openssl",
            "gzip",
            "gunzip",
            "zcat",
            "rev",
            "tr",
            "uudecode",
            "basenc",
            "hex",
            "bzip2",
            "xz",
            "sed",
            "awk",
            "gawk",
            "perl",
            "python",
            "python3",
            "python2",
            "ruby",
            "node",
            "php",
            "lua",
            "cut",
            "tac",
            "sort",
            "fold",
            "jq",
            "iconv",
            "gpg",
            "paste",
            "join",
            "dd",
            "od");

    private static final int PRINTED_MAX = 65_536;

    private static final Effort.Known<SimpleCommand, List<Invocation>> READINGS =
            new Effort.Known<>(Combinations::read);

    private final Map<SimpleCommand, Argument> inputs = new IdentityHashMap<>();
    private final List<Pair> found = new ArrayList<>();

    private record Pair(Combination combination, Span span) {}

    Combinations(Parsed line, List<Command> commands) {
        for (Command node : commands) {
            if (node instanceof Command.Pipeline pipeline) {
                pipeline(pipeline);
            } else if (node instanceof SimpleCommand command) {
                substituted(command);
            }
        }
        if (NetworkInspector.DOWNLOADS.stream().anyMatch(line.text()::contains)) {
            sequences(line.simpleCommands());
        }
    }

    /** {@code bash <(…)} and {@code sh < <(…)}: a script that another command writes. */
    private void substituted(SimpleCommand command) {
        for (Word word : command.words()) {
            substituted(command, word);
        }
        for (Redirection redirection : command.redirections()) {
            substituted(command, redirection.target());
        }
    }

    private void substituted(SimpleCommand command, Word word) {
        for (WordPart part : word.parts()) {
            boolean script = part instanceof WordPart.ProcessSubstitution process
                    && !process.output()
                    && readings(command).stream()
                            .anyMatch(reading -> CodeInspector.isInterpreter(reading.program())
                                    || RUNS_TEXT.contains(reading.program()));
            if (script) {
                List<SimpleCommand> inside = new ArrayList<>();
                collect(part, inside);
                boolean decodes = inside.stream()
                        .anyMatch(each -> each.name().filter(COMPUTES::contains).isPresent());
                found.add(new Pair(
                        decodes ? Combination.DECODED_TO_INTERPRETER : Combination.INPUT_TO_INTERPRETER,
                        command.span()));
            }
        }
    }

    /** What a command reads from the command in front of it, where the text tells. */
    Optional<Argument> inputOf(SimpleCommand command) {
        return Optional.ofNullable(inputs.get(command));
    }

    void addTo(Findings worst) {
        found.forEach(pair -> worst.add(pair.combination(), pair.span()));
        if (!found.isEmpty()) {
            worst.kind(RiskKind.RUNS_PROGRAM);
        }
    }

    private void pipeline(Command.Pipeline pipeline) {
        boolean download = false;
        boolean decodes = false;
        Optional<Argument> said = Optional.empty();
        for (int i = 0; i < pipeline.commands().size(); i++) {
            for (SimpleCommand stage : simpleCommandsOf(pipeline.commands().get(i))) {
                for (Invocation invocation : readings(stage)) {
                    String program = invocation.program();
                    if (i > 0
                            && (CodeInspector.readsInput(invocation)
                                    || startsOnInput(invocation)
                                    || Set.of("iex", "invoke-expression").contains(program))) {
                        combine(download, decodes, said.isPresent(), stage.span());
                    }
                    download |= NetworkInspector.DOWNLOADS.contains(program) || downloadsInside(stage);
                    decodes |= said.isPresent() ? COMPUTES.contains(program) : DECODES.contains(program);
                    decodes |= i == 0
                                    && COMPUTES.contains(program)
                                    && CodeInspector.inlineCode(invocation).isPresent()
                            || program.endsWith("awk");
                }
                if (i > 0) {
                    said.ifPresent(text -> inputs.put(stage, text));
                }
                Optional<Argument> input = i > 0 ? said : Optional.empty();
                said = Invocation.of(stage)
                        .flatMap(invocation ->
                                saidBy(invocation, input.or(() -> StartedCommands.documentOf(invocation.command()))));
            }
        }
    }

    private void combine(boolean download, boolean decodes, boolean said, Span span) {
        if (download) {
            found.add(new Pair(Combination.DOWNLOAD_TO_INTERPRETER, span));
        } else if (decodes) {
            found.add(new Pair(Combination.DECODED_TO_INTERPRETER, span));
        } else if (!said) {
            found.add(new Pair(Combination.INPUT_TO_INTERPRETER, span));
        }
    }

    /** {@code xargs sh -c}, {@code xargs -I{} sh -c {}}: a shell whose text is the input. */
    private static boolean startsOnInput(Invocation invocation) {
        return invocation.program().equals("xargs")
                && invocation.arguments().stream()
                        .anyMatch(word -> CodeInspector.SHELLS.contains(
                                        word.text().substring(word.text().lastIndexOf('/') + 1))
                                || word.text().equals("eval"));
    }

    /** What a command writes to its output, where the text tells. */
    static Optional<Argument> saidBy(Invocation invocation, Optional<Argument> input) {
        List<Argument> operands = invocation.operands();
        if (PASSES.contains(invocation.program())) {
            boolean ownInput = invocation.program().equals("tee")
                    || operands.stream().allMatch(operand -> operand.text().equals("-"));
            return ownInput ? input : Optional.empty();
        }
        if (!SAYS.contains(invocation.program()) || invocation.arguments().isEmpty()) {
            return Optional.empty();
        }
        boolean formats = invocation.program().equals("printf")
                && !invocation.arguments().getFirst().isOption();
        // What only looks like an option behind the first word is said as well: `echo rm -rf / | sh`.
        boolean echoes = invocation.program().equals("echo");
        List<String> words = invocation.arguments().stream()
                .dropWhile(word -> echoes ? word.text().matches("-[neE]+") : word.isOption())
                .map(Argument::text)
                .toList();
        String text = formats ? printed(words) : String.join(" ", words);
        return Optional.of(Argument.literal(text, invocation.command().span()));
    }

    /** As printf puts its arguments into its format (POSIX printf); escapes other than line feeds and tabs stay. */
    private static String printed(List<String> words) {
        String format = words.getFirst().replace("\\n", "\n").replace("\\t", "\t");
        StringBuilder text = new StringBuilder();
        int next = 1;
        do {
            int used = next;
            for (int i = 0; i < format.length(); i++) {
                boolean verb = format.charAt(i) == '%' && i + 1 < format.length();
                if (verb && format.charAt(i + 1) != '%') {
                    text.append(next < words.size() ? words.get(next) : "");
                    next++;
                    i++;
                } else {
                    text.append(format.charAt(i));
                }
            }
            if (next == used) {
                break;
            }
        } while (next < words.size() && text.length() < PRINTED_MAX);
        return text.toString();
    }

    /** A command as it stands and as what it starts. */
    static List<Invocation> readings(SimpleCommand command) {
        return READINGS.of(command);
    }

    private static List<Invocation> read(SimpleCommand command) {
        List<Invocation> readings = new ArrayList<>();
        Invocation.of(command).ifPresent(readings::add);
        for (Effective effective : Wrappers.effective(command)) {
            if (effective instanceof Effective.Command started && started.command() != command) {
                Invocation.of(started.command()).ifPresent(readings::add);
            }
        }
        Invocation.of(command)
                .filter(StartedCommands::isPlainWrapper)
                .flatMap(Combinations::interpreterBehind)
                .ifPresent(readings::add);
        return readings;
    }

    /** The interpreter in {@code sudo -u root bash -s}: nothing is known of what it runs, but that it runs its input. */
    private static Optional<Invocation> interpreterBehind(Invocation wrapper) {
        List<Argument> words = wrapper.arguments();
        for (int i = 0; i < words.size(); i++) {
            String text = words.get(i).text();
            String program = text.substring(text.lastIndexOf('/') + 1);
            if (CodeInspector.isInterpreter(program) || RUNS_TEXT.contains(program)) {
                return Optional.of(
                        new Invocation(program, words.get(i), words.subList(i + 1, words.size()), wrapper.command()));
            }
        }
        return Optional.empty();
    }

    /** Downloads that are run without a pipe: {@code bash <(curl …)}, {@code curl -o x …; sh x}. */
    private void sequences(List<SimpleCommand> commands) {
        boolean downloaded = false;
        for (SimpleCommand command : commands) {
            for (Invocation invocation : readings(command)) {
                boolean runs = CodeInspector.isInterpreter(invocation.program())
                        || RUNS_TEXT.contains(invocation.program())
                        || invocation.name().text().startsWith("./")
                        || invocation.name().text().startsWith("/tmp/");
                if (runs && (downloaded || downloadsInside(command))) {
                    found.add(new Pair(Combination.DOWNLOAD_TO_INTERPRETER, command.span()));
                }
                boolean keeps = command.redirections().size() > 0
                        || invocation.has("-o", "-O", "--output", "--output-document", "--remote-name")
                        || invocation.letter('O').isPresent()
                        || invocation.letter('o').isPresent()
                        || invocation.program().equals("wget");
                downloaded |= keeps && NetworkInspector.DOWNLOADS.contains(invocation.program());
            }
        }
    }

    private static boolean downloadsInside(SimpleCommand command) {
        for (Word word : command.words()) {
            if (containsDownload(word.parts())) {
                return true;
            }
        }
        return command.redirections().stream()
                .anyMatch(redirection -> containsDownload(redirection.target().parts()));
    }

    private static boolean containsDownload(List<? extends Node> nodes) {
        for (Node node : nodes) {
            if (node instanceof SimpleCommand command
                    && command.name()
                            .filter(NetworkInspector.DOWNLOADS::contains)
                            .isPresent()) {
                return true;
            }
            if (!(node instanceof WordPart.Literal) && containsDownload(node.children())) {
                return true;
            }
        }
        return false;
    }

    private static List<SimpleCommand> simpleCommandsOf(Command stage) {
        if (stage instanceof SimpleCommand simple) {
            return List.of(simple);
        }
        List<SimpleCommand> found = new ArrayList<>();
        collect(stage, found);
        return found;
    }

    private static void collect(Node node, List<SimpleCommand> found) {
        if (node instanceof SimpleCommand simple) {
            found.add(simple);
        } else if (!(node instanceof Word)) {
            node.children().forEach(child -> collect(child, found));
        }
    }
}
