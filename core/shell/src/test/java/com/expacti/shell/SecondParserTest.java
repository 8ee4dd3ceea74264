package com.expacti.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.expacti.shell.SecondParser.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Compares every command, word, value and redirection with what mvdan.cc/sh finds, on generated and damaged text. Where
 * the two differ although both take the text, one of them is wrong: bash was asked, and {@link #KNOWN} tells each of
 * the other's readings that differ from bash's. {@code docs/fuzzing.md} has them with examples.
 */
final class SecondParserTest {
    private static final int CASES = Integer.getInteger("expacti.fuzz.cases", 20_000);
    private static final long SEED = Long.getLong("expacti.fuzz.seed", 20_260_101L);
    private static final int BATCH = 1_000;

    /** A reading of mvdan.cc/sh that is not bash's: what it is called, and which cases show it. */
    private record Known(String name, BiPredicate<String, Answer> shows) {
        static Known where(String name, String text) {
            Pattern pattern = Pattern.compile(text);
            return new Known(name, (input, answer) -> pattern.matcher(input).find());
        }
    }

    private static final List<Known> KNOWN = List.of(
            Known.where("a carriage return is a blank", "\r"),
            Known.where("a continued line in a comment or word", "\\\\\n"),
            Known.where("an expansion's substring holds no commands", "\\$\\{[^}]*:[^}]*\\$\\("),
            Known.where("a comment starts after a quote or parenthesis inside a word", "[)'\"`]#"),
            Known.where("a comment starts after `$[…]` inside a word", "(?s)\\$\\[.*?]#"),
            new Known(
                    "what is no name is assigned to, if a bracket follows",
                    (text, answer) -> answer.commands().stream()
                            .flatMap(command -> command.assignments().stream())
                            .anyMatch(name -> !Units.isName(name.replaceAll("(\\[])?\\+?$", "")))));

    private static SecondParser secondParser() throws IOException {
        try {
            return SecondParser.build();
        } catch (SecondParser.Missing missing) {
            String reason = "not compared with a second parser: " + missing.getMessage();
            if (System.getenv("CI") != null) {
                fail(reason);
            }
            System.out.println(reason);
            return abort(reason);
        }
    }

    /** What came of the cases so far. */
    private static final class Tally {
        private int agreed;
        private final List<String> wrong = new ArrayList<>();
        private final Map<String, Integer> known = new TreeMap<>();
        private final Map<String, Integer> onlyWeTake = new TreeMap<>();
        private final Map<String, Integer> onlyWeRefuse = new TreeMap<>();
        private final Map<String, Integer> onlyTheyTake = new TreeMap<>();

        void count(List<String> texts, List<Answer> answers) throws IOException {
            List<String> contested = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                boolean ours = ShellParser.parse(texts.get(i)) instanceof Parsed;
                if (ours != answers.get(i).takes()) {
                    contested.add(texts.get(i));
                }
            }
            Map<String, Boolean> bash = asked(contested);
            for (int i = 0; i < texts.size(); i++) {
                switch (ShellParser.parse(texts.get(i))) {
                    case Parsed parsed -> taken(parsed, answers.get(i), bash);
                    case Unparsed unparsed -> refused(unparsed, answers.get(i), bash);
                }
            }
        }

        private static Map<String, Boolean> asked(List<String> contested) throws IOException {
            Map<String, Boolean> answers = new HashMap<>();
            Optional<Bash> bash = Bash.find();
            if (bash.isPresent() && !contested.isEmpty()) {
                List<Boolean> accepted = bash.get().accepts(contested);
                for (int i = 0; i < contested.size(); i++) {
                    answers.put(contested.get(i), accepted.get(i));
                }
            }
            return answers;
        }

        private void taken(Parsed parsed, Answer answer, Map<String, Boolean> bash) {
            String text = parsed.text();
            if (!answer.takes()) {
                add(onlyWeTake, answer.error().replaceAll("[0-9]+:[0-9]+: ", ""));
                if (!bash.getOrDefault(text, true)) {
                    wrong.add("<<<%s>>> is taken here alone".formatted(text));
                }
            } else if (Structure.agree(Structure.of(parsed), answer.commands())) {
                agreed++;
            } else {
                differs(parsed, answer);
            }
        }

        private void differs(Parsed parsed, Answer answer) {
            Optional<String> name = KNOWN.stream()
                    .filter(one -> one.shows().test(parsed.text(), answer))
                    .map(Known::name)
                    .findFirst();
            name.ifPresentOrElse(
                    reason -> add(known, reason),
                    () -> wrong.add("<<<%s>>>%n  ours   %s%n  theirs %s"
                            .formatted(parsed.text(), Structure.of(parsed), answer.commands())));
        }

        private void refused(Unparsed unparsed, Answer answer, Map<String, Boolean> bash) {
            if (!answer.takes()) {
                agreed++;
            } else {
                add(bash.getOrDefault(unparsed.text(), true) ? onlyWeRefuse : onlyTheyTake, unparsed.reason());
            }
        }

        private static void add(Map<String, Integer> counts, String key) {
            counts.merge(key, 1, Integer::sum);
        }

        void print() {
            System.out.printf("second parser, seed %d: %d cases, %d agree%n", SEED, CASES, agreed);
            print("they read differently from bash", known);
            print("bash and we take, by their reason", onlyWeTake);
            print("bash and they take, by our reason", onlyWeRefuse);
            print("only they take, by our reason", onlyTheyTake);
        }

        private static void print(String title, Map<String, Integer> counts) {
            int all = counts.values().stream().mapToInt(Integer::intValue).sum();
            System.out.printf("  %s: %d%n", title, all);
            if (Boolean.getBoolean("expacti.fuzz.show")) {
                counts.forEach((reason, count) -> System.out.printf("    %6d %s%n", count, reason));
            }
        }
    }

    @Test
    void commands_words_and_redirections_are_those_a_second_parser_finds() throws IOException {
        SecondParser second = secondParser();
        RandomGenerator chance = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        Snippets snippets = Snippets.common(chance);
        Tally tally = new Tally();
        for (int done = 0; done < CASES; done += BATCH) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < Math.min(BATCH, CASES - done); i++) {
                texts.add(snippets.next());
            }
            tally.count(texts, second.ask(texts));
        }
        tally.print();
        assertEquals(List.of(), tally.wrong, "seed %d: the two parsers read these differently".formatted(SEED));
        assertTrue(tally.agreed > CASES / 10 * 9, "too few cases agree for the comparison to mean anything");
    }
}
