package com.expacti.adapters.wire.failure;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Our sentence for what the framework refused: its own name classes, settings and arguments of methods. */
final class FrameworkFailures {
    private static final Pattern PLACE = Pattern.compile("line: (\\d{1,9}), column: (\\d{1,9})");

    private FrameworkFailures() {}

    static String detail(ErrorContext context, MutableHttpResponse<?> answer) {
        return switch (answer.code()) {
            case 400 ->
                unreadable(context.getErrors().stream()
                        .findFirst()
                        .map(Error::getMessage)
                        .orElse(""));
            case 404 -> "no such path";
            case 405 ->
                "this path does not take this method; it takes "
                        + answer.getHeaders()
                                .get(HttpHeaders.ALLOW, String.class)
                                .orElse("others");
            case 406 -> "this path does not answer in what `Accept` asks for; accept application/json";
            case 413 -> "the request is too large: a body is at most 2 MiB, what stands before it 16 KiB";
            case 415 -> "send the body as application/json";
            default -> answer.reason();
        };
    }

    private static String unreadable(String said) {
        if (said.startsWith("Required Body")) {
            return "the body is missing; send one JSON object";
        }
        if (said.contains("Duplicate field")) {
            return "the body names a field twice; send each once";
        }
        if (said.contains("depth")) {
            return "the body is nested too deep";
        }
        if (!said.contains("JSON") && !said.contains("[body]")) {
            return "the request cannot be read";
        }
        Matcher place = PLACE.matcher(said);
        return "the body cannot be read as JSON in UTF-8"
                + (place.find() ? ", at line %s, column %s".formatted(place.group(1), place.group(2)) : "");
    }
}
