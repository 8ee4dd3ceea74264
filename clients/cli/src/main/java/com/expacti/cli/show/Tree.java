package com.expacti.cli.show;

import com.expacti.client.shown.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Any JSON value as an indented tree: plain fields on one line, nested ones below. */
public final class Tree {
    private static final int DEPTH_MAX = 40;

    private Tree() {}

    public static List<String> lines(Object value) {
        List<String> lines = new ArrayList<>();
        add(lines, value, "", 0);
        return lines;
    }

    private static void add(List<String> lines, Object value, String label, int depth) {
        String indent = "  ".repeat(depth);
        if (depth > DEPTH_MAX) {
            lines.add(indent + "…");
            return;
        }
        switch (value) {
            case Map<?, ?> map -> {
                lines.add(indent + label + plain(map));
                map.forEach((name, inner) -> nested(lines, inner, name + ": ", depth + 1));
            }
            case List<?> list -> list.forEach(item -> add(lines, item, label, depth));
            default -> lines.add(indent + label + Printable.of(String.valueOf(value)));
        }
    }

    private static void nested(List<String> lines, Object inner, String label, int depth) {
        if (inner instanceof Map<?, ?> || inner instanceof List<?>) {
            add(lines, inner, label, depth);
        }
    }

    private static String plain(Map<?, ?> map) {
        StringJoiner joined = new StringJoiner("  ");
        map.forEach((name, inner) -> {
            if (inner instanceof String || inner instanceof Number || inner instanceof Boolean) {
                joined.add(name + "=" + Printable.of(String.valueOf(inner)));
            }
        });
        return joined.toString();
    }
}
