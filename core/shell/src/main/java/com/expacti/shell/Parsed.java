package com.expacti.shell;

import java.util.List;

/** Text that was understood to its end. Two are equal where text and tree are. */
public final class Parsed implements Parse {
    private static final Walk NOT_YET = new Walk(List.of(), List.of());
    private static final List<Node> NO_NODES = List.of();

    private final String text;
    private final Script script;

    // The tree is walked once however many ask; two threads that are first at the same time find the same.
    private Walk walk = NOT_YET;
    private List<Node> nodes = NO_NODES;

    private record Walk(List<Command> commands, List<SimpleCommand> simpleCommands) {}

    Parsed(String text, Script script) {
        this.text = text;
        this.script = script;
    }

    @Override
    public String text() {
        return text;
    }

    public Script script() {
        return script;
    }

    /**
     * Every simple command wherever it stands: in lists, pipelines, substitutions, here-documents, arithmetic, loops,
     * functions, case arms, conditionals and subscripts, by where it starts in the text. Commands inside strings given
     * to another program are not seen here: {@link Wrappers} reads those.
     */
    public List<SimpleCommand> simpleCommands() {
        return walk().simpleCommands();
    }

    /** Every node of the tree, each before the ones below it. */
    public List<Node> nodes() {
        List<Node> all = nodes;
        if (all.isEmpty()) {
            all = List.copyOf(Trees.all(script));
            nodes = all;
        }
        return all;
    }

    /** The commands among {@link #nodes()}, in the same order: a few among the words of a long line. */
    public List<Command> commands() {
        return walk().commands();
    }

    private Walk walk() {
        Walk walked = walk;
        if (walked == NOT_YET) {
            List<Command> commands = List.copyOf(Trees.commands(script));
            walked = new Walk(commands, Trees.simpleCommands(commands));
            walk = walked;
        }
        return walked;
    }

    /**
     * Exactly one simple command and nothing around or inside it: at least one word, no operator (line feeds after it
     * are fine), no redirection, no assignment, no command or process substitution. Its words may still hold
     * parameters or patterns: see {@link Word#value()}.
     */
    public boolean isSingleSimpleCommand() {
        if (script.items().size() != 1) {
            return false;
        }
        Script.Item item = script.items().getFirst();
        boolean ends = item.separator() == Script.Separator.END || item.separator() == Script.Separator.NEWLINE;
        return ends && item.command() instanceof SimpleCommand command && isBare(command);
    }

    private static boolean isBare(SimpleCommand command) {
        return !command.words().isEmpty()
                && command.assignments().isEmpty()
                && command.redirections().isEmpty()
                && Trees.all(command).stream().noneMatch(Script.class::isInstance);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Parsed parsed && text.equals(parsed.text) && script.equals(parsed.script);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "Parsed[" + text.length() + " characters]";
    }
}
