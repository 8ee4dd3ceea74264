package com.expacti.domain.rule;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rules can be made: each limit is kept to the last one that is allowed. */
final class CompiledRuleTest {
    private static Rule rule(PatternType type, String pattern, List<String> examples, OptionalInt maxRisk) {
        return new Rule(
                "r",
                RuleEffect.ALLOW,
                type,
                pattern,
                new RuleScope.Global(),
                Optional.empty(),
                examples,
                maxRisk,
                Optional.empty(),
                "",
                "usr_1",
                false,
                Set.of());
    }

    private static String refusedField(Rule rule) {
        return assertThrows(InvalidRule.class, () -> CompiledRule.compile(rule)).field();
    }

    @Test
    void a_pattern_has_as_many_bytes_as_its_limit_and_no_more() {
        String most = "é".repeat(CompiledRule.PATTERN_BYTES_MAX / 2);

        assertDoesNotThrow(() -> CompiledRule.compile(rule(PatternType.EXACT, most, List.of(), OptionalInt.empty())));
        assertEquals("pattern", refusedField(rule(PatternType.EXACT, most + "x", List.of(), OptionalInt.empty())));
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "100, true", "101, false"})
    void a_ceiling_is_a_score(int maxRisk, boolean valid) {
        Rule rule = rule(PatternType.GLOB, "ls *", List.of(), OptionalInt.of(maxRisk));

        if (valid) {
            assertDoesNotThrow(() -> CompiledRule.compile(rule));
        } else {
            assertEquals("max_risk", refusedField(rule));
        }
    }

    @Test
    void examples_are_as_many_as_their_limit_and_no_more() {
        List<String> most = Collections.nCopies(CompiledRule.EXAMPLES_MAX, "ls x");
        List<String> more = Collections.nCopies(CompiledRule.EXAMPLES_MAX + 1, "ls x");

        assertDoesNotThrow(() -> CompiledRule.compile(rule(PatternType.GLOB, "ls *", most, OptionalInt.empty())));
        assertEquals("examples", refusedField(rule(PatternType.GLOB, "ls *", more, OptionalInt.empty())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200Bls", "ls \u202Ex", "ls\u0007"})
    void what_nobody_sees_is_part_of_an_exact_rule_alone(String pattern) {
        assertEquals("pattern", refusedField(rule(PatternType.REGEX, pattern, List.of(), OptionalInt.empty())));
        assertDoesNotThrow(
                () -> CompiledRule.compile(rule(PatternType.EXACT, pattern, List.of(), OptionalInt.empty())));
    }

    @Test
    void an_example_of_a_whole_line_is_met_by_the_whole_regex() {
        String regex = "ls [a-z]+ && pwd";

        assertDoesNotThrow(() ->
                CompiledRule.compile(rule(PatternType.REGEX, regex, List.of("ls x && pwd"), OptionalInt.empty())));
        assertEquals(
                "examples", refusedField(rule(PatternType.REGEX, regex, List.of("ls x && id"), OptionalInt.empty())));
        assertEquals("examples", refusedField(rule(PatternType.REGEX, regex, List.of("ls x"), OptionalInt.empty())));
        assertEquals(
                "examples", refusedField(rule(PatternType.GLOB, "ls *", List.of("ls x; pwd"), OptionalInt.empty())));
        assertEquals("examples", refusedField(rule(PatternType.GLOB, "ls *", List.of("ls 'x"), OptionalInt.empty())));
    }

    @Test
    void a_regex_is_as_large_as_its_limit_and_no_more() {
        String refused = assertThrows(
                        InvalidRule.class,
                        () -> CompiledRule.compile(
                                rule(PatternType.REGEX, "ls ([a-z]{999}){9}", List.of(), OptionalInt.empty())))
                .message();

        assertTrue(refused.contains("use smaller repetitions"), refused);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "git¦--output=x¦to write files",
                "/usr/bin/git¦--output¦to write files",
                "sort¦-ofile¦to write files",
                "find¦-delete¦to delete what it finds",
                "rm¦-rf¦to delete directories with all that is in them",
                "curl¦-dx=y¦to send data",
                "ls¦-o¦",
                "git¦--o¦",
                "git¦-=x¦",
                "git¦-¦",
            })
    void what_a_dangerous_option_is_used_for_is_known(String program, String option, String purpose) {
        assertEquals(Optional.ofNullable(purpose), KnownDangers.purpose(List.of(program, option), option));
    }

    @Test
    void options_are_told_from_operands_whatever_their_order() {
        LooseOptions options = LooseOptions.of(List.of("cp", "-r", "-", "--", "x", "--force", "-1", "y"))
                .orElseThrow();

        assertEquals(Set.of("r", "f"), options.options());
        assertEquals(List.of("cp", "-", "x", "-1", "y"), options.operands());
        assertEquals(Optional.empty(), LooseOptions.of(List.of("find", "-r")));
        assertEquals(Optional.empty(), LooseOptions.of(List.of()));
    }
}
