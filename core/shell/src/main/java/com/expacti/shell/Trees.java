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
            node.children().reversed().forEach(waiting::push);
        }
        return found;
    }

    static List<SimpleCommand> simpleCommands(Node root) {
        return all(root).stream()
                .filter(SimpleCommand.class::isInstance)
                .map(SimpleCommand.class::cast)
                .sorted(Comparator.comparingInt(command -> command.span().from()))
                .toList();
    }
}
