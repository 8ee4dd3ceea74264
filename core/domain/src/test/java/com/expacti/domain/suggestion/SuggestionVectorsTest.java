package com.expacti.domain.suggestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.rule.PatternType;
import com.expacti.shell.ShellParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class SuggestionVectorsTest {
    @Test
    void there_are_cases_with_and_without_suggestions() {
        assertTrue(SuggestionVectors.of("good").size() >= 15, "good");
        assertTrue(SuggestionVectors.of("none").size() >= 90, "none");
    }

    @TestFactory
    Stream<DynamicTest> approvals_suggest_what_the_vectors_say() {
        return Stream.of("good", "none")
                .flatMap(folder -> SuggestionVectors.of(folder).stream())
                .map(each -> DynamicTest.dynamicTest(each.toString(), () -> check(each)));
    }

    private static void check(SuggestionVectors.Case each) {
        Past past = each.past();
        List<Proposal> found = new ArrayList<>(Miner.propose(past));

        for (Map<String, Object> wanted : each.suggests()) {
            Proposal proposal = found.stream()
                    .filter(one -> isWanted(one, wanted))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(each + " suggests no " + wanted + " but " + found));
            details(proposal, wanted);
            sound(proposal, past);
            found.remove(proposal);
        }
        assertEquals(List.of(), found, each + " suggests too much");
    }

    private static boolean isWanted(Proposal proposal, Map<String, Object> wanted) {
        return proposal.pattern().equals(wanted.get("pattern"))
                && proposal.patternType().name().equalsIgnoreCase(String.valueOf(wanted.get("pattern_type")))
                && proposal.scope().format().equals(wanted.getOrDefault("scope", "global"))
                && proposal.cwd().equals(SuggestionVectors.text(wanted, "cwd"));
    }

    private static void details(Proposal proposal, Map<String, Object> wanted) {
        RiskLevel level = RiskLevel.of(proposal.riskScore());
        assertEquals(wanted.getOrDefault("level", level.name()), level.name(), proposal.toString());
        assertEquals(wanted.getOrDefault("approvals", proposal.approvals()), proposal.approvals());
        assertEquals(wanted.getOrDefault("commands", proposal.commands()), proposal.commands());
        RuleTrial trial = RuleTrial.of(proposal.rule());
        for (String command : SuggestionVectors.texts(wanted, "takes")) {
            assertTrue(takes(trial, command, proposal), proposal + " takes " + command);
        }
        for (String command : SuggestionVectors.texts(wanted, "leaves")) {
            assertFalse(takes(trial, command, proposal), proposal + " leaves " + command);
        }
    }

    private static boolean takes(RuleTrial trial, String command, Proposal proposal) {
        Seen seen = new Seen(
                command,
                proposal.cwd(),
                Seen.Place.NOWHERE,
                1,
                java.util.Set.of(),
                SuggestionVectors.day(1),
                SuggestionVectors.day(1));
        return trial.takes(
                ShellParser.parse(command), seen.place().environment(), seen.contextAt(SuggestionVectors.day(2)));
    }

    static void sound(Proposal proposal, Past past) {
        RuleTrial trial = RuleTrial.of(proposal.rule());
        assertTrue(RiskLevel.of(proposal.riskScore()).compareTo(RiskLevel.HIGH) < 0, proposal.toString());
        assertFalse(proposal.pattern().contains("**"), proposal.toString());
        if (proposal.patternType() == PatternType.GLOB) {
            assertTrue(proposal.maxRisk().orElseThrow() < 50, proposal.toString());
        }
        for (String example : proposal.examples()) {
            Seen seen = past.approved().stream()
                    .filter(each -> each.command().equals(example))
                    .findFirst()
                    .orElseThrow();
            assertTrue(taken(trial, seen), Objects.toString(proposal) + " takes its example " + example);
        }
        for (Seen denied : past.denied()) {
            assertFalse(taken(trial, denied), proposal + " takes " + denied.command() + ", which was denied");
        }
    }

    private static boolean taken(RuleTrial trial, Seen seen) {
        return trial.takes(
                ShellParser.parse(seen.command()),
                seen.place().environment(),
                seen.contextAt(SuggestionVectors.day(30)));
    }
}
