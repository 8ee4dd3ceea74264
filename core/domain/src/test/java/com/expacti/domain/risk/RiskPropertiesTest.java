package com.expacti.domain.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.shell.Parsed;
import com.expacti.shell.ShellParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What must hold of every score, tried on every line of the vectors. */
class RiskPropertiesTest {
    private static final long SEED = 7_001L;

    /** One line in so many of the longer files is tried; all of them with {@code -Dexpacti.risk.share=1}. */
    private static final int CORPUS_SHARE = Integer.getInteger("expacti.risk.share", 6);

    /** Ways to start a command through another; the line must be one simple command without quotes of its own kind. */
    private static final List<UnaryOperator<String>> WRAPPERS = List.of(
            line -> "sudo " + line,
            line -> "env A=1 " + line,
            line -> "nice " + line,
            line -> "nohup " + line,
            line -> "timeout 5 " + line,
            line -> "time " + line,
            line -> "command " + line,
            line -> "exec " + line,
            line -> "A=1 " + line,
            line -> "( " + line + " )",
            line -> "{ " + line + "; }",
            line -> "true && " + line,
            line -> "if true; then " + line + "; fi",
            line -> "f() { " + line + "; }; f",
            line -> "bash -c " + quoted(line),
            line -> "sh -c " + quoted(line),
            line -> "eval " + quoted(line),
            line -> "sudo bash -c " + quoted(line),
            line -> "bash -c " + quoted("sh -c " + quoted(line)),
            line -> "ssh web1 " + quoted(line),
            line -> "echo $(" + line + ")",
            line -> "sh <<'END'\n" + line + "\nEND",
            line -> "setsid " + line,
            line -> "stdbuf -oL " + line,
            line -> "doas " + line,
            line -> "ionice " + line,
            line -> "flock /tmp/lock " + line,
            line -> "strace " + line,
            line -> "watch " + quoted(line),
            line -> "su -c " + quoted(line),
            line -> "script -c " + quoted(line) + " /dev/null",
            line -> "busybox sh -c " + quoted(line),
            line -> "docker exec web sh -c " + quoted(line),
            line -> "kubectl exec web -- sh -c " + quoted(line),
            line -> "find . -exec sh -c " + quoted(line) + " \\;",
            line -> "echo " + quoted(line) + " | sh",
            line -> "sh <<< " + quoted(line),
            line -> "cat <<'END' | bash\n" + line + "\nEND",
            line -> "true || " + line,
            line -> "while true; do " + line + "; done",
            line -> "for i in 1; do " + line + "; done",
            line -> "case x in x) " + line + ";; esac",
            line -> "cat <(" + line + ")",
            line -> "x=$(" + line + ")",
            line -> "c=" + quoted(line) + "; eval \"$c\"",
            line -> "c=" + quoted(line) + "; sh -c \"$c\"");

    private static String quoted(String line) {
        return "'" + line.replace("'", "'\\''") + "'";
    }

    private static int score(String line) {
        return RiskScorer.score(ShellParser.parse(line), Environment.NONE, Optional.empty())
                .score();
    }

    private static List<String> lines() {
        return RiskVectors.all().stream()
                .filter(each -> !each.file().matches("(?:corpus-|edges|exact).*")
                        || Math.floorMod(each.command().hashCode(), CORPUS_SHARE) == 0)
                .map(RiskVectors.Case::command)
                .filter(line -> line.indexOf('\n') < 0
                        && !line.contains("&")
                        && !line.contains("|")
                        && !line.contains(";")
                        && !line.contains("#"))
                .filter(line -> ShellParser.parse(line) instanceof Parsed)
                .filter(
                        line -> !line.matches(
                                "(?:\\w+\\+?=|[!({]|\\[\\[|(?:if|for|while|until|case|coproc|time|select|drop|truncate|delete|update|alter|grant)\\b|function ).*"))
                .filter(line -> !line.endsWith("\\"))
                .distinct()
                .toList();
    }

    @Test
    void wrapping_a_command_never_lowers_its_score() {
        List<String> lowered = new ArrayList<>();
        for (String line : lines()) {
            for (UnaryOperator<String> wrapper : WRAPPERS) {
                String wrapped = wrapper.apply(line);
                if (score(wrapped) < score(line)) {
                    lowered.add("%d < %d: %s".formatted(score(wrapped), score(line), wrapped));
                }
            }
        }

        assertTrue(lines().size() > 100, "lines: " + lines().size());
        assertEquals(List.of(), lowered);
    }

    @Test
    void wrapping_twice_never_lowers_either() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<String> lowered = new ArrayList<>();
        List<String> lines = lines();
        for (int i = 0; i < 500; i++) {
            String line = lines.get(random.nextInt(lines.size()));
            String once = WRAPPERS.get(random.nextInt(WRAPPERS.size())).apply(line);
            String twice = "sudo bash -c " + quoted(once);
            if (score(twice) < score(line)) {
                lowered.add("%d < %d: %s".formatted(score(twice), score(line), twice));
            }
        }

        assertEquals(List.of(), lowered, "seed " + SEED);
    }

    @Test
    void adding_a_command_never_lowers_a_line() {
        List<String> lowered = new ArrayList<>();
        for (String line : lines()) {
            for (String longer : List.of(
                    line + "; ls",
                    "ls; " + line,
                    line + " && git status",
                    "git status | " + line,
                    line + " > /dev/null")) {
                if (score(longer) < score(line)) {
                    lowered.add("%d < %d: %s".formatted(score(longer), score(line), longer));
                }
            }
        }

        assertEquals(List.of(), lowered);
    }

    @Test
    void production_and_staging_never_lower_a_score() {
        for (String line : lines()) {
            int none = score(line);
            for (Environment environment : Environment.values()) {
                int there = RiskScorer.score(ShellParser.parse(line), environment, Optional.empty())
                        .score();
                assertTrue(there >= none, line + " on " + environment);
            }
            int inProduction = RiskScorer.score(
                            ShellParser.parse(line), Environment.NONE, Optional.of("/srv/production"))
                    .score();
            assertTrue(inProduction >= none, line);
        }
    }

    @Test
    void any_text_at_all_gets_a_score() {
        SplittableRandom random = new SplittableRandom(SEED);
        String alphabet = "rm -f$(){}[]|&;<>'\"`\\*?~=/ \n\tabcgitsudo\u200b\u202e\u0440é0";
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(24); j >= 0; j--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Risk risk = RiskScorer.score(ShellParser.parse(text.toString()), Environment.NONE, Optional.empty());
            int sum = risk.factors().stream().mapToInt(RiskFactor::points).sum();
            assertEquals(Math.clamp(sum, 0, 100), risk.score(), text.toString());
            assertEquals(RiskLevel.of(risk.score()), risk.level());
        }
    }
}
