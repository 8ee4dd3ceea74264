package com.expacti.client.rest;

import com.expacti.client.wire.Message;
import java.io.IOException;
import java.util.Optional;

/** The gate refused a call, or could not be asked. The message is one sentence for a person. */
public final class Problem extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    public Problem(int status, String code, String sentence) {
        super(sentence);
        this.status = status;
        this.code = code;
    }

    /** The HTTP status; 0 when there was no answer. */
    public int status() {
        return status;
    }

    /** The stable word of the contract, such as {@code not_found}; {@code unreachable} when there was no answer. */
    public String code() {
        return code;
    }

    /** RFC 9457: {@code detail}, else {@code title}; with the field at fault and the id to quote. */
    static Problem of(int status, Optional<Message> body) {
        String code = body.flatMap(problem -> problem.text("code")).orElse("http_" + status);
        String words = body.flatMap(problem -> problem.text("detail").or(() -> problem.text("title")))
                .orElse("the gate answered HTTP " + status);
        String field = body.flatMap(problem -> problem.text("field"))
                .filter(name -> !words.contains(name))
                .map(name -> " (field `" + name + "`)")
                .orElse("");
        String quote = status < 500
                ? ""
                : body.flatMap(problem -> problem.text("request_id"))
                        .filter(id -> !words.contains(id))
                        .map(id -> " (request " + id + ")")
                        .orElse("");
        return new Problem(status, code, words + field + quote);
    }
}
