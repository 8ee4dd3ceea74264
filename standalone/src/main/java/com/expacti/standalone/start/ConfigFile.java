package com.expacti.standalone.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code config.toml}, of which one key is read: {@code database_url = "postgres://…"}. */
final class ConfigFile {
    private static final Pattern DATABASE_URL =
            Pattern.compile("^\\s*database_url\\s*=\\s*\"([^\"]*)\"\\s*(#.*)?$", Pattern.MULTILINE);

    private ConfigFile() {}

    /** From the file that {@code EXPACTI_CONFIG} names, or {@code config.toml} in the working directory. */
    static Optional<String> databaseUrl(Map<String, String> environment) {
        Path file = Path.of(environment.getOrDefault("EXPACTI_CONFIG", "config.toml"));
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Matcher key = DATABASE_URL.matcher(Files.readString(file));
            return key.find() ? Optional.of(key.group(1)) : Optional.empty();
        } catch (IOException e) {
            throw new StartFailure("`%s` cannot be read: %s".formatted(file, e.getMessage()));
        }
    }
}
