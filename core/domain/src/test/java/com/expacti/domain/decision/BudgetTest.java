package com.expacti.domain.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.anomaly.AnomalySettings;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.TimeoutAction;
import com.expacti.domain.org.ViewBuilder;
import com.expacti.domain.policy.ApprovalPolicy;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.domain.rule.RuleScope;
import com.expacti.shell.Effort;
import com.expacti.shell.Unparsed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Judging ends within its steps, whatever the command and the rules, and what does not end goes to people. */
final class BudgetTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    /** Scoring, deny rules as read and as searched, allow rules and near misses: each has a limit of its own. */
    private static final long STEPS_MAX = 15_000_000;

    /** More than the longest command leaves no room for what is put in front of it. */
    private static final int ROOM = 60_000;

    private static Rule rule(String id, RuleEffect effect, PatternType type, String pattern) {
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
                "user_1",
                false,
                Set.of());
    }

    /** An org that lets everything through unseen that may be. */
    private static ViewBuilder mild() {
        return new ViewBuilder()
                .with(new OrgSettings(
                        "Mild",
                        Duration.ofSeconds(60),
                        TimeoutAction.APPROVE,
                        OptionalInt.of(101),
                        OptionalInt.of(101),
                        false,
                        AnomalySettings.STANDARD,
                        false));
    }

    private static Question question(String command) {
        return new Question(Gate.parse(command), Optional.of("/srv/app"), Optional.empty(), List.of(), false);
    }

    private static void assertGoesToPeople(String name, Question question, Assessment assessment) {
        assertInstanceOf(Verdict.Review.class, assessment.verdict(), name);
        assertEquals(RiskLevel.CRITICAL, assessment.risk().level(), name);
        assertTrue(
                assessment.risk().factors().stream()
                        .anyMatch(factor -> factor.code().equals("over_budget")),
                name);
        assertFalse(Gate.mayPassUnseen(question, assessment.risk(), ApprovalPolicy.ANY), name);
    }

    @Test
    void every_long_line_is_judged_within_its_steps_or_goes_to_people() {
        List<String> over = new ArrayList<>();
        for (Map.Entry<String, String> shape : JudgingVectors.all(65_536).entrySet()) {
            String text = shape.getValue();
            OrgView org = mild().with(rule("e", RuleEffect.ALLOW, PatternType.EXACT, "true"))
                    .with(rule("d", RuleEffect.DENY, PatternType.REGEX, "never .* seen"))
                    .build();
            Question question = question(text);
            List<Assessment> judged = new ArrayList<>();

            long steps = Effort.measure(() -> judged.add(Gate.assess(org, question, NOW)));

            assertTrue(steps <= STEPS_MAX, shape.getKey() + " took " + steps);
            if (judged.getFirst().risk().isOverBudget()) {
                over.add(shape.getKey());
                assertGoesToPeople(shape.getKey(), question, judged.getFirst());
            }
        }
        assertTrue(over.contains("find with shells"), "over budget: " + over);
        assertFalse(over.contains("plain words"), "over budget: " + over);
    }

    @Test
    void the_same_line_takes_the_same_steps() {
        String text = Objects.requireNonNull(JudgingVectors.all(20_000).get("a list of wrappers"));
        OrgView org = mild().with(rule("a", RuleEffect.ALLOW, PatternType.GLOB, "ls *"))
                .build();

        long first = Effort.measure(() -> Gate.assess(org, question(text), NOW));
        long second = Effort.measure(() -> Gate.assess(org, question(text), NOW));

        assertEquals(first, second);
    }

    @Test
    void an_exact_rule_lets_nothing_through_that_is_over_budget() {
        ViewBuilder org = mild();
        // A pattern has at most 4 KB, so the line is one that becomes too dear by other rules.
        String line = "echo " + "a 1 ".repeat(1_000);
        org.with(rule("e", RuleEffect.ALLOW, PatternType.EXACT, line));
        assertInstanceOf(
                Verdict.Allow.class,
                Gate.assess(org.build(), question(line), NOW).verdict());

        hostile(org, 200);
        Question question = question(line);

        assertGoesToPeople("exact", question, Gate.assess(org.build(), question, NOW));
    }

    private static void hostile(ViewBuilder org, int count) {
        for (int i = 0; i < count; i++) {
            org.with(rule(
                    "hostile" + i,
                    RuleEffect.DENY,
                    PatternType.REGEX,
                    "(?s)(?:.*[a-z%d]){600}[^ -~]".formatted(i % 10)));
        }
    }

    @Test
    void a_thousand_hostile_regexes_take_no_more_steps_than_there_are() {
        ViewBuilder org = mild();
        hostile(org, 1_000);
        OrgView view = org.build();
        assertEquals(1_000, view.rules().size());
        Question question = question("echo " + "a 1 ".repeat(16_000));
        List<Assessment> judged = new ArrayList<>();

        long steps = Effort.measure(() -> judged.add(Gate.assess(view, question, NOW)));

        assertTrue(steps <= STEPS_MAX, "took " + steps);
        assertGoesToPeople("hostile", question, judged.getFirst());
    }

    @Test
    void hostile_regexes_keep_no_cheaper_rule_from_stopping_a_line() {
        ViewBuilder org = mild();
        hostile(org, 100);
        org.with(rule("glob", RuleEffect.DENY, PatternType.GLOB, "rm -rf *"));
        String text = "rm -rf " + "a 1 ".repeat(16_000);

        Verdict.Refuse refuse = assertInstanceOf(
                Verdict.Refuse.class,
                Gate.assess(org.build(), question(text), NOW).verdict());

        assertEquals(List.of("glob"), refuse.ruleIds());
    }

    @Test
    void padding_an_allowed_command_never_lets_more_through() {
        OrgView org = new ViewBuilder()
                .with(rule("a", RuleEffect.ALLOW, PatternType.GLOB, "docker logs *"))
                .with(rule("b", RuleEffect.ALLOW, PatternType.REGEX, "docker ps.*"))
                .build();
        padded(org, "docker logs api", "; ", ROOM);
        padded(org, "docker ps", "\n", 6_000);
    }

    private static void padded(OrgView org, String allowed, String joint, int bytes) {
        assertInstanceOf(
                Verdict.Allow.class, Gate.assess(org, question(allowed), NOW).verdict());
        JudgingVectors.all(bytes).forEach((name, padding) -> {
            Verdict verdict =
                    Gate.assess(org, question(allowed + joint + padding), NOW).verdict();

            assertInstanceOf(Verdict.Review.class, verdict, name + " behind " + allowed);
        });
    }

    @Test
    void padding_a_denied_command_never_lets_it_through_unseen() {
        OrgView org = mild().with(rule("d", RuleEffect.DENY, PatternType.GLOB, "rm -rf *"))
                .with(rule("r", RuleEffect.DENY, PatternType.REGEX, ".*--wipe-all.*"))
                .build();
        for (String denied : List.of("rm -rf /srv/data", "disk --wipe-all")) {
            JudgingVectors.all(ROOM).forEach((name, padding) -> {
                Assessment assessment = Gate.assess(org, question(denied + "; " + padding), NOW);

                assertInstanceOf(Verdict.Refuse.class, assessment.verdict(), denied + " before " + name);
            });
        }
    }

    /** Read to its end or only searched: it is the same rule that stops it. */
    @Test
    void padding_hides_no_spelling_of_a_denied_command() {
        OrgView org = mild().with(rule("d", RuleEffect.DENY, PatternType.GLOB, "rm -rf *"))
                .with(rule("h", RuleEffect.DENY, PatternType.GLOB, "chmod 777 $HOME"))
                .with(rule("r", RuleEffect.DENY, PatternType.REGEX, "(?i).*drop\\s+table.*"))
                .with(rule("x", RuleEffect.DENY, PatternType.EXACT, "shutdown now"))
                .build();
        for (String denied : List.of(
                "r\\m -fr /srv",
                "sudo -u app 'rm' -r -f /srv",
                "bash -c 'cd /; rm -rf /srv'",
                "chmod 777 \"${HOME}\"",
                "psql -c 'DROP  TABLE users'",
                "shutdown now")) {
            JudgingVectors.all(ROOM).forEach((name, padding) -> {
                Question question = question(denied + "; " + padding);
                Assessment assessment = Gate.assess(org, question, NOW);

                boolean unread = question.parse() instanceof Unparsed;
                assertTrue(unread || assessment.verdict() instanceof Verdict.Refuse, denied + " before " + name);
            });
        }
    }

    @Test
    void half_a_thread_s_usual_stack_is_enough() throws InterruptedException {
        OrgView org = mild().with(rule("d", RuleEffect.DENY, PatternType.GLOB, "a ".repeat(1_000) + "*"))
                .with(rule("e", RuleEffect.DENY, PatternType.GLOB, "ls" + " *".repeat(2_000)))
                .with(rule("a", RuleEffect.ALLOW, PatternType.GLOB, "echo " + "* ".repeat(100)))
                .build();
        List<String> failed = new ArrayList<>();
        Runnable judging = () -> {
            JudgingVectors.all(65_536).forEach((name, text) -> {
                try {
                    Gate.assess(org, question(text), NOW);
                    WorkingDirectory.matters(Gate.parse(text));
                } catch (StackOverflowError tooDeep) {
                    failed.add(name);
                }
            });
        };
        Thread small = new Thread(null, judging, "small stack", 512 * 1024);

        small.start();
        small.join();

        assertEquals(List.of(), failed);
    }
}
