package com.expacti.domain.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pattern as it is while it is being typed: each beginning of it is a rule, or is refused with a sentence; none is an error. */
class BrokenOffPatternTest {
    private static Optional<InvalidRule> refusal(PatternType type, String pattern) {
        Rule rule = new Rule(
                "r",
                RuleEffect.ALLOW,
                type,
                pattern,
                new RuleScope.Global(),
                Optional.empty(),
                List.of(),
                OptionalInt.empty(),
                Optional.empty(),
                "",
                "usr_1",
                false,
                Set.of());
        try {
            CompiledRule.compile(rule);
            return Optional.empty();
        } catch (InvalidRule refused) {
            return Optional.of(refused);
        }
    }

    private static int refused(PatternType type, String pattern) {
        int refused = 0;
        for (int end = 0; end < pattern.length(); end++) {
            Optional<InvalidRule> refusal = refusal(type, pattern.substring(0, end));
            assertTrue(refusal.map(each -> each.field().equals("pattern")).orElse(true), pattern.substring(0, end));
            assertFalse(refusal.map(each -> each.message().isBlank()).orElse(false), pattern.substring(0, end));
            refused += refusal.isPresent() ? 1 : 0;
        }
        assertEquals(Optional.empty(), refusal(type, pattern), pattern);
        return refused;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git log --author=[a-z]* 'a b' \"c\\\"d\" x\\*y ?",
                "ls [^a]x[]a-c]y[!0-9]z[b-] **",
                "cat \"$HOME\"/*.log ~/x {a,b} $X",
                "ls $'a\\x41' a\\ b",
            })
    void of_a_glob(String glob) {
        assertTrue(refused(PatternType.GLOB, glob) > 0, glob);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ls (a|b)+ (?:c|d)* (?P<name>e)? [^]x] [[:alpha:]\\]]{2,3}",
                "git \\Qpull.*\\E && make\\|\\|x \\|& y; z & w\\.",
                "rm \\x2dr \\x{2d}f \\055x \\pL \\p{Greek} \\Qa|b",
                "(?i)drop (?i:table) .*x{2}y{3,}$",
                "^a??b*?c+?d{1}?(e(f(g)))",
            })
    void of_a_regex(String regex) {
        assertTrue(refused(PatternType.REGEX, regex) > 0, regex);
    }

    @Test
    void of_what_can_never_be_finished() {
        for (String regex : List.of("*a", "+", "?x", ")", "a)", "a**", "[b-a]", "(?z)a", "\\8", "a{3,2}")) {
            assertEquals(
                    Optional.of("pattern"), refusal(PatternType.REGEX, regex).map(InvalidRule::field), regex);
        }
    }
}
