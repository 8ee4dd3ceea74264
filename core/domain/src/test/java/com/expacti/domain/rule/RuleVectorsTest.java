package com.expacti.domain.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.risk.Environment;
import com.expacti.domain.risk.RiskScorer;
import com.expacti.shell.Parse;
import com.expacti.shell.ShellParser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RuleVectorsTest {
    @Test
    void there_are_good_and_bad_cases() {
        assertTrue(RuleVectors.of("good").size() > 50, "good cases");
        assertTrue(RuleVectors.of("bad").size() > 20, "bad cases");
    }

    @TestFactory
    Stream<DynamicTest> rules_let_through_hold_and_stop_what_the_vectors_say() {
        return RuleVectors.tests(RuleVectors.of("good").stream()
                .flatMap(each -> Stream.of("allows", "holds", "denies")
                        .flatMap(what -> each.list(what).stream()
                                .map(line -> DynamicTest.dynamicTest(
                                        each.file() + " " + each.fields().get("rules") + " " + what + " `" + line + "`",
                                        () -> check(each, what, line))))));
    }

    private static void check(RuleVectors.Case each, String what, String line) {
        RuleSet rules = RuleSet.of(each.rules());
        RuleMatch match = match(rules, each, line);

        String found = each.fields().get("rules") + " " + what + " `" + line + "`: " + match;

        assertEquals(Map.of(), rules.disabled());
        switch (what) {
            case "allows" -> {
                assertFalse(match.allowRuleIds().isEmpty(), found);
                assertEquals(List.of(), match.denyRuleIds(), found);
            }
            case "denies" -> assertFalse(match.denyRuleIds().isEmpty(), found);
            default ->
                assertTrue(
                        match.allowRuleIds().isEmpty() || !match.denyRuleIds().isEmpty(), found);
        }
        if (what.equals("holds") && !each.list("denies").contains(line)) {
            assertEquals(List.of(), match.denyRuleIds(), found);
        }
    }

    private static RuleMatch match(RuleSet rules, RuleVectors.Case each, String line) {
        Parse parse = ShellParser.parse(line);
        MatchContext context =
                new MatchContext(each.text("cwd"), each.text("target"), Set.copyOf(each.list("groups")), Instant.EPOCH);
        return rules.match(parse, RiskScorer.score(parse, Environment.NONE, each.text("cwd")), context);
    }

    @TestFactory
    Stream<DynamicTest> bad_rules_are_refused_with_the_field_and_the_reason() {
        return RuleVectors.tests(RuleVectors.of("bad").stream()
                .map(each -> DynamicTest.dynamicTest(each.file() + " " + each.fields(), () -> {
                    InvalidRule refused = assertThrows(
                            InvalidRule.class,
                            () -> CompiledRule.compile(each.rule()),
                            each.fields().toString());

                    assertEquals(each.text("field").orElseThrow(), refused.field());
                    assertTrue(refused.message().contains(each.text("says").orElseThrow()), refused.message());
                })));
    }
}
