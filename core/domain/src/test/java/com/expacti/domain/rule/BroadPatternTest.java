package com.expacti.domain.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.expacti.shell.ShellParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an approval policy or a deny rule finds in a line, in a command, and in text that nobody can read. */
class BroadPatternTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "EXACT¦rm x¦sudo rm x; ls¦true",
                "EXACT¦rm x¦rm x y¦false",
                "EXACT¦rm x¦ls¦false",
                "EXACT¦rm x¦rm x 'a¦true",
                "EXACT¦rm x¦rm y 'a¦false",
                "GLOB¦rm *¦ls; sudo rm x¦true",
                "GLOB¦rm *¦ls; sudo cp x¦false",
                "GLOB¦rm *¦ls; rm x 'a¦true",
                "GLOB¦rm *¦ls; cp x 'a¦false",
                "GLOB¦rm *¦rmdir x 'a¦false",
                "GLOB¦r? x¦ls; rm x 'a¦true",
                "GLOB¦r? x¦ls; cp x 'a¦false",
                "REGEX¦rm .*¦ls; sudo rm x¦true",
                "REGEX¦rm .*¦ls; sudo cp x¦false",
                "REGEX¦rm .*¦ls; rm x 'a¦true",
                "REGEX¦rm .*¦cp x 'a¦false",
                "REGEX¦(rm|cp) x¦ls; mv x 'a¦false",
            })
    void it_is_found_in_any_command_and_anywhere_in_what_cannot_be_read(
            PatternType type, String pattern, String line, boolean found) {
        BroadPattern broad = BroadPattern.of(type, pattern);

        assertEquals(found, broad.matches(ShellParser.parse(line)));
        assertEquals(type, broad.type());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "EXACT¦rm x¦rm x¦true",
                "EXACT¦' rm x '¦rm x¦true",
                "EXACT¦rm x¦' rm x '¦true",
                "EXACT¦rm x¦rm y¦false",
                "GLOB¦rm *¦rm x¦false",
                "REGEX¦rm .*¦rm x¦true",
                "REGEX¦rm .*¦sudo rm x¦false",
            })
    void the_text_as_a_whole_is_met_by_an_exact_pattern_or_a_regex(
            PatternType type, String pattern, String text, boolean met) {
        assertEquals(met, BroadPattern.of(type, pattern).matchesWhole(text));
    }

    @Test
    void one_command_is_met_in_the_way_it_is_meant() {
        BroadPattern.Reading reading = new BroadPattern.Reading(List.of("/bin/rm", "x"), List.of("/bin/rm x", "rm x"));

        assertEquals(true, BroadPattern.of(PatternType.EXACT, "rm x").matches(reading));
        assertEquals(true, BroadPattern.of(PatternType.EXACT, " rm x ").matches(reading));
        assertEquals(false, BroadPattern.of(PatternType.EXACT, "rm y").matches(reading));
        assertEquals(true, BroadPattern.of(PatternType.GLOB, "rm *").matches(reading));
        assertEquals(false, BroadPattern.of(PatternType.GLOB, "cp *").matches(reading));
        assertEquals(true, BroadPattern.of(PatternType.REGEX, "rm [xy]").matches(reading));
        assertEquals(false, BroadPattern.of(PatternType.REGEX, "rm [yz]").matches(reading));
        assertEquals("rm", reading.program());
    }
}
