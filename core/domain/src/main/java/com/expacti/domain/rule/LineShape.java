package com.expacti.domain.rule;

import com.expacti.domain.risk.Disguise;
import com.expacti.shell.Assignment;
import com.expacti.shell.Command;
import com.expacti.shell.HereDocument;
import com.expacti.shell.Node;
import com.expacti.shell.Parsed;
import com.expacti.shell.Redirection;
import com.expacti.shell.Script;
import com.expacti.shell.SimpleCommand;
import com.expacti.shell.Word;
import com.expacti.shell.WordPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a line is made of, as far as globs and regexes may let it through: simple commands joined by operators, in plain
 * loops and branches, with harmless redirections. Anything else passes only by an exact rule, and here is why.
 *
 * @param parts its simple commands, in order
 * @param operators what stands between them, where the line is one flat list; otherwise empty
 * @param refusal why no glob or regex lets any of it through; empty where one may
 */
record LineShape(List<LinePart> parts, Optional<List<String>> operators, Optional<String> refusal) {
    /** Programs that change what the rest of the line, or the next line of the session, means. */
    private static final Set<String> CHANGES_THE_REST = Set.of(
            "cd",
            "pushd",
            "popd",
            "export",
            "alias",
            "unalias",
            "source",
            ".",
            "set",
            "trap",
            "exec",
            "eval",
            "declare",
            "typeset",
            "readonly",
            "local",
            "unset",
            "read",
            "mapfile",
            "readarray",
            "shopt",
            "enable",
            "hash",
            "umask",
            "let",
            "ulimit",
            "bind",
            "complete",
            "builtin",
            "command",
            "getopts",
            "shift",
            "function",
            "wait",
            "fc",
            "history",
            "disown",
            "suspend",
            "logout",
            "times",
            "coproc");

    /** Beyond this nobody reads every part, so no rule vouches for them. */
    static final int PARTS_MAX = 64;

    private static final String UNUSUAL = "it holds a form of the shell that passes only by an exact rule";

    static LineShape of(Parsed line) {
        Optional<String> refusal = refusalOf(line);
        List<LinePart> parts = new ArrayList<>();
        for (SimpleCommand command : line.simpleCommands()) {
            parts.add(LinePart.of(command, line.text()));
        }
        Optional<List<String>> operators = refusal.isPresent() ? Optional.empty() : flat(line.script(), parts.size());
        return new LineShape(List.copyOf(parts), operators, refusal);
    }

