package com.expacti.domain.risk;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.shell.ShellParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RiskVectorsTest {
    private static final int BLOCK = 25;

    private static final List<List<RiskVectors.Case>> BLOCKS = blocks();

    @Test
    void there_are_cases_in_every_file() {
        List<String> files = RiskVectors.all().stream()
                .map(RiskVectors.Case::file)
                .distinct()
                .toList();

        for (String file : List.of(
                "context.json",
                "data-not-code.json",
                "edges.json",
                "exact.json",
                "harm.json",
                "published.json",
                "relations.json")) {
            assertTrue(files.contains(file), file);
        }
        assertEquals(
                15, files.stream().filter(file -> file.startsWith("corpus-")).count());
        assertTrue(
                RiskVectors.all().size() > 3_000, "cases: " + RiskVectors.all().size());
    }

    /** Some lines at a time: build/mutate runs each of these by itself, a hundred thousand times. */
    @TestFactory
    Stream<DynamicTest> every_vector_holds() {
        return BLOCKS.stream()
                .map(block -> DynamicTest.dynamicTest(
                        block.getFirst() + " and " + (block.size() - 1) + " more",
                        () -> assertAll(block.stream().map(each -> () -> check(each)))));
    }

    private static List<List<RiskVectors.Case>> blocks() {
        List<List<RiskVectors.Case>> blocks = new ArrayList<>();
        for (RiskVectors.Case each : RiskVectors.all()) {
            if (blocks.isEmpty()
                    || blocks.getLast().size() == BLOCK
                    || !blocks.getLast().getFirst().file().equals(each.file())) {
                blocks.add(new ArrayList<>());
            }
            blocks.getLast().add(each);
        }
        return blocks;
    }

    private static void check(RiskVectors.Case each) {
        Risk risk = of(each.command(), each);
        String found = each + ": " + risk.score() + " " + risk.factors() + " " + risk.kinds();

        int sum = risk.factors().stream().mapToInt(RiskFactor::points).sum();
        assertEquals(Math.clamp(sum, 0, 100), risk.score(), found);
        assertTrue(risk.factors().stream().allMatch(factor -> inside(factor, each.command())), found);
        assertAll(
                () -> each.number("score").ifPresent(score -> assertEquals(score, risk.score(), found)),
                () -> each.text("level")
                        .ifPresent(level -> assertEquals(level, risk.level().name(), found)),
                () -> each.text("at_least")
                        .ifPresent(level -> assertTrue(
                                risk.score() >= RiskLevel.valueOf(level).from(), found)),
                () -> each.text("at_most")
                        .ifPresent(level -> assertTrue(risk.level().compareTo(RiskLevel.valueOf(level)) <= 0, found)),
                () -> each.points()
                        .forEach((code, points) -> assertTrue(has(risk, code, points), code + " in " + found)),
                () -> each.text("not_below")
                        .ifPresent(other -> assertTrue(
                                risk.score() >= of(other, each).score(), found + " against " + of(other, each))),
                () -> each.text("above")
                        .ifPresent(other -> assertTrue(
                                risk.score() > of(other, each).score(), found + " against " + of(other, each))),
                () -> {
                    if (each.fields().containsKey("runs_mutable_code")) {
                        assertEquals(each.fields().get("runs_mutable_code"), risk.runsMutableCode(), found);
                    }
                },
                () -> each.list("kinds")
                        .forEach(kind -> assertTrue(risk.kinds().contains(RiskKind.valueOf(kind)), found)),
                () -> {
                    if (each.fields().containsKey("only_kinds")) {
                        Set<String> kinds =
                                risk.kinds().stream().map(Enum::name).collect(Collectors.toSet());
                        assertEquals(Set.copyOf(each.list("only_kinds")), kinds, found);
                    }
                },
                () -> each.list("kinds_absent")
                        .forEach(kind -> assertFalse(risk.kinds().contains(RiskKind.valueOf(kind)), found)));
    }

    private static Risk of(String command, RiskVectors.Case each) {
        return RiskScorer.score(ShellParser.parse(command), each.environment(), each.text("cwd"));
    }

    private static boolean has(Risk risk, String code, int points) {
        return risk.factors().stream().anyMatch(factor -> factor.code().equals(code) && factor.points() == points);
    }

    private static boolean inside(RiskFactor factor, String command) {
        return factor.span().isEmpty() || factor.span().get().to() <= command.length();
    }
}
