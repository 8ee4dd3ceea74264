package com.expacti.shell;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * mvdan.cc/sh, a shell parser that shares nothing with bash or with ours, asked what it makes of a text. The program
 * that asks it stands in {@code src/test/go} with its versions pinned; it is built once into {@code target}.
 */
final class SecondParser {
    private static final Path SOURCES = Path.of("src", "test", "go").toAbsolutePath();
    private static final Path PROGRAM =
            Path.of("target", "second-parser", "second-parser").toAbsolutePath();

    /** What it made of one text: in {@code commands} only where {@code takes}. */
    record Answer(boolean takes, String error, List<Structure.Piece> commands) {}

    /** Why there is none on this machine. */
    static final class Missing extends Exception {
        Missing(String reason) {
            super(reason);
        }
    }

    private SecondParser() {}

    static SecondParser build() throws IOException, Missing {
        if (!Files.isExecutable(PROGRAM) || olderThanSources()) {
            compile(go());
        }
        return new SecondParser();
    }

    private static boolean olderThanSources() throws IOException {
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.toList()) {
                if (Files.getLastModifiedTime(source).compareTo(Files.getLastModifiedTime(PROGRAM)) > 0) {
                    return true;
                }
            }
            return false;
        }
    }

    private static Path go() throws Missing {
        Stream<String> folders = Stream.concat(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":")),
                Stream.of("/usr/local/go/bin", "/usr/lib/go/bin", "/opt/homebrew/bin"));
        return folders.map(folder -> Path.of(folder, "go"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new Missing("there is no Go on this machine to build the second parser with"
                        + " (Debian: apt-get install golang-go, 1.23 or newer)"));
    }

    private static void compile(Path go) throws IOException, Missing {
        Files.createDirectories(PROGRAM.getParent());
        Process process = new ProcessBuilder(
                        go.toString(), "build", "-mod=readonly", "-trimpath", "-o", PROGRAM.toString(), ".")
                .directory(SOURCES.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (exitCode(process) != 0) {
            throw new Missing("the second parser can't be built: " + output.strip());
        }
    }

    private static int exitCode(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** One answer for each text, in order, from one process. */
    List<Answer> ask(List<String> texts) throws IOException {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        for (String text : texts) {
            input.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            input.write(0);
        }
        Process process = new ProcessBuilder(PROGRAM.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread writer = Thread.ofVirtual().start(() -> write(process, input));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        writer.interrupt();
        List<Answer> answers = new ArrayList<>();
        for (String line : output.split("\n")) {
            answers.add(answer(JSON.std.mapFrom(line)));
        }
        if (answers.size() != texts.size()) {
            throw new IllegalStateException("asked %d times, answered %d".formatted(texts.size(), answers.size()));
        }
        return answers;
    }

    private static void write(Process process, ByteArrayOutputStream input) {
        try (OutputStream sink = process.getOutputStream()) {
            input.writeTo(sink);
        } catch (IOException e) {
            // It ended without reading everything; the number of its answers shows that.
        }
    }

    private static Answer answer(Map<String, Object> line) {
        List<Structure.Piece> commands =
                list(line, "commands").stream().map(SecondParser::piece).toList();
        return new Answer(Boolean.TRUE.equals(line.get("takes")), text(line, "error"), commands);
    }

    private static Structure.Piece piece(Map<String, Object> command) {
        List<Structure.Written> words = list(command, "words").stream()
                .map(word -> new Structure.Written(text(word, "raw"), value(word)))
                .toList();
        List<String> redirections = list(command, "redirections").stream()
                .map(one -> text(one, "descriptor") + text(one, "operator") + " " + text(one, "target"))
                .toList();
        @SuppressWarnings("unchecked")
        List<String> assignments = (List<String>) command.getOrDefault("assignments", List.of());
        int depth = Integer.parseInt(text(command, "depth"));
        boolean simple = text(command, "kind").equals("simple");
        return new Structure.Piece(simple, depth, List.copyOf(assignments), words, redirections);
    }

    private static Optional<String> value(Map<String, Object> word) {
        return Optional.ofNullable(word.get("value")).map(String::valueOf);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> object, String field) {
        return (List<Map<String, Object>>) object.getOrDefault(field, List.of());
    }

    private static String text(Map<String, Object> object, String field) {
        return String.valueOf(object.get(field));
    }
}
