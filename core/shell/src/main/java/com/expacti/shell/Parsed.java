package com.expacti.shell;

import java.util.List;

/** Text that was understood to its end. */
public record Parsed(String text, Script script) implements Parse {
    /**
     * Every simple command wherever it stands: in lists, pipelines, substitutions, here-documents, arithmetic, loops,
     * functions, case arms, conditionals and subscripts, by where it starts in the text. Commands inside strings given
     * to another program are not seen here: {@link Wrappers} reads those.
     */
    public List<SimpleCommand> simpleCommands() {
        return Trees.simpleCommands(script);
    }

    /** Every node of the tree, each before the ones below it. */
    public List<Node> nodes() {
        return Trees.all(script);
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
}
