package com.expacti.testkit.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.policy.ApprovalPolicy;
import com.expacti.domain.policy.Place;
import com.expacti.domain.policy.PolicyChoice;
import com.expacti.domain.policy.PolicySet;
import com.expacti.domain.policy.ScopedPolicy;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.RuleScope;
import com.expacti.shell.Parse;
import com.expacti.shell.ShellParser;
import com.expacti.testkit.FakeClock;
import com.expacti.testkit.ForAll;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The indexed choice of policies against the slow one. */
final class SelectionPropertiesTest {
    private static final int CASES = 4_000;
    private static final List<String> COMMANDS = List.of(
            "rm -rf /srv/x",
            "rm x",
            "git status",
            "git push origin main",
            "kubectl delete pod web-1",
            "kubectl get pods",
            "/bin/rm -rf x",
            "r\\m -rf x",
            "\"rm\" x",
            "psql -c 'DROP TABLE users'",
            "echo rm x",
            "X=1 rm x",
            "> /etc/passwd",
            "X=1",
            "((1+1))",
            "python3 -c 'rm x'",
            "ls",
            "$CMD x",
            "\"$HOME/bin/rm\" x",
            "/bin/r? x",
            "$(which rm) x",
            "[ -f x ]",
            "cat <(rm x)");
    private static final List<String> AROUND = List.of(
            "%s",
            "%s",
            "%s",
            "sudo %s",
            "env A=1 %s",
            "timeout 5 %s",
            "bash -c '%s'",
            "xargs %s",
            "nohup %s &",
            "$(%s)",
            "if true; then %s; fi",
            " %s ",
            "# %s",
            "%s 'unclosed",
            "strace %s",
            "bash -c \"$X\" %s");
    private static final Map<PatternType, List<String>> PATTERNS = Map.of(
            PatternType.EXACT,
            List.of("git status", "rm x", " rm x ", "ls", "rm -rf /srv/x", "sudo rm x", "ls; rm x", "X=1", "echo rm x"),
            PatternType.GLOB,
            List.of(
                    "*",
                    "**",
                    "rm *",
                    "rm **",
                    "rm -rf *",
                    "/bin/rm *",
                    "git *",
                    "git push *",
                    "kubectl *",
                    "kubectl delete *",
                    "k* delete *",
                    "sudo *",
                    "[rg]* *",
                    "psql -c *",
                    "? *"),
            PatternType.REGEX,
            List.of(
                    ".*",
                    "rm .*",
                    "rm( -rf)? x",
                    "git (push|status).*",
                    "(?i)RM .*",
                    "kubectl delete .*",
                    "ls; rm .*",
                    "ls && .*",
                    "/bin/rm .*",
                    "r\\\\m .*",
                    "\"rm\" .*",
                    "> .*",
                    "sudo rm .*",
                    "rm",
                    "\\(\\(.*"));

    @Test
    void the_indexed_choice_is_what_comparing_every_policy_with_every_command_gives() {
        Map<Integer, Integer> sizes = new HashMap<>();
        ForAll.forAll(CASES, random -> {
            List<ScopedPolicy> policies = policies(random, random.nextInt(1, 25));
            String line = line(random);
            Parse parse = ShellParser.parse(line);
            RiskLevel level = RiskLevel.values()[random.nextInt(4)];
            Place place = place(random);

            PolicyChoice choice = PolicySet.of(policies).choose(parse, level, place);

            Set<String> found = ids(choice.chosen());
            assertEquals(
                    SlowSelection.of(policies, parse, level, place),
                    found,
                    () -> "`%s` at %s in %s under %s".formatted(line, level, place, policies));
            int _ = sizes.merge(Math.min(found.size(), 3), 1, Integer::sum);
        });
        assertEquals(Set.of(0, 1, 2, 3), sizes.keySet(), "the cases reach none, one and several");
    }

