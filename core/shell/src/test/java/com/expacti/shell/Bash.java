package com.expacti.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The bash of the machine, asked what it thinks of a text. It only reads texts given to {@link #accepts}. */
final class Bash {
    private static final String ASK_EACH =
            "while IFS= read -r -d '' text; do \"$BASH\" -n -c -- \"$text\" 2>/dev/null && echo y || echo n; done";

    private final Path program;

    private Bash(Path program) {
        this.program = program;
    }

    static Optional<Bash> find() {
        return List.of("/usr/bin/bash", "/bin/bash", "/usr/local/bin/bash").stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .map(Bash::new);
    }

    /** For each text, whether {@code bash -n} finds no fault in it. One process asks for all of them. */
    List<Boolean> accepts(List<String> texts) throws IOException {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        for (String text : texts) {
            input.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            input.write(0);
        }
        List<Boolean> answers = new ArrayList<>();
        for (String line : run(ASK_EACH, input.toByteArray()).split("\n")) {
            answers.add(line.equals("y"));
        }
        if (answers.size() != texts.size()) {
            throw new IllegalStateException("asked %d times, answered %d".formatted(texts.size(), answers.size()));
        }
        return answers;
    }

    /** What a script prints; it finds no programs, only builtins, and runs in an empty directory. */
    String run(String script, byte[] input) throws IOException {
        Path directory = Files.createTempDirectory("expacti-bash");
        ProcessBuilder builder = new ProcessBuilder(program.toString(), "--norc", "-c", script);
        builder.directory(directory.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put("PATH", "/nonexistent");
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        Thread writer = Thread.ofVirtual().start(() -> write(process, input));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.destroy();
        writer.interrupt();
        try (Stream<Path> left = Files.walk(directory)) {
            left.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
        return output;
    }

    private static void write(Process process, byte[] input) {
        try (OutputStream sink = process.getOutputStream()) {
            sink.write(input);
        } catch (IOException e) {
            // The script ended without reading everything; what it printed shows that.
        }
    }
}
