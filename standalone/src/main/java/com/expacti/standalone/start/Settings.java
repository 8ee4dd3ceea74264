package com.expacti.standalone.start;

import com.expacti.adapters.wire.limit.RateLimits;
import com.expacti.application.oidc.Providers;
import com.expacti.domain.egress.EgressRules;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one process is to run, from its arguments and environment.
 *
 * @param evaluation {@code --eval}: loopback, well-known tokens, no external database
 * @param data where it keeps what is its own ({@code EXPACTI_DATA}, by default {@code .expacti})
 * @param keys where the keys are that all nodes over one database share ({@code EXPACTI_KEYS}, by default the data folder)
 * @param checkpoints where it keeps signed audit checkpoints ({@code EXPACTI_CHECKPOINTS}, by default {@code checkpoints} among the keys)
 * @param host the address it binds ({@code EXPACTI_HOST}, by default 127.0.0.1)
 * @param port {@code EXPACTI_PORT}, by default 3001
 * @param databaseUrl {@code EXPACTI_DATABASE_URL}, or {@code database_url} in {@code config.toml}
 * @param allowedOrigins {@code EXPACTI_ALLOWED_ORIGINS}, by commas
 * @param signIn how people come in, and how they are written to
 * @param providers the services people may sign in with: {@code EXPACTI_OIDC_…}
 * @param stripe how this instance is paid
 * @param trustedProxies {@code EXPACTI_TRUSTED_PROXIES}, IP addresses by commas: whose X-Forwarded-For is believed
 * @param corsOrigins {@code EXPACTI_CORS_ORIGINS}, by commas: pages of other sites that may read answers with a token of theirs
 * @param egressAllow {@code EXPACTI_EGRESS_ALLOW}, or {@code egress_allow} in {@code config.toml}: ranges, addresses and host
 *     names by commas that may be called on customers' behalf although they are not public
 * @param rateLimits {@code EXPACTI_RATE_LIMITS}: requests a minute, as {@link RateLimits#parse} reads them
 */
public record Settings(
        boolean evaluation,
        Path data,
        Path keys,
        Path checkpoints,
        String host,
        int port,
        Optional<String> databaseUrl,
        Optional<String> databaseServiceUrl,
        Path web,
        List<String> allowedOrigins,
        List<String> trustedProxies,
        List<String> corsOrigins,
        List<String> egressAllow,
        Optional<String> rateLimits,
        Optional<String> crashAt,
        SignIn signIn,
        Providers providers,
        StripeKeys stripe) {
    private static final int PORT_STANDARD = 3001;

    /** @throws StartFailure with one line that says what is wrong and what to do */
    public static Settings of(List<String> arguments, Map<String, String> environment) {
        List<String> unknown =
                arguments.stream().filter(a -> !a.equals("--eval")).toList();
        if (!unknown.isEmpty()) {
            throw new StartFailure("unknown argument `%s`; there is only --eval".formatted(unknown.getFirst()));
        }
        boolean evaluation = arguments.contains("--eval");
        Optional<String> databaseUrl =
                text(environment, "EXPACTI_DATABASE_URL").or(() -> ConfigFile.text(environment, "database_url"));
        if (evaluation && databaseUrl.isPresent()) {
            throw new StartFailure(
                    "an evaluation keeps its own database: unset EXPACTI_DATABASE_URL, or start without --eval");
        }
        String host = text(environment, "EXPACTI_HOST").orElse("127.0.0.1");
        if (evaluation && !host.equals("127.0.0.1")) {
            throw new StartFailure("an evaluation binds loopback only: unset EXPACTI_HOST, or start without --eval");
        }
        Path data = path(environment, "EXPACTI_DATA", Path.of(".expacti"));
        Path keys = path(environment, "EXPACTI_KEYS", data);
        return new Settings(
                evaluation,
                data,
                keys,
                path(environment, "EXPACTI_CHECKPOINTS", keys.resolve("checkpoints")),
                host,
                port(environment),
                databaseUrl,
                text(environment, "EXPACTI_DATABASE_SERVICE_URL"),
                path(environment, "EXPACTI_WEB", Path.of("web/dist")),
                list(environment, "EXPACTI_ALLOWED_ORIGINS"),
                list(environment, "EXPACTI_TRUSTED_PROXIES"),
                corsOrigins(environment),
                egressAllow(environment),
                rateLimits(environment, evaluation),
                evaluation ? text(environment, "EXPACTI_CRASH_AT") : Optional.empty(),
                SignIn.of(evaluation, port(environment), environment),
                SignInProviders.of(environment),
                StripeKeys.of(evaluation, environment));
    }

    private static List<String> egressAllow(Map<String, String> environment) {
        List<String> entries = text(environment, "EXPACTI_EGRESS_ALLOW")
                .or(() -> ConfigFile.text(environment, "egress_allow"))
                .map(all -> List.of(all.split(",")))
                .orElse(List.of());
        try {
            EgressRules.of(entries, false);
        } catch (IllegalArgumentException e) {
            throw new StartFailure("EXPACTI_EGRESS_ALLOW: " + e.getMessage());
        }
        return entries;
    }

    /** Exact origins: a star would let any page read what a caller's token may read. */
    private static List<String> corsOrigins(Map<String, String> environment) {
        List<String> origins = list(environment, "EXPACTI_CORS_ORIGINS").stream()
                .map(String::strip)
                .toList();
        for (String origin : origins) {
            if (!origin.matches("https?://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?")) {
                throw new StartFailure(
                        "EXPACTI_CORS_ORIGINS has `%s`; give origins such as https://tools.example, without a path or a star"
                                .formatted(origin));
            }
        }
        return origins;
    }

    private static Optional<String> rateLimits(Map<String, String> environment, boolean evaluation) {
        Optional<String> limits = text(environment, "EXPACTI_RATE_LIMITS");
        try {
            RateLimits.parse(limits, evaluation);
        } catch (IllegalArgumentException e) {
            throw new StartFailure("EXPACTI_RATE_LIMITS: " + e.getMessage());
        }
        return limits;
    }

    private static Path path(Map<String, String> environment, String name, Path standard) {
        return text(environment, name)
                .map(Path::of)
                .orElse(standard)
                .toAbsolutePath()
                .normalize();
    }

    private static int port(Map<String, String> environment) {
        Optional<String> text = text(environment, "EXPACTI_PORT");
        if (text.isEmpty()) {
            return PORT_STANDARD;
        }
        if (!text.get().matches("[0-9]{1,5}")
                || Integer.parseInt(text.get()) > 65535
                || Integer.parseInt(text.get()) < 1) {
            throw new StartFailure("EXPACTI_PORT is `%s`, which is no port; give 1 to 65535".formatted(text.get()));
        }
        return Integer.parseInt(text.get());
    }

    private static List<String> list(Map<String, String> environment, String name) {
        return text(environment, name).map(o -> List.of(o.split(","))).orElse(List.of());
    }

    private static Optional<String> text(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
    }
}
