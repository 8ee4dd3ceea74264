package com.expacti.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a here-document without the delimiter line; with {@code <<-}, without leading tabs. Not a record: its
 * body stands after the line its command ends on, so it is filled in once while the tree is being built.
 */
public final class HereDocument implements Node {
    private final boolean quoted;
    private @Nullable Word body;

    HereDocument(boolean quoted) {
        this.quoted = quoted;
    }

    void fill(Word lines) {
        if (body != null) {
            throw new IllegalStateException("a here-document is filled once");
        }
        body = lines;
    }

    /** What the command reads; when {@link #quoted()} it is one literal, otherwise it may hold expansions. */
    public Word body() {
        if (body == null) {
            throw new IllegalStateException("a here-document is read before its body was");
        }
        return body;
    }

    /** Whether any part of the delimiter was quoted, so that the body is data. */
    public boolean quoted() {
        return quoted;
    }

    @Override
    public Span span() {
        return body().span();
    }

    @Override
    public List<Node> children() {
        return List.of(body());
    }
}
