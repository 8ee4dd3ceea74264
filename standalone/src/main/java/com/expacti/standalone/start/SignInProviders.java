package com.expacti.standalone.start;

import com.expacti.application.oidc.Provider;
import com.expacti.application.oidc.Provider.Client;
import com.expacti.application.oidc.Provider.Kind;
import com.expacti.application.oidc.Providers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The services people may sign in with here: each {@code EXPACTI_OIDC_<ID>_CLIENT_ID} is one. Beside it stand {@code _CLIENT_SECRET}, or
 * {@code _CLIENT_SECRET_FILE} with the path of a file that holds it; {@code _NAME} for the button; {@code _ISSUER}, which Google's is
 * known of; of GitHub {@code _URL} and {@code _API_URL}, for a server of one's own.
 */
final class SignInProviders {
    private static final Pattern CLIENT_ID = Pattern.compile("EXPACTI_OIDC_([A-Z0-9]{1,20})_CLIENT_ID");
    private static final int PROVIDERS_MAX = 10;

    private final Map<String, String> environment;

    private SignInProviders(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @throws StartFailure with one line that says what is missing; never a secret */
    static Providers of(Map<String, String> environment) {
        SignInProviders read = new SignInProviders(environment);
        List<Provider> all = new ArrayList<>();
        for (String name : new TreeSet<>(environment.keySet())) {
            Matcher id = CLIENT_ID.matcher(name);
            if (id.matches() && read.text(name).isPresent()) {
                all.add(read.provider(id.group(1)));
            }
        }
        if (all.size() > PROVIDERS_MAX) {
            throw new StartFailure("at most %d sign-in providers: unset some EXPACTI_OIDC_…".formatted(PROVIDERS_MAX));
        }
        return new Providers(all);
    }

    private Provider provider(String id) {
        Client client = new Client(text(id, "CLIENT_ID").orElseThrow(), secret(id));
        return switch (id) {
            case "GITHUB" -> {
                String site = url(id, "URL", Optional.of("https://github.com"));
                yield new Provider(
                        "github",
                        text(id, "NAME").orElse("GitHub"),
                        Kind.GITHUB,
                        site,
                        url(id, "API_URL", Optional.of("https://api.github.com")),
                        client);
            }
            case "GOOGLE" ->
                openId(id, url(id, "ISSUER", Optional.of("https://accounts.google.com")), "Google", client);
            default -> openId(id, url(id, "ISSUER", Optional.empty()), id, client);
        };
    }

    private Provider openId(String id, String issuer, String name, Client client) {
        return new Provider(
                id.toLowerCase(Locale.ROOT), text(id, "NAME").orElse(name), Kind.OPENID, issuer, issuer, client);
    }

    private String url(String id, String what, Optional<String> standard) {
        String name = "EXPACTI_OIDC_%s_%s".formatted(id, what);
        String text = text(id, what)
                .or(() -> standard)
                .orElseThrow(() -> new StartFailure(name + " is missing; give the issuer's address"));
        try {
            URI uri = URI.create(text);
            boolean plain = uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null;
            if (plain && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new StartFailure("%s is `%s`; give one like https://login.example.com".formatted(name, text));
    }

    private String secret(String id) {
        Optional<String> file = text(id, "CLIENT_SECRET_FILE");
        Optional<String> secret = file.isPresent() ? file.map(path -> read(id, path)) : text(id, "CLIENT_SECRET");
        return secret.filter(s -> !s.isEmpty())
                .orElseThrow(() -> new StartFailure(
                        "EXPACTI_OIDC_%s_CLIENT_SECRET is missing, or EXPACTI_OIDC_%s_CLIENT_SECRET_FILE with a file that holds it"
                                .formatted(id, id)));
    }

    private static String read(String id, String path) {
        try {
            return Files.readString(Path.of(path)).strip();
        } catch (IOException | RuntimeException e) {
            throw new StartFailure("EXPACTI_OIDC_%s_CLIENT_SECRET_FILE: `%s` can't be read".formatted(id, path));
        }
    }

    private Optional<String> text(String id, String what) {
        return text("EXPACTI_OIDC_%s_%s".formatted(id, what));
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
    }
}