    @Test
    void the_order_in_which_policies_were_stored_changes_nothing() {
        ForAll.forAll(1_000, random -> {
            List<ScopedPolicy> policies = policies(random, 20);
            Parse parse = ShellParser.parse(line(random));
            Place place = place(random);
            List<ScopedPolicy> other = new ArrayList<>(policies);
            Collections.shuffle(other, new Random(random.nextLong()));

            assertEquals(
                    PolicySet.of(policies).choose(parse, RiskLevel.HIGH, place),
                    PolicySet.of(other).choose(parse, RiskLevel.HIGH, place));
        });
    }

    /** Whatever a command falls under by itself, it falls under wherever it stands in a line. Bare arithmetic starts nothing. */
    @Test
    void no_command_in_front_or_behind_takes_a_policy_away() {
        ForAll.forAll(2_000, random -> {
            PolicySet set = PolicySet.of(policies(random, 20));
            String command = COMMANDS.get(random.nextInt(COMMANDS.size()));
            String other = COMMANDS.get(random.nextInt(COMMANDS.size()));
            String line = (random.nextBoolean() ? "%s; %s" : "%2$s && %1$s").formatted(other, command);
            Place place = place(random);
            RiskLevel level = RiskLevel.values()[random.nextInt(4)];

            Set<String> alone =
                    ids(set.choose(ShellParser.parse(command), level, place).chosen());
            List<ScopedPolicy> together =
                    set.choose(ShellParser.parse(line), level, place).chosen();

            boolean nothing = command.equals("((1+1))");
            boolean whole =
                    nothing || together.stream().anyMatch(each -> each.pattern().contains(";") || coversAll(each));
            assertTrue(whole || ids(together).containsAll(alone), () -> line + ": " + alone + " not in " + together);
        });
    }

    /** A regex may have been written for the very line, or for any. */
    private static boolean coversAll(ScopedPolicy policy) {
        return policy.patternType() == PatternType.REGEX;
    }

    private static Set<String> ids(List<ScopedPolicy> policies) {
        return policies.stream().map(ScopedPolicy::id).collect(Collectors.toSet());
    }

    private static String line(RandomGenerator random) {
        StringBuilder out = new StringBuilder(one(random));
        for (int more = random.nextInt(3); more > 0; more--) {
            out.append(List.of("; ", " && ", " | ", "\n").get(random.nextInt(4)))
                    .append(one(random));
        }
        return out.toString();
    }

    private static String one(RandomGenerator random) {
        String command = COMMANDS.get(random.nextInt(COMMANDS.size()));
        return AROUND.get(random.nextInt(AROUND.size())).replace("%s", command);
    }

    private static Place place(RandomGenerator random) {
        Set<String> groups = new HashSet<>();
        Optional<TargetId> target = Optional.empty();
        if (random.nextInt(3) > 0) {
            target = Optional.of(new TargetId("t" + random.nextInt(2)));
            for (int i = 0; i < 2; i++) {
                if (random.nextBoolean()) {
                    groups.add("g" + i);
                }
            }
        }
        return new Place(target, groups);
    }

    static List<ScopedPolicy> policies(RandomGenerator random, int count) {
        List<ScopedPolicy> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            PatternType type = PatternType.values()[random.nextInt(3)];
            List<String> patterns = PATTERNS.getOrDefault(type, List.of());
            RuleScope scope = switch (random.nextInt(4)) {
                case 0 -> new RuleScope.Target("t" + random.nextInt(2));
                case 1 -> new RuleScope.Group("g" + random.nextInt(2));
                default -> new RuleScope.Global();
            };
            out.add(new ScopedPolicy(
                    "pol_" + i,
                    new ApprovalPolicy.MinApprovers(1 + random.nextInt(20)),
                    type,
                    patterns.get(random.nextInt(patterns.size())),
                    scope,
                    RiskLevel.values()[random.nextInt(4)],
                    new UserId("user_1"),
                    FakeClock.START.plusSeconds(random.nextInt(5))));
        }
        return out;
    }
}
