package com.expacti.domain.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.risk.Environment;
import com.expacti.domain.risk.RiskScorer;
import com.expacti.shell.Parse;
import com.expacti.shell.ShellParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever is added to a line that globs and regexes let through, they no longer let it through. */
class AllowedLinePropertiesTest {
    private static final long SEED = 20_260_321L;
    private static final MatchContext NOWHERE =
            new MatchContext(Optional.empty(), Optional.empty(), Set.of(), Instant.EPOCH);
    private static final List<String> ADDED_BEHIND = List.of(
            "; id",
            " && id",
            " || id",
            " | id",
            " |& id",
            " & id",
            "\nid",
            " $(id)",
            " `id`",
            " <(id)",
            " > f",
            " >> f",
            " 2> f",
            " &> f",
            " >| f",
            " < /etc/passwd",
            " <<< x",
            " $X",
            " ${X}",
            " \"$X\"",
            " *.x",
            " ~",
            " ../x",
            " a/../b",
            " {a,b}",
            " $((1))",
            "; wipe -rf /",
            " & id x",
            "\n\nid x",
            " # x\nid",
            " \u202e",
            " \u200b",
            " \u0007",
            " --out-file=/etc/x",
            " --unheard-of",
            " +x",
            " -",
            " $'\\x2d\\x2dconfig'",
            " \"$(id)\"",
            "; cd /",
            "; export A=1",
            "; f() { id; }",
            " 3> f",
            "\rid",
            "; eval id",
            " || sudo id",
            " | xargs id",
            "; X=1",
            " <<EOF\n$(id)\nEOF");
    private static final List<String> PUT_IN_FRONT = List.of(
            "X=1 ",
            "PATH=/tmp ",
            "LD_PRELOAD=x ",
            "id; ",
            "id && ",
            "sudo ",
            "env ",
            "env A=1 ",
            "exec ",
            "eval ",
            "command ",
            "cd /tmp && ",
            "> f ",
            "xargs ",
            "nohup ",
            "timeout 5 ",
            "builtin ",
            "$X ",
            "! id; ",
            "watch ",
            "\u200b");

    /** Lines allowed by the glob and regex rules of the vectors. */
    private static List<RuleVectors.Case> cases() {
        return RuleVectors.of("good").stream()
                .filter(each -> !each.list("allows").isEmpty())
                .filter(each -> each.rules().stream()
                        .noneMatch(rule -> rule.patternType() == PatternType.EXACT
                                || rule.pattern().contains("**")))
                .filter(each ->
                        each.text("target").isEmpty() && each.text("cwd").isEmpty())
                .toList();
    }

    @Test
    void nothing_can_be_added_to_an_allowed_line() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<String> let = new ArrayList<>();
        int tried = 0;
        for (RuleVectors.Case each : cases()) {
            RuleSet rules = RuleSet.of(each.rules());
            for (String line : each.list("allows")) {
                for (String added : ADDED_BEHIND) {
                    tried++;
                    collect(rules, line + added, let);
                }
                for (String front : PUT_IN_FRONT) {
                    tried++;
                    collect(rules, front + line, let);
                }
                for (int i = 0; i < 20; i++) {
                    String added = ADDED_BEHIND.get(random.nextInt(ADDED_BEHIND.size()));
                    String front = PUT_IN_FRONT.get(random.nextInt(PUT_IN_FRONT.size()));
                    tried++;
                    collect(rules, front + line + added, let);
                }
            }
        }

        assertTrue(tried > 2_000, "tried " + tried);
        assertEquals(List.of(), let, "seed " + SEED);
    }

    @Test
    void nothing_can_be_put_between_the_words_of_an_allowed_line() {
        List<String> let = new ArrayList<>();
        for (RuleVectors.Case each : cases()) {
            RuleSet rules = RuleSet.of(each.rules());
            for (String line : each.list("allows")) {
                for (int at = line.indexOf(' '); at >= 0 && plain(line); at = line.indexOf(' ', at + 1)) {
                    for (String between :
                            List.of("; id; ", " $(id)", " $X", " > f", " --unheard-of", "\n", " | ", " & ")) {
                        collect(rules, line.substring(0, at) + between + line.substring(at), let);
                    }
                }
            }
        }

        assertEquals(List.of(), let);
    }

    private static boolean plain(String line) {
        return line.chars().allMatch(c -> Character.isLetterOrDigit(c) || " ./-_".indexOf(c) >= 0);
    }

    @Test
    void quoting_a_plain_word_changes_nothing_for_a_glob() {
        RuleSet rules = RuleSet.of(RuleVectors.of("good").stream()
                .filter(each -> each.file().equals("glob.json"))
                .findFirst()
                .orElseThrow()
                .rules());

        assertTrue(allows(rules, "docker logs api"));
        assertTrue(allows(rules, "docker 'logs' \"api\""));
        assertFalse(allows(rules, "docker 'logs api'"));
    }

    private static void collect(RuleSet rules, String line, List<String> let) {
        boolean format = line.contains("date ") && line.endsWith(" +x");
        if (allows(rules, line) && !format) {
            let.add(line);
        }
    }

    private static boolean allows(RuleSet rules, String line) {
        Parse parse = ShellParser.parse(line);
        RuleMatch match = rules.match(parse, RiskScorer.score(parse, Environment.NONE, Optional.empty()), NOWHERE);
        return match.denyRuleIds().isEmpty() && !match.allowRuleIds().isEmpty();
    }
}
