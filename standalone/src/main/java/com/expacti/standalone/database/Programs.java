package com.expacti.standalone.database;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Starts PostgreSQL's programs with an environment of our own: no PG* variable of the caller's changes what they do. */
final class Programs {
    private Programs() {}

    static int run(List<String> command, Path folder, Path log) throws IOException {
        try {
            return prepared(command, folder, ProcessBuilder.Redirect.to(log.toFile()))
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable("the start of the database was interrupted: start expacti again", e);
        }
    }

    static ProcessBuilder prepared(List<String> command, Path folder, ProcessBuilder.Redirect log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(log);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }
}
