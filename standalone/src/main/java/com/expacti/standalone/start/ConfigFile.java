package com.expacti.standalone.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code config.toml}, of which a few keys are read, each {@code name = "text"} on a line of its own. */
final class ConfigFile {
    private ConfigFile() {}

    /**
     * From the file that {@code EXPACTI_CONFIG} names, or {@code config.toml} in the working directory.
     *
     * @param name {@code database_url}, {@code egress_allow}
     */
    static Optional<String> text(Map<String, String> environment, String name) {
        Path file = Path.of(environment.getOrDefault("EXPACTI_CONFIG", "config.toml"));
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Matcher key = Pattern.compile(
                            "^\\s*" + Pattern.quote(name) + "\\s*=\\s*\"([^\"]*)\"\\s*(#.*)?$", Pattern.MULTILINE)
                    .matcher(Files.readString(file));
            return key.find() ? Optional.of(key.group(1)) : Optional.empty();
        } catch (IOException e) {
            throw new StartFailure("`%s` cannot be read: %s".formatted(file, e.getMessage()));
        }
    }
}
