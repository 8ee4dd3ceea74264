package com.expacti.domain.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds what is read by hand against the one regex that says it, which takes too long on long programs. */
final class ScriptTextTest {
    private static final long SEED = 20_260_101;

    private static final Pattern SED =
            Pattern.compile("(?s).*(?:^|[;}\\n/0-9$])\\s*[ewW](?:\\s.*|$)|(?s).*/[a-z0-9]*[ew][a-z0-9]*(?:\\s.*)?$");

    private static final Pattern AWK =
            Pattern.compile("(?s).*(?:system\\s*\\(|\\|\\s*getline|\\|&|print[^|]*\\||>\\s*\"|-v\\s).*");

    private static String text(SplittableRandom random, String... pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(9); i > 0; i--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    @Test
    void a_sed_program_is_judged_as_its_regex_would() {
        SplittableRandom random = new SplittableRandom(SEED);
        int running = 0;
        for (int i = 0; i < 50_000; i++) {
            String program =
                    text(random, "s/", "/", "e", "w", "W", " ", "\n", ";", "}", "1", "$", "g", "a", "\t", "é", "\r");

            boolean found = ScriptText.sedRunsOrWrites(program);

            assertEquals(SED.matcher(program).matches(), found, program);
            running += found ? 1 : 0;
        }
        assertTrue(running > 5_000, "found " + running);
    }

    @Test
    void an_awk_program_is_judged_as_its_regex_would() {
        SplittableRandom random = new SplittableRandom(SEED);
        int running = 0;
        for (int i = 0; i < 50_000; i++) {
            String program = text(
                    random, "system", " ", "(", "|", "&", "getline", "print", ">", "\"", "-v", "\n", "{", "}", "x");

            boolean found = ScriptText.awkRunsOrWrites(program);

            assertEquals(AWK.matcher(program).matches(), found, program);
            running += found ? 1 : 0;
        }
        assertTrue(running > 5_000, "found " + running);
    }
}
