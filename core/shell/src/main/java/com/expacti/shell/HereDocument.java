package com.expacti.shell;

import java.util.List;

/**
 * The lines of a here-document without the delimiter line; with {@code <<-}, without leading tabs.
 *
 * @param body what the command reads; when {@code quoted} it is one literal, otherwise it may hold expansions
 * @param quoted whether any part of the delimiter was quoted, so that the body is data
 */
public record HereDocument(Word body, boolean quoted) implements Node {
    @Override
    public Span span() {
        return body.span();
    }

    @Override
    public List<Node> children() {
        return List.of(body);
    }
}
