package com.expacti.cli.access;

import com.expacti.client.access.Access;
import com.expacti.client.access.Endpoint;
import com.expacti.client.access.Token;
import com.expacti.client.wire.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code ${XDG_CONFIG_HOME:-~/.config}/expacti/credentials.json}, readable by its owner only. */
public final class Credentials {
    private final Path file;
    private final Map<String, String> environment;

    public Credentials(Map<String, String> environment) {
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path base = config.isBlank() ? Path.of(environment.getOrDefault("HOME", "."), ".config") : Path.of(config);
        this.file = base.resolve("expacti").resolve("credentials.json");
        this.environment = environment;
    }

    public Path file() {
        return file;
    }

    /**
     * The environment's access, else the stored one.
     *
     * @throws IOException with a sentence when there is none, or others may read the file
     */
    public Access access() throws IOException {
        Optional<Access> named = Access.fromEnvironment(environment);
        if (named.isPresent()) {
            return named.get();
        }
        if (!Files.exists(file)) {
            throw new IOException("not logged in: run `expacti login`, or set EXPACTI_URL and EXPACTI_TOKEN");
        }
        Set<?> open = Files.getPosixFilePermissions(file);
        if (!PosixFilePermissions.fromString("rw-------").containsAll(open)) {
            throw new IOException(file + " can be read by others: run `chmod 600 " + file + "` and renew the token");
        }
        Message stored = Message.parse(Files.readString(file));
        return new Access(
                Endpoint.of(stored.text("url").orElse("")),
                Token.of(stored.text("token").orElse("")));
    }

    /** Replaces the file as a whole; it never exists with wider permissions. */
    public void store(Access access) throws IOException {
        Files.createDirectories(
                file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path fresh = Files.createTempFile(
                file.getParent(),
                "credentials",
                ".json",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        String text = Message.print(Map.of(
                "url", access.endpoint().toString(), "token", access.token().reveal()));
        Files.write(fresh, (text + "\n").getBytes(StandardCharsets.UTF_8));
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
