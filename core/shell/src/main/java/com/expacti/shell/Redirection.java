package com.expacti.shell;

import java.util.List;
import java.util.Optional;

/**
 * One redirection.
 *
 * @param operator what it does
 * @param descriptor what stands right before the operator: digits as written, or a name in braces; empty when nothing
 * @param target the file, descriptor, here-string or here-document delimiter
 * @param document the body, for a here-document only
 * @param span from the descriptor to the end of the target; the body is elsewhere
 */
public record Redirection(
        Operator operator, Optional<String> descriptor, Word target, Optional<HereDocument> document, Span span)
        implements Node {
    /** Redirection operators of bash. */
    public enum Operator {
        READ("<"),
        WRITE(">"),
        APPEND(">>"),
        CLOBBER(">|"),
        READ_WRITE("<>"),
        DUPLICATE_INPUT("<&"),
        DUPLICATE_OUTPUT(">&"),
        WRITE_BOTH("&>"),
        APPEND_BOTH("&>>"),
        HERE_DOCUMENT("<<"),
        HERE_DOCUMENT_STRIPPED("<<-"),
        HERE_STRING("<<<");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        /** As written in the shell. */
        public String symbol() {
            return symbol;
        }
    }

    @Override
    public List<Node> children() {
        return Trees.join(List.of(target), document.stream().toList());
    }
}
