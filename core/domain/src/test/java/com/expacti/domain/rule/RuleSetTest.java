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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleSetTest {
    private static final Instant NOON = Instant.parse("2026-03-21T12:00:00Z");
    private static final MatchContext AT_NOON = new MatchContext(Optional.empty(), Optional.empty(), Set.of(), NOON);

    static Rule rule(String id, RuleEffect effect, PatternType type, String pattern) {
        return new Rule(
                id,
                effect,
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
    }

    static Rule allow(String id, String glob) {
        return rule(id, RuleEffect.ALLOW, PatternType.GLOB, glob);
    }

    private static Rule until(Rule rule, Instant end) {
        return new Rule(
                rule.id(),
                rule.effect(),
                rule.patternType(),
                rule.pattern(),
                rule.scope(),
                rule.cwd(),
                rule.examples(),
                rule.maxRisk(),
                Optional.of(end),
                rule.note(),
                rule.createdBy(),
                rule.remembered(),
                rule.votesBehind());
    }

    private static Rule voted(Rule rule, String... people) {
        return new Rule(
                rule.id(),
                rule.effect(),
                rule.patternType(),
                rule.pattern(),
                rule.scope(),
                rule.cwd(),
                rule.examples(),
                rule.maxRisk(),
                rule.expiresAt(),
                rule.note(),
                rule.createdBy(),
                rule.remembered(),
                Set.of(people));
    }

    static RuleMatch match(List<Rule> rules, String line) {
        return match(rules, line, Environment.NONE);
    }

    private static RuleMatch match(List<Rule> rules, String line, Environment environment) {
        Parse parse = ShellParser.parse(line);
        return RuleSet.of(rules).explained(parse, RiskScorer.score(parse, environment, Optional.empty()), AT_NOON);
    }

    @Test
    void a_bad_rule_disables_itself_and_not_its_neighbours() {
        List<Rule> rules = List.of(
                allow("a", "ls *"), allow("bad", "ls; rm *"), rule("worse", RuleEffect.DENY, PatternType.REGEX, "(("));

        RuleSet set = RuleSet.of(rules);

        assertEquals(Set.of("bad", "worse"), set.disabled().keySet());
        assertEquals(
                List.of("pattern", "pattern"),
                set.disabled().values().stream().map(InvalidRule::field).toList());
        assertEquals(1, set.size());
        assertEquals(List.of("a"), match(rules, "ls x").allowRuleIds());
    }

    @Test
    void a_rule_ends_at_its_very_moment() {
        Rule rule = allow("a", "ls *");

        assertEquals(
                List.of("a"),
                match(List.of(until(rule, NOON.plusNanos(1))), "ls x").allowRuleIds());
        assertEquals(List.of(), match(List.of(until(rule, NOON)), "ls x").allowRuleIds());
        assertEquals(
                "it expired",
                match(List.of(until(rule, NOON)), "ls x")
                        .nearMisses()
                        .getFirst()
                        .reason());
    }

    @Test
    void blanks_around_an_exact_deny_pattern_let_nothing_through() {
        List<Rule> rules = List.of(rule("d", RuleEffect.DENY, PatternType.EXACT, " rm x "));

        for (String line : List.of("rm x", "ls; rm x", "sudo rm x")) {
            assertEquals(List.of("d"), match(rules, line).denyRuleIds(), line);
        }
    }

    @Test
    void an_expired_deny_rule_stops_nothing() {
        Rule deny = rule("d", RuleEffect.DENY, PatternType.EXACT, "make");

        assertEquals(List.of("d"), match(List.of(deny), "make").denyRuleIds());
        assertEquals(List.of(), match(List.of(until(deny, NOON)), "make").denyRuleIds());
    }

    @Test
    void every_rule_that_lets_a_part_through_is_named() {
        List<Rule> rules = List.of(allow("a", "ls *"), allow("b", "pwd"), allow("c", "cat *"));

        assertEquals(List.of("a", "b"), match(rules, "ls x && pwd").allowRuleIds());
    }

    @Test
    void the_rule_with_more_votes_behind_it_is_named_first() {
        List<Rule> rules = List.of(allow("few", "ls *"), voted(allow("many", "ls x*"), "usr_2", "usr_3"));

        assertEquals(List.of("many"), match(rules, "ls xy").allowRuleIds());
    }

    @Test
    void a_deny_rule_and_an_allow_rule_are_both_named() {
        List<Rule> rules = List.of(
                rule("allow", RuleEffect.ALLOW, PatternType.EXACT, "make"),
                rule("deny", RuleEffect.DENY, PatternType.GLOB, "make"));

        RuleMatch match = match(rules, "make");

        assertEquals(List.of("deny"), match.denyRuleIds());
        assertEquals(List.of("allow"), match.allowRuleIds());
    }

    @Test
    void a_default_ceiling_is_not_lowered_by_the_target_and_a_stated_one_is_kept_on_it() {
        Rule byDefault = allow("a", "systemctl restart *");
        Rule stated = new Rule(
                "b",
                RuleEffect.ALLOW,
                PatternType.GLOB,
                "systemctl restart *",
                new RuleScope.Global(),
                Optional.empty(),
                List.of(),
                OptionalInt.of(50),
                Optional.empty(),
                "",
                "usr_1",
                false,
                Set.of());

        assertEquals(
                List.of("a"),
                match(List.of(byDefault), "systemctl restart web", Environment.PRODUCTION)
                        .allowRuleIds());
        assertEquals(
                List.of("b"),
                match(List.of(stated), "systemctl restart web", Environment.NONE)
                        .allowRuleIds());
        assertEquals(
                List.of(),
                match(List.of(stated), "systemctl restart web", Environment.PRODUCTION)
                        .allowRuleIds());
    }

    @Test
    void near_misses_say_what_kept_a_rule_from_matching() {
        String option = match(List.of(allow("a", "docker logs *")), "docker logs --config=x api")
                .nearMisses()
                .getFirst()
                .reason();
        String redirection = match(List.of(allow("a", "ls *")), "ls x > out")
                .nearMisses()
                .getFirst()
                .reason();
        String risk = match(List.of(allow("a", "rm *")), "rm /etc/passwd")
                .nearMisses()
                .getFirst()
                .reason();
        String other = match(List.of(allow("a", "ls *")), "ls x; id")
                .nearMisses()
                .getFirst()
                .reason();

        assertTrue(option.contains("`--config=x`"), option);
        assertTrue(redirection.contains("redirection"), redirection);
        assertTrue(risk.contains("risk is"), risk);
        assertTrue(other.contains("no rule covers every other part"), other);
    }

    @Test
    void a_tester_says_which_rules_decide_and_why() {
        List<Rule> rules = List.of(allow("x", "ls *"), rule("y", RuleEffect.DENY, PatternType.GLOB, "ls secret"));

        assertEquals(
                new RuleTester.Outcome(true, List.of(0), "every part of it is let through"),
                RuleTester.test(rules, "ls a", Optional.empty()));
        assertEquals(
                new RuleTester.Outcome(false, List.of(1), "a deny rule stops it"),
                RuleTester.test(rules, "ls secret", Optional.empty()));
        assertEquals(
                new RuleTester.Outcome(false, List.of(), "no rule covers it"),
                RuleTester.test(rules, "pwd", Optional.empty()));
        assertFalse(RuleTester.test(rules, "ls a 'b", Optional.empty()).matched());
    }

    @Test
    void a_tester_names_the_bad_rule_among_several() {
        List<Rule> rules = List.of(allow("x", "ls *"), allow("y", ""));

        InvalidRule refused = assertThrows(InvalidRule.class, () -> RuleTester.test(rules, "ls a", Optional.empty()));

        assertEquals("rules[1].pattern", refused.field());
    }

    @Test
    void a_scope_reads_back_as_it_was_written() {
        for (String scope : List.of("global", "group:grp_1", "target:tgt_1")) {
            assertEquals(scope, RuleScope.parse(scope).format());
        }
        assertThrows(InvalidRule.class, () -> RuleScope.parse("group:"));
    }

    @Test
    void a_broad_pattern_knows_how_specific_it_is() {
        assertEquals(10, BroadPattern.of(PatternType.EXACT, "git status").literalPrefixLength());
        assertEquals(
                "git push ".length(),
                BroadPattern.of(PatternType.GLOB, "git push *").literalPrefixLength());
        assertEquals(
                "git push ".length(),
                BroadPattern.of(PatternType.REGEX, "git push .*").literalPrefixLength());
    }

    @Test
    void a_deny_rule_lets_nothing_through() {
        RuleMatch match = match(List.of(rule("d", RuleEffect.DENY, PatternType.GLOB, "ls *")), "ls x");

        assertEquals(List.of("d"), match.denyRuleIds());
        assertEquals(List.of(), match.allowRuleIds());
    }

    @Test
    void a_rule_is_found_by_its_id_and_no_other() {
        RuleSet rules = RuleSet.of(List.of(
                allow("a", "ls *"),
                rule("b", RuleEffect.ALLOW, PatternType.EXACT, "make"),
                rule("c", RuleEffect.DENY, PatternType.GLOB, "rm *")));

        for (String id : List.of("a", "b", "c")) {
            assertEquals(Optional.of(id), rules.rule(id).map(Rule::id));
        }
        assertEquals(Optional.empty(), rules.rule("d"));
    }

    @Test
    void exact_rules_with_more_votes_come_first_and_so_do_those_found_by_two_words() {
        Rule exact = rule("few", RuleEffect.ALLOW, PatternType.EXACT, "make");
        Rule votedExact = voted(rule("many", RuleEffect.ALLOW, PatternType.EXACT, "make"), "usr_2", "usr_3");

        assertEquals(
                List.of("many", "few"),
                match(List.of(exact, votedExact), "make").allowRuleIds());
        assertEquals(
                List.of("many"),
                match(List.of(allow("few", "ls *"), voted(allow("many", "ls x"), "usr_2")), "ls x")
                        .allowRuleIds());
    }

    @Test
    void a_line_is_only_so_long_for_wildcards() {
        String line = "ls " + "x".repeat(RuleSet.WILDCARD_CHARACTERS_MAX - 3);

        assertEquals(List.of("a"), match(List.of(allow("a", "ls *")), line).allowRuleIds());
        assertEquals(List.of(), match(List.of(allow("a", "ls *")), line + "x").allowRuleIds());
    }

    @Test
    void deny_rules_that_take_too_long_let_nothing_through_and_the_cheap_ones_are_tried_first() {
        List<Rule> rules = List.of(
                rule("dear", RuleEffect.DENY, PatternType.REGEX, "(a?){500}(b?){500}x"),
                rule("dear2", RuleEffect.DENY, PatternType.REGEX, "(c?){500}(a?){500}x"),
                rule("cheap", RuleEffect.DENY, PatternType.GLOB, "ls *"),
                rule("cheap2", RuleEffect.DENY, PatternType.REGEX, "l?s x"),
                rule("exact", RuleEffect.DENY, PatternType.EXACT, "id"),
                allow("a", "ls *"));

        RuleMatch match = match(rules, "ls x; id; echo " + "a".repeat(8_000) + "x");

        assertTrue(match.overBudget());
        assertEquals(Set.of("cheap", "cheap2", "exact"), Set.copyOf(match.denyRuleIds()));
        assertEquals(List.of(), match.allowRuleIds());
    }

    @Test
    void allow_rules_that_take_too_long_let_nothing_through() {
        List<Rule> rules = List.of(rule("dear", RuleEffect.ALLOW, PatternType.REGEX, "echo (a?){500}(a?){500}.*"));

        RuleMatch match = match(rules, "echo " + "a".repeat(8_000));

        assertTrue(match.overBudget());
        assertEquals(List.of(), match.allowRuleIds());
    }

    private static String reason(List<Rule> rules, String line) {
        List<NearMiss> misses = match(rules, line).nearMisses();
        assertEquals(1, misses.size(), line + misses);
        return misses.getFirst().reason();
    }

    private static Rule where(Rule rule, RuleScope scope, String cwd) {
        return new Rule(
                rule.id(),
                rule.effect(),
                rule.patternType(),
                rule.pattern(),
                scope,
                Optional.of(cwd).filter(each -> !each.isEmpty()),
                rule.examples(),
                rule.maxRisk(),
                rule.expiresAt(),
                rule.note(),
                rule.createdBy(),
                rule.remembered(),
                rule.votesBehind());
    }

    @Test
    void a_near_miss_says_where_and_when_it_would_hold() {
        Rule rule = allow("a", "ls *");

        assertEquals(
                "it applies to target:t1 only", reason(List.of(where(rule, new RuleScope.Target("t1"), "")), "ls x"));
        assertEquals("it applies in `/srv` only", reason(List.of(where(rule, new RuleScope.Global(), "/srv")), "ls x"));
        assertTrue(reason(List.of(rule), "ls $(id)").startsWith("a command or process substitution"));
        assertTrue(reason(List.of(rule), "sudo ls x; ls y").startsWith("it covers `ls y`"));
    }

    @Test
    void a_near_miss_says_that_what_a_wrapper_starts_is_not_seen() {
        assertTrue(reason(List.of(allow("a", "xargs ls")), "xargs ls").startsWith("what `xargs` runs is not in words"));
    }

    @Test
    void a_verdict_names_the_rule_that_was_too_low_for_its_risk() {
        Parse parse = ShellParser.parse("rm /etc/passwd");

        RuleMatch match = RuleSet.of(List.of(allow("a", "rm *")))
                .match(parse, RiskScorer.score(parse, Environment.NONE, Optional.empty()), AT_NOON);

        assertEquals(
                List.of("a"), match.nearMisses().stream().map(NearMiss::ruleId).toList());
    }

    @Test
    void a_near_miss_of_a_regex_says_what_its_wildcards_do_not_take() {
        Rule rule = rule("a", RuleEffect.ALLOW, PatternType.REGEX, "cat /srv/.*");

        assertEquals(
                "`$X` holds a variable, a file pattern or a `~` that the pattern doesn't write out",
                reason(List.of(rule), "cat /srv/a $X"));
        assertEquals("`../b` climbs with `..`, which no wildcard takes", reason(List.of(rule), "cat /srv/a ../b"));
        assertEquals(
                "`/etc/x` is outside the paths that the pattern writes out",
                reason(List.of(rule), "cat /srv/a /etc/x"));
        assertTrue(reason(List.of(rule), "cat /srv/a --zap").startsWith("the word `--zap` is an option of `cat`"));
    }

    @Test
    void a_whole_line_s_regex_says_that_the_line_or_a_part_is_too_risky() {
        Rule low = max(rule("a", RuleEffect.ALLOW, PatternType.REGEX, "ls [a-z]+ \\| grep [a-z]+"), 0);

        assertTrue(reason(List.of(low), "ls x | grep y").startsWith("its risk is"));
    }

    @Test
    void parts_within_their_ceilings_may_together_be_too_risky() {
        List<Rule> rules =
                List.of(max(allow("a", "curl *"), 30), max(allow("b", "tee *"), 30), allow("c", "base64 -d"));
        List<NearMiss> misses =
                match(rules, "curl https://a.io/x; curl https://a.io/y").nearMisses();

        assertEquals(List.of(), misses);
    }

    private static Rule max(Rule rule, int risk) {
        return new Rule(
                rule.id(),
                rule.effect(),
                rule.patternType(),
                rule.pattern(),
                rule.scope(),
                rule.cwd(),
                rule.examples(),
                OptionalInt.of(risk),
                rule.expiresAt(),
                rule.note(),
                rule.createdBy(),
                rule.remembered(),
                rule.votesBehind());
    }

    @Test
    void no_more_near_misses_are_told_than_anybody_reads() {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            rules.add(allow("r" + i, "ls *"));
        }

        assertEquals(
                RuleMatch.NEAR_MISSES_MAX,
                match(rules, "ls x > out").nearMisses().size());
    }

    @Test
    void a_tester_says_that_it_takes_too_much_work() {
        List<Rule> rules = List.of(rule("dear", RuleEffect.ALLOW, PatternType.REGEX, "echo (a?){500}(a?){500}.*"));

        RuleTester.Outcome outcome = RuleTester.test(rules, "echo " + "a".repeat(8_000), Optional.empty());

        assertEquals(
                new RuleTester.Outcome(false, List.of(), "it takes too much work to judge without a person"), outcome);
    }

    @Test
    void a_tester_names_the_nearest_rule_and_what_cannot_be_read() {
        List<Rule> rules = List.of(allow("x", "pwd"), allow("y", "ls *"));

        assertTrue(RuleTester.test(rules, "ls -y", Optional.empty())
                .reason()
                .startsWith("rule 1 nearly covers it: the word"));
        assertTrue(
                RuleTester.test(rules, "ls 'a", Optional.empty()).reason().startsWith("it can't be read as a command"));
    }
}
