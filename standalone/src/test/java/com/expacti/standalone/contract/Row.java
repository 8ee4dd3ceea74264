package com.expacti.standalone.contract;

import static com.expacti.standalone.crash.ServerProcess.AGENT;
import static com.expacti.standalone.crash.ServerProcess.REVIEWER;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** How one operation of the document is asked: once as it should be, and in the ways it should not. */
final class Row {
    /** Whose tokens an operation takes. */
    enum Who {
        PEOPLE,
        AGENTS,
        BOTH,
        ANYBODY
    }

    /** A body that is refused, and the field the refusal names. */
    record Refused(int status, String body, String field) {}

    private final String operation;
    private final Who who;
    private final int success;
    private final Map<String, Function<Fixtures, String>> parameters = new LinkedHashMap<>();
    private final List<Refused> refused = new ArrayList<>();
    private Optional<Function<Fixtures, String>> body = Optional.empty();
    private Optional<Function<Fixtures, Asked>> together = Optional.empty();
    private Optional<Function<Fixtures, String>> token = Optional.empty();

    /** Path parameters, a body and, where it is not the usual one, a token that belong together, and a browser's cookie. */
    record Asked(
            Map<String, String> parameters, Optional<String> body, Optional<String> token, Optional<String> cookie) {
        Asked(Map<String, String> parameters, Optional<String> body, Optional<String> token) {
            this(parameters, body, token, Optional.empty());
        }

        Asked(Map<String, String> parameters, Optional<String> body) {
            this(parameters, body, Optional.empty());
        }
    }

    private Row(String operation, Who who, int success) {
        this.operation = operation;
        this.who = who;
        this.success = success;
    }

    static Row of(String operation, Who who, int success) {
        return new Row(operation, who, success);
    }

    Row with(String parameter, Function<Fixtures, String> value) {
        parameters.put(parameter, value);
        return this;
    }

    Row body(String json) {
        return body(fixtures -> json);
    }

    Row body(Function<Fixtures, String> json) {
        body = Optional.of(json);
        return this;
    }

    /** In place of {@link #with} and {@link #body}, where the body depends on what the path names. */
    Row asked(Function<Fixtures, Asked> whole) {
        together = Optional.of(whole);
        return this;
    }

    /** In place of the well-known token of the side that asks, for an operation that takes another. */
    Row by(Function<Fixtures, String> another) {
        token = Optional.of(another);
        return this;
    }

    /** Whether it takes a sign-in of the caller's own. */
    boolean takesSignIn() {
        return token.isPresent();
    }

    /** A body that depends on whose token asks. */
    Row bodyBy(BiFunction<Fixtures, String, String> json) {
        return asked(fixtures -> {
            String who = token(fixtures);
            return new Asked(Map.of(), Optional.of(json.apply(fixtures, who)), Optional.of(who));
        });
    }

    /** Whose token asks. */
    String token(Fixtures fixtures) {
        return token.map(another -> another.apply(fixtures)).orElse(who == Who.AGENTS ? AGENT : REVIEWER);
    }

    /** A body with a field of the wrong type, or without one that must be there. */
    Row wrong(String json, String field) {
        refused.add(new Refused(400, json, field));
        return this;
    }

    /** A body with a value out of range. */
    Row invalid(String json, String field) {
        refused.add(new Refused(422, json, field));
        return this;
    }

    Asked ask(Fixtures fixtures) {
        return together.map(whole -> whole.apply(fixtures)).orElseGet(() -> {
            Map<String, String> values = new LinkedHashMap<>();
            parameters.forEach((name, value) -> values.put(name, value.apply(fixtures)));
            return new Asked(values, body.map(json -> json.apply(fixtures)));
        });
    }

    String operation() {
        return operation;
    }

    Who who() {
        return who;
    }

    int success() {
        return success;
    }

    List<Refused> refused() {
        return refused;
    }
}
