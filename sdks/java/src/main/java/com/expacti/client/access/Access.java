package com.expacti.client.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the gate is and what shows who asks. */
public record Access(Endpoint endpoint, Token token) {
    /** Names under which the token may stand in the environment; a program that runs commands removes them all. */
    public static final List<String> TOKEN_NAMES = List.of("EXPACTI_TOKEN", "EXPACTI_SHELL_TOKEN");

    /**
     * {@code EXPACTI_URL} with {@code EXPACTI_TOKEN}, else {@code EXPACTI_BACKEND_URL} with {@code EXPACTI_SHELL_TOKEN};
     * each half is also taken from the other pair when its own is missing.
     *
     * @return empty when a URL or a token is missing
     * @throws IllegalArgumentException when one is there but can't be used
     */
    public static Optional<Access> fromEnvironment(Map<String, String> environment) {
        Optional<String> url = first(environment, "EXPACTI_URL", "EXPACTI_BACKEND_URL");
        Optional<String> token = first(environment, "EXPACTI_TOKEN", "EXPACTI_SHELL_TOKEN");
        if (url.isEmpty() || token.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Access(Endpoint.of(url.get()), Token.of(token.get())));
    }

    private static Optional<String> first(Map<String, String> environment, String name, String other) {
        return present(environment, name).or(() -> present(environment, other));
    }

    private static Optional<String> present(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
