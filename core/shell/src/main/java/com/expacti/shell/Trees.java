package com.expacti.shell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** Walks over the tree. */
final class Trees {
    private Trees() {}

    @SafeVarargs
    static List<Node> join(List<? extends Node>... lists) {
        List<Node> joined = new ArrayList<>();
        for (List<? extends Node> list : lists) {
            joined.addAll(list);
        }
        return List.copyOf(joined);
    }

    /** Every node under {@code root}, itself first, without recursion. */
    static List<Node> all(Node root) {
        List<Node> found = new ArrayList<>();
        Deque<Node> waiting = new ArrayDeque<>();
        waiting.push(root);
        while (!waiting.isEmpty()) {
            Node node = waiting.pop();
            found.add(node);
            List<Node> children = node.children();
            for (int i = children.size() - 1; i >= 0; i--) {
                waiting.push(children.get(i));
            }
        }
        return found;
    }

    /** Every command under {@code root}, in the order of {@link #all}; plain words, which hold none, are not walked into. */
    static List<Command> commands(Node root) {
        List<Command> found = new ArrayList<>();
        Deque<Node> waiting = new ArrayDeque<>();
        waiting.push(root);
        while (!waiting.isEmpty()) {
            Node node = waiting.pop();
            if (node instanceof Command command) {
                found.add(command);
            }
            if (!isPlain(node)) {
                List<Node> children = node.children();
                for (int i = children.size() - 1; i >= 0; i--) {
                    waiting.push(children.get(i));
                }
            }
        }
        return found;
    }

    /** Whether no command can stand below a node, as far as that is told without walking. */
    private static boolean isPlain(Node node) {
        if (node instanceof Word word) {
            return allPlain(word.parts());
        }
        if (node instanceof WordPart.DoubleQuoted quoted) {
            return allPlain(quoted.parts());
        }
        return node instanceof WordPart.Literal
                || node instanceof WordPart.Glob
                || node instanceof WordPart.Tilde
                || node instanceof WordPart.ParameterExpansion parameter
                        && parameter.operands().isEmpty()
                || node instanceof SimpleCommand command && isPlain(command);
    }

    private static boolean isPlain(SimpleCommand command) {
        for (Redirection redirection : command.redirections()) {
            if (redirection.document().isPresent()
                    || !allPlain(redirection.target().parts())) {
                return false;
            }
        }
        for (Assignment assignment : command.assignments()) {
            if (assignment.subscript().isPresent()
                    || !allPlain(assignment.value().parts())) {
                return false;
            }
        }
        return allPlain(command.words());
    }

    private static boolean allPlain(List<? extends Node> nodes) {
        for (Node node : nodes) {
            if (!isPlain(node)) {
                return false;
            }
        }
        return true;
    }

    /** Those among a tree's commands, by where they start. */
    static List<SimpleCommand> simpleCommands(List<? extends Node> nodes) {
        List<SimpleCommand> found = new ArrayList<>();
        for (Node node : nodes) {
            if (node instanceof SimpleCommand command) {
                found.add(command);
            }
        }
        found.sort(Comparator.comparingInt(command -> command.span().from()));
        return List.copyOf(found);
    }
}
