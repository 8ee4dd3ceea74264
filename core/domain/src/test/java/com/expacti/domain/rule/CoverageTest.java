package com.expacti.domain.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.rule.Coverage.Distance;
import com.expacti.domain.rule.Coverage.Miss;
import com.expacti.domain.rule.Coverage.Obstacle;
import com.expacti.shell.Parsed;
import com.expacti.shell.ShellParser;
import com.expacti.shell.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How rules stand to the parts of a line, for a person who wonders. */
final class CoverageTest {
    private static final Instant NOON = Instant.parse("2026-03-21T12:00:00Z");

    private record Made(String id, PatternType type, String pattern) {
        Rule rule() {
            return in(new RuleScope.Global(), Optional.empty(), Optional.empty());
        }

        Rule in(RuleScope scope, Optional<String> cwd, Optional<Instant> end) {
            return new Rule(
                    id,
                    RuleEffect.ALLOW,
                    type,
                    pattern,
                    scope,
                    cwd,
                    List.of(),
                    OptionalInt.empty(),
                    end,
                    "",
                    "usr_1",
                    false,
                    Set.of());
        }
    }

    private static Made glob(String id, String pattern) {
        return new Made(id, PatternType.GLOB, pattern);
    }

    private static Coverage coverage(List<Rule> rules, String line) {
        return coverage(rules, line, Optional.empty());
    }

    private static Coverage coverage(List<Rule> rules, String line, Optional<String> cwd) {
        Parsed parsed = assertInstanceOf(Parsed.class, ShellParser.parse(line));
        return RuleSet.of(rules).coverage(parsed, new MatchContext(cwd, Optional.of("tgt_1"), Set.of(), NOON));
    }

    @Test
    void every_part_names_the_rules_that_let_it_through_by_itself() {
        Coverage coverage = coverage(
                List.of(
                        glob("a", "ls *").rule(),
                        glob("b", "ls x").rule(),
                        glob("c", "pwd").rule()),
                "ls x; pwd; id");

        assertEquals(
                List.of(List.of("a", "b"), List.of("c"), List.of()),
                coverage.parts().stream().map(Coverage.Part::coveredBy).toList());
        assertEquals(List.of(), coverage.misses());
        assertEquals(new Span(6, 9), coverage.parts().get(1).span());
    }

    @Test
    void no_more_parts_are_looked_at_than_rules_look_at() {
        assertEquals(
                LineShape.PARTS_MAX,
                coverage(List.of(), "ls; ".repeat(LineShape.PARTS_MAX) + "ls")
                        .parts()
                        .size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "ls *¦ls -y¦WILDCARD¦3¦the word `-y` is an option",
                "git log x *¦git log y z¦WORD¦8¦its word 3 is `x`, this has `y`",
                "rm *¦rm /etc/passwd¦RISK¦-1¦its risk is",
                "ls a b *¦ls a b¦WORD¦-1¦it asks for at least 4 words",
                "g* push¦git push¦WILDCARD¦0¦a wildcard never stands for the program",
            })
    void a_rule_of_the_same_program_says_where_it_stopped(
            String pattern, String line, Distance distance, int at, String why) {
        List<Miss> misses = coverage(List.of(glob("a", pattern).rule()), line).misses();

        assertEquals(1, misses.size(), misses.toString());
        assertEquals(distance, misses.getFirst().distance());
        assertEquals(at, misses.getFirst().at().map(Span::from).orElse(-1));
        assertTrue(misses.getFirst().reason().startsWith(why), misses.toString());
    }

    @Test
    void a_regex_says_what_its_wildcards_do_not_take() {
        Made made = new Made("a", PatternType.REGEX, "ls .*");

        List<Miss> misses = coverage(List.of(made.rule()), "ls --zap").misses();

        assertEquals(
                List.of(Distance.WILDCARD), misses.stream().map(Miss::distance).toList());
        assertTrue(misses.getFirst().reason().startsWith("the word `--zap` is an option"), misses.toString());
        assertEquals(
                List.of(),
                coverage(List.of(new Made("a", PatternType.REGEX, "ls x").rule()), "ls y")
                        .misses());
    }

    @Test
    void a_rule_whose_time_is_not_over_lets_its_part_through() {
        Rule rule = glob("a", "ls *").in(new RuleScope.Global(), Optional.empty(), Optional.of(NOON.plusSeconds(60)));

        Coverage coverage = coverage(List.of(rule), "ls x");

        assertEquals(List.of("a"), coverage.parts().getFirst().coveredBy());
        assertEquals(List.of(), coverage.misses());
    }