    private static Optional<String> refusalOf(Parsed line) {
        if (Disguise.hiddenCharacter(line.text()) >= 0) {
            return Optional.of(
                    "it holds control, bidirectional or invisible characters; only an exact rule lets such text through");
        }
        List<SimpleCommand> commands = line.simpleCommands();
        if (commands.size() > PARTS_MAX) {
            return Optional.of(
                    "it has %d commands, more than the %d that rules look at".formatted(commands.size(), PARTS_MAX));
        }
        for (Node node : line.nodes()) {
            Optional<String> refusal = refusalOf(node);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        for (SimpleCommand command : commands) {
            Optional<String> refusal = changesTheRest(command);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    /** Why a command that changes what the rest of the line means passes only by an exact rule. */
    static Optional<String> changesTheRest(SimpleCommand command) {
        return command.name()
                .filter(CHANGES_THE_REST::contains)
                .map("`%s` changes what the rest means; only an exact rule lets it through"::formatted);
    }

    /** Why a piece of a line passes only by an exact rule. */
    static Optional<String> refusalOf(Node node) {
        return switch (node) {
            case Command command -> refusalOf(command);
            case Redirection redirection ->
                isHarmless(redirection)
                        ? Optional.empty()
                        : Optional.of("the redirection `%s %s` passes only by an exact rule"
                                .formatted(
                                        redirection.operator().symbol(),
                                        redirection.target().raw()));
            case WordPart part -> refusalOf(part);
            case Assignment assignment ->
                Optional.of("the assignment to `%s` passes only by an exact rule".formatted(assignment.name()));
            case Command.CaseArm _, HereDocument _, WordPart.ArrayElement _ -> Optional.of(UNUSUAL);
            case Script _, Script.Item _, Command.Branch _, Word _ -> Optional.empty();
        };
    }

    private static Optional<String> refusalOf(Command command) {
        return switch (command) {
            case Command.FunctionDefinition _ ->
                Optional.of("it defines a function, which passes only by an exact rule");
            // A loop sets its variable: only short plain names, so that no variable of a program is among them.
            case Command.For loop ->
                isPlainName(loop.name()) && loop.words().isPresent()
                        ? Optional.empty()
                        : Optional.of("its loop sets `%s`, which passes only by an exact rule".formatted(loop.name()));
            case Command.Coproc _,
                    Command.Case _,
                    Command.Select _,
                    Command.Conditional _,
                    Command.Arithmetic _,
                    Command.ArithmeticFor _ -> Optional.of(UNUSUAL);
            case SimpleCommand _,
                    Command.AndOr _,
                    Command.Pipeline _,
                    Command.Redirected _,
                    Command.Subshell _,
                    Command.Group _,
                    Command.If _,
                    Command.Loop _ -> Optional.empty();
        };
    }

    private static boolean isPlainName(String name) {
        return name.length() <= 8 && name.chars().allMatch(c -> c >= 'a' && c <= 'z');
    }

    private static Optional<String> refusalOf(WordPart part) {
        return switch (part) {
            case WordPart.CommandSubstitution _, WordPart.ProcessSubstitution _ ->
                Optional.of("a command or process substitution passes only by an exact rule");
            case WordPart.ArithmeticExpansion _, WordPart.ArrayValue _ -> Optional.of(UNUSUAL);
            case WordPart.Literal _,
                    WordPart.DoubleQuoted _,
                    WordPart.ParameterExpansion _,
                    WordPart.Glob _,
                    WordPart.BraceExpansion _,
                    WordPart.Tilde _ -> Optional.empty();
        };
    }

    /** {@code 2>&1}, {@code >/dev/null}, {@code </dev/null} and their like. */
    static boolean isHarmless(Redirection redirection) {
        Optional<String> target = redirection.target().value();
        boolean named = redirection.descriptor().isPresent()
                && !redirection.descriptor().get().chars().allMatch(c -> c >= '0' && c <= '2');
        if (target.isEmpty() || named) {
            return false;
        }
        return switch (redirection.operator()) {
            case READ, WRITE, APPEND, CLOBBER, WRITE_BOTH, APPEND_BOTH ->
                target.get().equals("/dev/null");
            case DUPLICATE_OUTPUT -> target.get().equals("1") || target.get().equals("2");
            case READ_WRITE, DUPLICATE_INPUT, HERE_DOCUMENT, HERE_DOCUMENT_STRIPPED, HERE_STRING -> false;
        };
    }

    private static Optional<List<String>> flat(Script script, int parts) {
        List<String> operators = new ArrayList<>();
        if (!flatten(script, operators) || operators.size() != parts - 1) {
            return Optional.empty();
        }
        return Optional.of(List.copyOf(operators));
    }

    private static boolean flatten(Script script, List<String> operators) {
        List<Script.Item> items = script.items();
        for (int i = 0; i < items.size(); i++) {
            if (!flatten(items.get(i).command(), operators)) {
                return false;
            }
            boolean last = i == items.size() - 1;
            String separator = switch (items.get(i).separator()) {
                case SEMICOLON -> ";";
                case BACKGROUND -> "&";
                case NEWLINE -> "\n";
                case END -> "";
            };
            if (!last) {
                operators.add(separator);
            } else if (separator.equals("&") || separator.equals(";")) {
                return false;
            }
        }
        return true;
    }

    private static boolean flatten(Command command, List<String> operators) {
        return switch (command) {
            case SimpleCommand _ -> true;
            case Command.AndOr list -> {
                for (int i = 0; i < list.commands().size(); i++) {
                    if (!flatten(list.commands().get(i), operators)) {
                        yield false;
                    }
                    if (i < list.operators().size()) {
                        operators.add(list.operators().get(i) == Command.AndOr.Operator.AND ? "&&" : "||");
                    }
                }
                yield true;
            }
            case Command.Pipeline pipeline -> {
                if (pipeline.timed() || pipeline.negated()) {
                    yield false;
                }
                for (int i = 0; i < pipeline.commands().size(); i++) {
                    if (!flatten(pipeline.commands().get(i), operators)) {
                        yield false;
                    }
                    if (i < pipeline.pipes().size()) {
                        operators.add(pipeline.pipes().get(i) == Command.Pipeline.Pipe.OUTPUT ? "|" : "|&");
                    }
                }
                yield true;
            }
            case Command.Redirected _,
                    Command.Subshell _,
                    Command.Group _,
                    Command.If _,
                    Command.For _,
                    Command.ArithmeticFor _,
                    Command.Loop _,
                    Command.Case _,
                    Command.Select _,
                    Command.FunctionDefinition _,
                    Command.Conditional _,
                    Command.Arithmetic _,
                    Command.Coproc _ -> false;
        };
    }

    /** The words of one simple command as written, without its harmless redirections. */
    static String textOf(SimpleCommand command, String line) {
        List<Word> words = command.words();
        if (words.isEmpty()) {
            return command.span().of(line);
        }
        int from = words.getFirst().span().from();
        int to = words.getLast().span().to();
        boolean interrupted = command.redirections().stream()
                .anyMatch(redirection ->
                        redirection.span().from() > from && redirection.span().from() < to);
        return interrupted ? String.join(" ", words.stream().map(Word::raw).toList()) : line.substring(from, to);
    }
}
