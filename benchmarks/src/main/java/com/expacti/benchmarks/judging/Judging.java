package com.expacti.benchmarks.judging;

import com.expacti.domain.decision.Assessment;
import com.expacti.domain.decision.Gate;
import com.expacti.domain.decision.Question;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.policy.PolicySet;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Parse, score and match, beside two floors of the same run: looking the text up in a map, and the SHA-256 of its UTF-8.
 * One thread; a few minutes.
 *
 * <p>Arguments: seconds a figure (4).
 */
public final class Judging {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    /** What judging a line of 64 KB may take. */
    private static final double LATE_MICROS = 5_000;

    private final double seconds;

    private Judging(double seconds) {
        this.seconds = seconds;
    }

    public static void main(String[] arguments) {
        new Judging(arguments.length > 0 ? Double.parseDouble(arguments[0]) : 4).run();
    }

    private void run() {
        OrgView few = view(RuleMix.of(1_000));
        OrgView many = view(RuleMix.of(10_000));
        List<String> lines = everyday();
        say("warming up on %d everyday lines", lines.size());
        Sample _ = Sample.of(lines, seconds, judge(few));
        Sample _ = Sample.of(lines, seconds, judge(many));

        Map<String, Integer> known = IntStream.range(0, lines.size())
                .boxed()
                .collect(java.util.stream.Collectors.toMap(lines::get, i -> i, (a, b) -> a));
        say("floor: the text in a map        %s", everydayly(lines, text -> known.get(new String(text.toCharArray()))));
        Sample floor = Sample.of(lines, seconds, Judging::digest);
        say("floor: SHA-256 of the text      %s", floor.summary());
        Sample parsed =
                Sample.of(lines, seconds, text -> Gate.parse(text).text().length());
        say("parse alone                     %s", parsed.summary());
        for (OrgView view : List.of(few, many)) {
            Sample judged = Sample.of(lines, seconds, judge(view));
            say("judged by %,6d rules          %s", view.rules().size(), judged.summary());
            say("  ratio of medians to SHA-256: %.1f", judged.micros(50) / floor.micros(50));
        }
        Map<String, String> shapes = new LinkedHashMap<>(LongLines.of("long.json"));
        shapes.putAll(LongLines.of("hard.json"));
        longLines(shapes, few);
        hostileRegexes();
        say("(%d)", Sample.consumed());
    }

    private String everydayly(List<String> lines, ToIntFunction<String> work) {
        return Sample.of(lines, seconds, work).summary();
    }

    private void longLines(Map<String, String> shapes, OrgView view) {
        warm(shapes, view);
        say("64 KB each, 1,000 rules:");
        Map<String, Double> medians = new LinkedHashMap<>();
        shapes.forEach((name, text) -> {
            List<String> one = List.of(text);
            Sample floor = Sample.of(one, seconds / 32, Judging::digest);
            Sample judged = Sample.of(one, seconds / 8, judge(view));
            medians.put(name, judged.micros(50));
            say(
                    "%-58s p50 %9.1f µs, CPU %9.1f µs, %7.1f × SHA-256, %9.1f KB, %s",
                    name,
                    judged.micros(50),
                    judged.cpu() / 1e3,
                    judged.micros(50) / floor.micros(50),
                    judged.bytes() / 1024.0,
                    outcome(view, text));
        });
        summary(medians, view, shapes);
    }

    /** All shapes, round after round: each alone would have the compiler fit the code to it, and unlearn the one before. */
    private void warm(Map<String, String> shapes, OrgView view) {
        long end = System.nanoTime() + (long) (seconds * 10e9);
        int rounds = 0;
        while (rounds < 20 || System.nanoTime() < end) {
            Sample.of(List.copyOf(shapes.values()), 0, judge(view));
            rounds++;
        }
        say("warmed up on all %d shapes of 64 KB, %d rounds", shapes.size(), rounds);
    }

    private static void summary(Map<String, Double> medians, OrgView view, Map<String, String> shapes) {
        long slow =
                medians.values().stream().filter(micros -> micros > LATE_MICROS).count();
        long over = shapes.values().stream()
                .filter(text -> assess(view, text).risk().isOverBudget())
                .count();
        Map.Entry<String, Double> worst =
                medians.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        say(
                "64 KB, once warm: %d of %d shapes take over 5 ms, the worst %.1f ms (%s); %d go over budget, to a person",
                slow, medians.size(), worst.getValue() / 1e3, worst.getKey(), over);
    }

    private void hostileRegexes() {
        String text = "echo " + "a 1 ".repeat(16_000);
        for (int count : List.of(1, 10, 1_000)) {
            OrgView view = view(RuleMix.hostile(count));
            Sample _ = Sample.of(List.of(text), seconds / 8, judge(view));
            Sample judged = Sample.of(List.of(text), 1, judge(view));
            say(
                    "%,6d hostile regexes on 64 KB: p50 %9.1f µs, %9.1f KB, %s",
                    view.rules().size(), judged.micros(50), judged.bytes() / 1024.0, outcome(view, text));
        }
    }

    private static String outcome(OrgView view, String text) {
        Assessment assessment = assess(view, text);
        List<String> codes = assessment.risk().factors().stream()
                .map(factor -> factor.code())
                .filter(code -> code.equals("unparsed") || code.equals("over_budget"))
                .toList();
        return assessment.verdict().literal() + " " + assessment.risk().score() + " " + codes;
    }

    /** The commands of the risk vectors, which are what agents run. */
    private static List<String> everyday() {
        List<String> lines = new ArrayList<>();
        for (String file : List.of("published.json", "data-not-code.json", "harm.json", "context.json")) {
            LongLines.cases(Path.of("vectors", "risk", file)).forEach(each -> lines.add((String) each.get("command")));
        }
        // What rules let through, too.
        for (int i = 0; i < lines.size() / 10; i++) {
            lines.add("docker logs svc" + i * 37);
            lines.add("kubectl get pods -n team%d -o wide".formatted(i * 11));
            lines.add("deploy --release %d --to staging".formatted(i));
        }
        return lines;
    }

    private static OrgView view(List<Rule> rules) {
        RuleSet set = RuleSet.of(rules);
        set.disabled().forEach((id, why) -> {
            throw new IllegalStateException(id + ": " + why.getMessage());
        });
        return new OrgView(
                new OrgId("org_1"),
                1,
                OrgSettings.standard("Benchmark"),
                set,
                PolicySet.NONE,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
    }

    private static ToIntFunction<String> judge(OrgView view) {
        return text -> assess(view, text).risk().score();
    }

    private static Assessment assess(OrgView view, String text) {
        Question question = new Question(Gate.parse(text), Optional.of("/srv/app"), Optional.empty(), List.of(), false);
        return Gate.assess(view, question, NOW);
    }

    private static int digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8))[0];
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
