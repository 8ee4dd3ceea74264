package com.expacti.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/**
 * Compares with the bash of the machine. {@code -Dexpacti.fuzz.cases=1000000} makes the run long,
 * {@code -Dexpacti.fuzz.seed=…} makes it another one.
 */
final class BashAgreementTest {
    private static final int CASES = Integer.getInteger("expacti.fuzz.cases", 20_000);
    private static final long SEED = Long.getLong("expacti.fuzz.seed", 20_260_101L);
    private static final int BATCH = 1_000;

    private final RandomGenerator chance =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    private final Snippets snippets = new Snippets(chance);

    private static Bash bash() {
        Optional<Bash> bash = Bash.find();
        assumeTrue(bash.isPresent(), "there is no bash on this machine to compare with");
        return bash.get();
    }

    @Test
    void what_is_called_parsed_is_accepted_by_bash() throws IOException {
        Bash bash = bash();
        int parsed = 0;
        int refusedOnly = 0;
        int accepted = 0;
        for (int done = 0; done < CASES; done += BATCH) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < Math.min(BATCH, CASES - done); i++) {
                texts.add(snippets.next());
            }
            List<Boolean> answers = bash.accepts(texts);
            for (int i = 0; i < texts.size(); i++) {
                boolean ours = ShellParser.parse(texts.get(i)) instanceof Parsed;
                assertTrue(
                        !ours || answers.get(i),
                        "seed %d: parsed, but bash finds a fault in <<<%s>>>".formatted(SEED, texts.get(i)));
                parsed += ours ? 1 : 0;
                accepted += answers.get(i) ? 1 : 0;
                refusedOnly += !ours && answers.get(i) ? 1 : 0;
                show(texts.get(i), ours, answers.get(i));
            }
        }
        System.out.printf(
                "bash agreement, seed %d: %d cases, %d parsed, %d accepted by bash, of which refused here %.1f %%%n",
                SEED, CASES, parsed, accepted, 100.0 * refusedOnly / Math.max(1, accepted));
        assertTrue(parsed > CASES / 5, "too few cases were parsed for the comparison to mean anything");
    }

    private static void show(String text, boolean ours, boolean theirs) {
        if (Boolean.getBoolean("expacti.fuzz.show") && !ours && theirs) {
            System.out.println(((Unparsed) ShellParser.parse(text)).reason() + " <<<" + text + ">>>");
        }
    }

    @Test
    void words_said_to_be_certain_have_the_value_bash_gives_them() throws IOException {
        Bash bash = bash();
        int compared = 0;
        for (int done = 0; done < CASES; done += 50) {
            List<String> lines = new ArrayList<>();
            StringBuilder expected = new StringBuilder();
            for (int i = 0; i < 50; i++) {
                String line = "printf '<%s>' " + snippets.quoting() + " " + snippets.quoting();
                Optional<String> printed = printed(line);
                if (printed.isPresent()) {
                    lines.add(line);
                    expected.append(printed.get()).append('\n');
                }
            }
            String script = String.join("\necho\n", lines) + "\necho\n";
            assertEquals(
                    lines.isEmpty() ? "\n" : expected.toString(),
                    bash.run(script, new byte[0]),
                    () -> "seed %d: %s".formatted(SEED, script));
            compared += lines.size();
        }
        assertTrue(compared > CASES / 20, "too few words were compared: " + compared);
    }

    private static Optional<String> printed(String line) {
        if (!(ShellParser.parse(line) instanceof Parsed parsed) || !parsed.isSingleSimpleCommand()) {
            return Optional.empty();
        }
        List<Word> words = parsed.simpleCommands().getFirst().words();
        if (!Certainty.allKnown(words) || words.size() < 3) {
            return Optional.empty();
        }
        StringBuilder printed = new StringBuilder();
        words.subList(2, words.size())
                .forEach(word ->
                        printed.append('<').append(word.value().orElseThrow()).append('>'));
        return Optional.of(new String(printed.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    @Test
    void every_escape_of_an_ansi_c_quote_has_the_value_bash_gives_it() throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder expected = new StringBuilder();
        for (String escape : escapes()) {
            String line = "printf '<%s>' a $'a" + escape + "b'";
            Optional<String> printed = printed(line);
            if (printed.isPresent()) {
                lines.add(line);
                expected.append(printed.get()).append('\n');
            }
        }
        assertTrue(lines.size() > 700, "too few escapes have a certain value: " + lines.size());
        assertEquals(expected.toString(), bash().run(String.join("\necho\n", lines) + "\necho\n", new byte[0]));
    }

    /** Every ASCII character behind a backslash, every number in every base, and control characters. */
    private static List<String> escapes() {
        List<String> escapes = new ArrayList<>();
        for (int unit = 0x20; unit < 0x7f; unit++) {
            escapes.add("\\" + (char) unit);
            escapes.add("\\c" + (char) unit);
        }
        for (int value = 0; value < 0x200; value++) {
            for (String form : List.of("\\x%x", "\\x%02x", "\\%o", "\\%03o", "\\u%x", "\\u%04x", "\\U%08x")) {
                escapes.add(form.formatted(value));
            }
        }
        for (int value : new int[] {0x7ff, 0x800, 0x20ac, 0xd800, 0xffff, 0x1f600, 0x10ffff, 0x110000}) {
            escapes.add("\\u%x".formatted(value));
            escapes.add("\\U%x".formatted(value));
        }
        return escapes;
    }

    @Test
    void every_text_is_read_consistently() {
        for (int i = 0; i < CASES; i++) {
            String text = snippets.next();
            assertEquals(Optional.empty(), Consistency.fault(text), () -> "seed %d: <<<%s>>>".formatted(SEED, text));
        }
    }
}
