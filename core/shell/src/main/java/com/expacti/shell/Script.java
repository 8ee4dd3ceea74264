package com.expacti.shell;

import java.util.List;

/** A list of commands one after another; a whole text, or the inside of a substitution, loop or function. */
public record Script(List<Item> items, Span span) implements Node {
    public Script {
        items = List.copyOf(items);
    }

    @Override
    public List<Node> children() {
        return List.copyOf(items);
    }

    /** One command with what ends it; the span takes in the separator. */
    public record Item(Command command, Separator separator, Span span) implements Node {
        @Override
        public List<Node> children() {
            return List.of(command);
        }
    }

    /** What stands after a command in a list. */
    public enum Separator {
        /** {@code ;} */
        SEMICOLON,
        /** {@code &}: the command runs in the background. */
        BACKGROUND,
        /** A line feed. */
        NEWLINE,
        /** Nothing: the list ends here. */
        END
    }
}
