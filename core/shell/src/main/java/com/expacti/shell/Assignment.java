package com.expacti.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code name=value}, {@code name+=value}, {@code name[subscript]=value} or {@code name=(…)}, whose value is one
 * {@link WordPart.ArrayValue}.
 */
public record Assignment(String name, Optional<Word> subscript, boolean append, Word value, Span span) implements Node {
    @Override
    public List<Node> children() {
        List<Node> children = new ArrayList<>();
        subscript.ifPresent(children::add);
        children.add(value);
        return List.copyOf(children);
    }
}
