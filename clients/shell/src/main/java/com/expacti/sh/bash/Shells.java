package com.expacti.sh.bash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where this machine's shells are. Not looked for on PATH, which belongs to who is gated. */
public final class Shells {
    private static final List<Path> BASHES = List.of(
            Path.of("/bin/bash"),
            Path.of("/usr/bin/bash"),
            Path.of("/usr/local/bin/bash"),
            Path.of("/opt/homebrew/bin/bash"),
            Path.of("/run/current-system/sw/bin/bash"));

    private Shells() {}

    public static Optional<Path> bash() {
        return BASHES.stream().filter(Files::isExecutable).findFirst();
    }

    /** bash, else the system's {@code sh}. */
    public static Path any() {
        return bash().orElse(Path.of("/bin/sh"));
    }
}
