package com.expacti.domain.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.shell.Parsed;
import com.expacti.shell.ShellParser;
import com.expacti.shell.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RiskScorerTest {
    private static Parsed parsed(String line) {
        return (Parsed) ShellParser.parse(line);
    }

    private static Risk skeleton(String line, int literalWords) {
        return RiskScorer.scoreSkeleton(parsed(line), literalWords, Optional.empty());
    }

    private static List<String> codes(Risk risk) {
        return risk.factors().stream().map(RiskFactor::code).toList();
    }

    @Test
    void a_part_is_scored_by_itself_and_where_it_runs() {
        var part = parsed("rm -rf / ; git status").simpleCommands().get(1);

        assertEquals(5, RiskScorer.scorePart(part, Optional.empty()).score());
        assertEquals(
                20,
                RiskScorer.scorePart(part, Optional.of("/srv/production/app")).score());
    }

    @Test
    void a_wildcard_for_the_subcommand_vouches_for_the_reading_form_alone() {
        Risk cargo = skeleton("cargo x", 1);
        Risk kubectl = skeleton("kubectl x", 1);

        assertEquals(5, cargo.score());
        assertEquals(List.of("packages", "read_only"), codes(cargo));
        assertEquals(Optional.of(new Span(0, 5)), cargo.factors().getLast().span());
        assertEquals(8, kubectl.score());
        assertEquals(List.of("kubernetes", "read_only"), codes(kubectl));
    }

    @Test
    void a_form_that_its_literal_words_name_is_scored_as_it_is() {
        assertEquals(List.of("packages"), codes(skeleton("cargo x", 2)));
        assertEquals(List.of("version_control", "change"), codes(skeleton("git push x", 2)));
        assertEquals(List.of("kubernetes", "destructive"), codes(skeleton("kubectl delete x", 2)));
        assertEquals(List.of("inspection"), codes(skeleton("ls x", 1)));
        assertEquals(List.of("version_control", "read_only"), codes(skeleton("gh pr x", 2)));
        assertEquals(List.of("containers", "read_only"), codes(skeleton("docker compose x", 2)));
    }

    @Test
    void words_of_a_wrapper_name_no_form_of_what_it_starts() {
        assertEquals(List.of("packages", "privilege", "read_only"), codes(skeleton("sudo cargo x", 2)));
        assertEquals(List.of("packages", "privilege"), codes(skeleton("sudo cargo x", 3)));
        assertEquals(List.of("packages", "read_only"), codes(skeleton("A=1 && cargo x", 1)));
    }

    @Test
    void a_wildcard_in_place_of_sql_vouches_for_none() {
        assertEquals(List.of("databases"), codes(skeleton("psql -c x", 2)));
    }

    @Test
    void what_nobody_looked_through_to_its_end_is_the_worst_there_is() {
        Risk unscored = Risk.unscored(new Span(0, 3));

        assertEquals(100, unscored.score());
        assertEquals(List.of("over_budget"), codes(unscored));
        assertEquals(Optional.of(new Span(0, 3)), unscored.factors().getFirst().span());
        assertEquals(Set.of(RiskKind.values()), unscored.kinds());
        assertTrue(unscored.runsMutableCode());
        assertTrue(unscored.isOverBudget());
    }

    @Test
    void running_out_of_steps_later_is_added_once_to_what_was_found() {
        Risk found = RiskScorer.score(parsed("ls"), Environment.NONE, Optional.empty());

        Risk over = found.overBudget();

        assertFalse(found.isOverBudget());
        assertEquals(List.of("inspection", "over_budget"), codes(over));
        assertEquals(100, over.score());
        assertEquals(Set.of(RiskKind.values()), over.kinds());
        assertEquals(over, over.overBudget());
    }

    @Test
    void levels_begin_where_they_say_and_no_score_is_outside() {
        for (RiskLevel level : RiskLevel.values()) {
            assertEquals(level, RiskLevel.of(level.from()));
        }

        assertEquals(
                List.of(0, 25, 50, 75),
                List.of(RiskLevel.values()).stream().map(RiskLevel::from).toList());
        assertEquals(RiskLevel.CRITICAL, RiskLevel.of(100));
        assertThrows(IllegalArgumentException.class, () -> RiskLevel.of(101));
        assertThrows(IllegalArgumentException.class, () -> RiskLevel.of(-1));
    }
}
