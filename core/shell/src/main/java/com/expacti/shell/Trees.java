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

    /** Those among a tree's nodes, by where they start. */
    static List<SimpleCommand> simpleCommands(List<Node> nodes) {
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
