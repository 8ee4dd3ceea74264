package com.expacti.shell;

import java.util.List;
import java.util.Optional;

/**
 * One word, made of parts that cover it without gaps.
 *
 * @param raw the text as written, line continuations included
 */
public record Word(List<WordPart> parts, String raw, Span span) implements Node {
    public Word {
        parts = List.copyOf(parts);
    }

    /**
     * The value after quote removal, when it is known for certain: no expansion of any kind and no unquoted pattern,
     * brace or tilde. Empty otherwise; an empty string in quotes has the value {@code ""}.
     */
    public Optional<String> value() {
        if (parts.size() == 1) {
            return parts.getFirst().value();
        }
        StringBuilder value = new StringBuilder();
        for (WordPart part : parts) {
            Optional<String> known = part.value();
            if (known.isEmpty()) {
                return Optional.empty();
            }
            value.append(known.get());
        }
        return Optional.of(value.toString());
    }

    @Override
    public List<Node> children() {
        return List.copyOf(parts);
    }
}
