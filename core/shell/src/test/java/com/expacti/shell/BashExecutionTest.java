package com.expacti.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Runs generated texts in a bash that finds no programs and tells of every one it would have started: none may have
 * escaped the parser. Texts that could wait, loop, name a path or hold the mark
 * between words are left out.
 */
final class BashExecutionTest {
    private static final int CASES = Integer.getInteger("expacti.fuzz.cases", 2_000);
    private static final long SEED = Long.getLong("expacti.fuzz.seed", 20_260_101L);
    private static final List<String> LEFT_OUT = List.of(
            "until", "while", "for ((", "select", "/", "~", "coproc", "&>", "time", "\\1", "\\0", "\\x1", "\\x0", "\\2",
            "\\x2", "\\3", "\\x3");
    // One line a program, so that bash writes it at once: those started beside each other write into one pipe.
    private static final String TELL = """
            ulimit -t 2 -f 64
            command_not_found_handle() {
              local s; printf -v s '%s\\1' "$@"; printf '\\2%s\\n' "${s//$'\\n'/$'\\3'}"
            } >&9
            exec 9>&1 >/dev/null 2>&1 </dev/null
            """;

    private final RandomGenerator chance =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    private final Snippets snippets = new Snippets(chance);

    @Test
    void every_program_bash_starts_is_among_the_commands_found() throws IOException {
        Optional<Bash> bash = Bash.find();
        assumeTrue(bash.isPresent(), "there is no bash on this machine to compare with");
        int started = 0;
        for (int i = 0; i < CASES; i++) {
            String text = snippets.next();
            boolean safe = LEFT_OUT.stream().noneMatch(text::contains);
            if (safe && ShellParser.parse(text) instanceof Parsed parsed) {
                started += requireAllFound(bash.get().run(TELL + text, new byte[0]), parsed);
            }
        }
        assertTrue(started > CASES / 20, "too few programs were started: " + started);
    }

    private static int requireAllFound(String output, Parsed parsed) {
        int started = 0;
        for (String told : output.split("\n")) {
            if (told.startsWith("\u0002") && told.endsWith("\u0001")) {
                List<String> words = List.of(told.substring(1, told.length() - 1)
                        .replace('\u0003', '\n')
                        .split("\u0001", -1));
                boolean found = parsed.simpleCommands().stream().anyMatch(command -> couldBe(command, words));
                assertTrue(found, () -> "seed %d: %s escaped from <<<%s>>>".formatted(SEED, words, parsed.text()));
                started++;
            }
        }
        return started;
    }

    /** The certain words of a command have to be there, and if all are certain, nothing else. */
    private static boolean couldBe(SimpleCommand command, List<String> words) {
        List<Word> written = command.words();
        if (written.isEmpty() || written.getFirst().value().isEmpty()) {
            return !written.isEmpty();
        }
        Stream<String> certain = written.stream().flatMap(word -> word.value().stream());
        return Certainty.allKnown(written)
                ? certain.toList().equals(words)
                : written.getFirst().value().get().equals(words.getFirst()) && words.containsAll(certain.toList());
    }
}
