package com.expacti.domain.suggestion;

import static com.expacti.domain.suggestion.Fitness.AS_IT_STANDS;
import static com.expacti.domain.suggestion.Fitness.FOLDS;
import static com.expacti.domain.suggestion.Fitness.NEVER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.expacti.domain.risk.Environment;
import com.expacti.domain.risk.RiskScorer;
import com.expacti.shell.Parsed;
import com.expacti.shell.ShellParser;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FitnessTest {
    @Test
    void a_line_of_five_commands_may_stand_as_it_is_and_one_of_six_never() {
        assertEquals(AS_IT_STANDS, of("ls; ls; ls; ls; ls"));
        assertEquals(NEVER, of("ls; ls; ls; ls; ls; ls"));
        assertEquals(NEVER, of("((x))"));
    }

    @Test
    void a_command_of_sixteen_words_folds_and_one_of_seventeen_stands_as_it_is() {
        assertEquals(FOLDS, of("echo" + " a".repeat(15)));
        assertEquals(AS_IT_STANDS, of("echo" + " a".repeat(16)));
    }

    @Test
    void what_only_the_shell_works_out_does_not_fold() {
        assertEquals(AS_IT_STANDS, of("echo $X"));
    }

    @Test
    void what_is_high_is_never_suggested() {
        assertEquals(NEVER, of("rm -rf x"));
    }

    @Test
    void a_word_is_written_so_that_a_shell_reads_it_back() {
        assertEquals("a_b-1.2/c:d=e@f%g+h,", Quoting.quoted("a_b-1.2/c:d=e@f%g+h,"));
        assertEquals("''", Quoting.quoted(""));
        assertEquals("'a b'", Quoting.quoted("a b"));
        assertEquals("'é'", Quoting.quoted("é"));
        assertEquals("'*'", Quoting.quoted("*"));
        assertEquals("'it'\\''s'", Quoting.quoted("it's"));
    }

    private static Fitness of(String line) {
        Parsed parsed = (Parsed) ShellParser.parse(line);
        return Fitness.of(parsed, RiskScorer.score(parsed, Environment.NONE, Optional.empty()));
    }
}
