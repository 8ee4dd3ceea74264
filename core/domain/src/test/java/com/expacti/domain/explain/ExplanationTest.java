package com.expacti.domain.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.decision.Assessment;
import com.expacti.domain.decision.Gate;
import com.expacti.domain.decision.Question;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.ViewBuilder;
import com.expacti.domain.rule.Coverage;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.domain.rule.RuleScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private final ViewBuilder org = new ViewBuilder();

    private Explanation explain(String command) {
        OrgView view = org.build();
        Question question =
                new Question(Gate.parse(command), Optional.of("/srv/a"), Optional.empty(), List.of(), false);
        Assessment assessment = Gate.assess(view, question, NOW);
        return Explanation.of(view, question, assessment, NOW);
    }

    private void allow(String id, String pattern) {
        org.with(rule(id, RuleEffect.ALLOW, pattern, "global", Optional.empty(), Optional.empty()));
    }

    private static Rule rule(
            String id, RuleEffect effect, String pattern, String scope, Optional<String> cwd, Optional<Instant> until) {
        return new Rule(
                id,
                effect,
                PatternType.GLOB,
                pattern,
                RuleScope.parse(scope),
                cwd,
                List.of(),
                OptionalInt.empty(),
                until,
                "",
                "user_a",
                false,
                Set.of());
    }

    private static List<String> reasons(Explanation explanation) {
        return explanation.nearMisses().stream()
                .map(near -> near.ruleId() + ": " + near.reason())
                .toList();
    }

    @Test
    void an_option_that_writes_files_is_named_with_what_it_is_used_for() {
        allow("r", "git log *");

        Explanation explanation = explain("git log --output=/etc/x");

        assertEquals(
                List.of(
                        "r: the word `--output=/etc/x` is an option that `git log` uses to write files; the rule's wildcard does not take it"),
                reasons(explanation));
        assertEquals(
                8,
                explanation
                        .nearMisses()
                        .getFirst()
                        .miss()
                        .orElseThrow()
                        .at()
                        .orElseThrow()
                        .from());
    }

    @Test
    void the_option_that_stopped_a_rule_is_what_to_leave_out() {
        allow("r", "git log *");

        Explanation explanation = explain("git log --output=x main");

        assertEquals(
                List.of("Without `--output=x` the rule `git log *` lets it through."),
                explanation.whatWouldChange().subList(0, 1));
    }

    @Test
    void rules_for_another_scope_time_or_directory_say_so_nearest_first() {
        org.with(rule("cwd", RuleEffect.ALLOW, "git log *", "global", Optional.of("/srv/b"), Optional.empty()));
        org.with(rule(
                "old", RuleEffect.ALLOW, "git log *", "global", Optional.empty(), Optional.of(NOW.minusSeconds(200))));
        org.with(rule("scope", RuleEffect.ALLOW, "git log *", "target:web", Optional.empty(), Optional.empty()));

        assertEquals(
                List.of(
                        "scope: its scope is target:web, this is no target",
                        "old: it expired 3 min ago",
                        "cwd: cwd is /srv/a, the rule wants /srv/b"),
                reasons(explain("git log main")));
    }

    @Test
    void a_command_riskier_than_its_rule_says_both_numbers() {
        allow("r", "git push origin *");

        assertEquals(
                List.of("r: its risk is 45, the rule lets through up to 44"), reasons(explain("git push origin main")));
    }

    @Test
    void the_one_command_without_a_rule_is_named() {
        allow("r", "git status");

        Explanation explanation = explain("git status && npm test");

        assertEquals(
                List.of("A rule `npm test` for the second command would let the whole line through."),
                explanation.whatWouldChange());
        assertEquals(List.of("r"), explanation.parts().getFirst().coveredBy());
        assertEquals(List.of(), explanation.parts().get(1).coveredBy());
    }

    @Test
    void a_redirection_is_what_to_remove_when_the_rest_passes() {
        allow("r", "git status");

        String sentence = explain("git status > out.txt").whatWouldChange().getFirst();

        assertTrue(sentence.startsWith("Without `> out.txt` the rules let the rest through:"), sentence);
    }

    @Test
    void nothing_helps_against_a_deny_rule_and_its_part_is_named() {
        org.with(rule("d", RuleEffect.DENY, "rm *", "global", Optional.empty(), Optional.empty()));

        Explanation explanation = explain("ls; sudo rm x");

        assertEquals(
                List.of(
                        "Nothing: the deny rule `rm *` stops it, for the second command, `sudo rm x`, and a deny rule beats every allow rule."),
                explanation.whatWouldChange());
        assertEquals(List.of(1), explanation.matched().getFirst().parts());
    }

    @Test
    void what_passes_needs_no_change_and_names_its_rules_by_part() {
        allow("a", "git status");
        allow("b", "npm test");

        Explanation explanation = explain("git status && npm test");

        assertEquals(List.of("Nothing has to change: the rules let it through."), explanation.whatWouldChange());
        assertEquals(
                List.of(List.of(0), List.of(1)),
                explanation.matched().stream()
                        .map(Explanation.MatchedRule::parts)
                        .toList());
    }

    @Test
    void text_that_is_no_command_has_no_tree_and_says_where_it_broke() {
        Explanation explanation = explain("echo \"a");

        assertEquals(Optional.empty(), explanation.tree());
        assertTrue(explanation.whatWouldChange().getFirst().startsWith("It can't be read as a command"), "says so");
    }

    @Test
    void a_word_that_only_the_shell_works_out_is_marked() {
        TreeNode tree = explain("rm $X a").tree().orElseThrow();
        TreeNode command = tree.children().getFirst().children().getFirst();

        assertEquals("simple_command", command.kind());
        assertEquals(
                List.of(false, true, false),
                command.children().stream().map(TreeNode::unknown).toList());
    }

    @Test
    void no_rule_is_proposed_for_what_is_high_by_itself() {
        assertEquals(
                List.of(
                        "No rule covers `rm -rf x`, which is HIGH (52) by itself: that is better left to people than to a rule."),
                explain("rm -rf x").whatWouldChange());
    }

    @Test
    void near_misses_and_sentences_are_few() {
        for (int i = 0; i < 50; i++) {
            org.with(rule("r" + i, RuleEffect.ALLOW, "git log *", "target:t" + i, Optional.empty(), Optional.empty()));
        }

        Explanation explanation = explain("git log main");

        assertEquals(Coverage.MISSES_MAX, explanation.nearMisses().size());
        assertTrue(explanation.whatWouldChange().size() <= Remedies.SENTENCES_MAX, "few sentences");
    }

    @Test
    void a_rule_for_another_program_is_no_near_miss() {
        allow("r", "docker logs *");

        assertEquals(List.of(), reasons(explain("git log main")));
    }

    @Test
    void a_hostile_line_is_explained_within_its_limits() {
        allow("r", "git log *");

        Explanation explanation = explain("git log a; ".repeat(200) + "id");

        assertEquals(64, explanation.parts().size());
        assertTrue(explanation.whatWouldChange().size() <= Remedies.SENTENCES_MAX, "few sentences");
    }
}