    @Test
    void a_rule_that_speaks_of_something_else_is_no_near_miss() {
        assertEquals(
                List.of(),
                coverage(List.of(glob("a", "git log *").rule()), "git status").misses());
        assertEquals(
                List.of(),
                coverage(List.of(glob("a", "tool x").rule()), "tool y").misses());
        assertEquals(
                List.of(),
                coverage(List.of(glob("a", "ls *").rule()), "ls $(id)").misses(),
                "what passes by no rule is told of the part itself");
    }

    @Test
    void a_rule_that_fits_says_why_it_does_not_hold_here() {
        List<Rule> rules = List.of(
                glob("target", "ls *").in(new RuleScope.Target("tgt_2"), Optional.empty(), Optional.empty()),
                glob("over", "ls *").in(new RuleScope.Global(), Optional.empty(), Optional.of(NOON.minusSeconds(90))),
                glob("cwd", "ls *").in(new RuleScope.Global(), Optional.of("/srv"), Optional.empty()),
                glob("word", "ls y *").rule());

        List<Miss> misses = coverage(rules, "ls x").misses();

        assertEquals(
                List.of(Distance.SCOPE, Distance.EXPIRED, Distance.CWD),
                misses.stream().map(Miss::distance).toList());
        assertEquals(
                List.of(
                        "its scope is target:tgt_2, this is target:tgt_1",
                        "it expired 1 min ago",
                        "no cwd is given, the rule wants /srv"),
                misses.stream().map(Miss::reason).toList());
        assertEquals(
                "cwd is /tmp, the rule wants /srv",
                coverage(List.of(rules.get(2)), "ls x", Optional.of("/tmp"))
                        .misses()
                        .getFirst()
                        .reason());
        assertEquals(
                List.of("cwd"),
                coverage(List.of(rules.get(2)), "ls x", Optional.of("/srv"))
                        .parts()
                        .getFirst()
                        .coveredBy());
    }

    @Test
    void an_exact_rule_is_in_force_or_says_why_not() {
        Made made = new Made("a", PatternType.EXACT, "make");

        assertEquals(List.of("a"), coverage(List.of(made.rule()), "make").exact());
        assertEquals(List.of(), coverage(List.of(made.rule()), "make x").exact());

        Coverage over = coverage(List.of(made.in(new RuleScope.Global(), Optional.empty(), Optional.of(NOON))), "make");
        assertEquals(List.of(), over.exact());
        assertEquals("it expired 0 s ago", over.misses().getFirst().reason());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 s ago",
        "59, 59 s ago",
        "60, 1 min ago",
        "3599, 59 min ago",
        "3600, 1 h ago",
        "172799, 47 h ago",
        "172800, 2 days ago",
    })
    void how_long_ago_is_said_in_one_unit(long seconds, String text) {
        assertEquals(text, RuleReport.ago(Duration.ofSeconds(seconds)));
    }

    @Test
    void the_nearest_misses_come_first_and_each_rule_once() {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            rules.add(glob("w" + i, "ls a x" + i).rule());
            rules.add(glob("s" + i, "ls *").in(new RuleScope.Target("t"), Optional.empty(), Optional.empty()));
        }

        List<Miss> misses = coverage(rules, "ls a y; ls b").misses();

        assertEquals(
                List.of("s0", "s1", "s2", "s3", "w0"),
                misses.stream().map(Miss::ruleId).toList());
        assertEquals(Coverage.MISSES_MAX, misses.size());
    }

    @Test
    void what_passes_by_no_pattern_is_shown_where_it_stands() {
        assertEquals(
                List.of(new Span(0, 1)),
                coverage(List.of(), "\u200Bls").obstacles().stream()
                        .map(Obstacle::span)
                        .toList());
        assertEquals(
                List.of("`cd` changes what the rest means; only an exact rule lets it through"),
                coverage(List.of(), "cd /x; ls").obstacles().stream()
                        .map(Obstacle::reason)
                        .toList());
        assertEquals(
                Coverage.OBSTACLES_MAX,
                coverage(List.of(), "ls >a; ls >b; ls >c; ls >d; ls >e; ls >f")
                        .obstacles()
                        .size());
    }

    @Test
    void a_deny_rule_names_the_parts_it_matches() {
        Rule deny = new Rule(
                "d",
                RuleEffect.DENY,
                PatternType.GLOB,
                "rm *",
                new RuleScope.Global(),
                Optional.empty(),
                List.of(),
                OptionalInt.empty(),
                Optional.empty(),
                "",
                "usr_1",
                false,
                Set.of());

        assertEquals(
                Map.of("d", List.of(1, 2)),
                coverage(List.of(deny), "ls; rm x; sudo rm y").denied());
    }
}
