package com.expacti.domain.explain;

import com.expacti.shell.Node;
import com.expacti.shell.Parsed;
import com.expacti.shell.Span;
import com.expacti.shell.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A piece of a line as the gate reads it.
 *
 * @param kind what it is, in snake_case: {@code pipeline}, {@code simple_command}, {@code word}, {@code redirection} …
 * @param span where it stands, in UTF-16 units
 * @param value a word's value after quoting, where it is known for certain
 * @param children what it is made of; a word whose value is known has none
 */
public record TreeNode(String kind, Span span, Optional<String> value, List<TreeNode> children) {
    /** How many pieces are shown; a line with more is shown up to there. */
    public static final int NODES_MAX = 1_000;

    static final int DEPTH_MAX = 64;

    public TreeNode {
        children = List.copyOf(children);
    }

    /** Whether it is a word that only the shell will work out. */
    public boolean unknown() {
        return kind.equals("word") && value.isEmpty();
    }

    /** The tree of a line, up to {@value #NODES_MAX} pieces. */
    public static TreeNode of(Parsed line) {
        return new Builder().node(line.script(), 0);
    }

    private static final class Builder {
        private int left = NODES_MAX;

        TreeNode node(Node node, int depth) {
            left--;
            Optional<String> value = node instanceof Word word ? word.value() : Optional.empty();
            List<TreeNode> children = new ArrayList<>();
            if (value.isEmpty() && depth < DEPTH_MAX) {
                for (Node child : node.children()) {
                    if (left <= 0) {
                        break;
                    }
                    children.add(node(child, depth + 1));
                }
            }
            return new TreeNode(kindOf(node), node.span(), value, children);
        }

        private static String kindOf(Node node) {
            String name = node.getClass().getSimpleName();
            return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        }
    }
}
