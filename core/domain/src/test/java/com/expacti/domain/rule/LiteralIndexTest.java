package com.expacti.domain.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LiteralIndexTest {
    private static final long SEED = 20_260_101;
    private static final List<String> REGEXES = List.of(
            "(?i).*drop table.*",
            ".*--force.*",
            "(?s).*curl.*bash.*",
            "(?i)mask.*",
            "(?i).*KISS.*",
            ".*abc😀?d.*",
            ".*(?i)secret.*",
            ".*(wipe|erase).*",
            ".*rm.*",
            ".*wipes?.*",
            "[a-z]+.*",
            ".*a{0}bcde.*",
            ".*über alles.*");
    private static final List<String> PIECES = List.of(
            "drop table",
            "DROP ",
            "Table",
            "--force",
            "curl",
            "bash",
            "mask",
            "MA\u017F\u212A",
            "kiss",
            "\u212Ai\u017Fs",
            "abc",
            "d",
            "secret",
            "SECRET",
            "wipe",
            "wip",
            "rm",
            " ",
            "bcde",
            "über alles",
            "ÜBER",
            "😀");

    @Test
    void whatever_matches_is_a_candidate() {
        LiteralIndex index =
                new LiteralIndex(REGEXES.stream().map(RegexText::literal).toList());
        List<Pattern> patterns = REGEXES.stream()
                .map(each -> Pattern.compile(each, Pattern.DOTALL))
                .toList();
        SplittableRandom random = new SplittableRandom(SEED);
        int matched = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(5); j >= 0; j--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }

            BitSet candidates = index.candidates(List.of(text.toString()));

            for (int rule = 0; rule < patterns.size(); rule++) {
                if (patterns.get(rule).matches(text.toString())) {
                    matched++;
                    assertTrue(candidates.get(rule), REGEXES.get(rule) + " on " + text);
                }
            }
        }
        assertTrue(matched > 20_000, "matched " + matched);
    }

    @Test
    void most_texts_leave_most_patterns_out() {
        LiteralIndex index = new LiteralIndex(List.of("--force-with-1", "--force-with-2", "", "drop table"));

        assertEquals(
                "{0, 2}", index.candidates(List.of("git push --force-with-1")).toString());
        assertEquals("{2}", index.candidates(List.of("git push --force")).toString());
    }

    @Test
    void a_deny_regex_is_found_whatever_stands_in_front_of_its_optional_character() {
        assertTrue(RegexText.of("rm 😀?x").longest().equals("rm "));
    }

    @Test
    void letters_of_either_case_are_the_same_from_the_first_to_the_last() {
        for (String literal : List.of("AZAZ", "azaz", "aZAz")) {
            LiteralIndex index = new LiteralIndex(List.of(literal));

            for (String text : List.of("azaz", "AZAZ", "x AzaZ x")) {
                assertEquals("{0}", index.candidates(List.of(text)).toString(), literal + " in " + text);
            }
        }
        assertEquals(
                "{}",
                new LiteralIndex(List.of("@[`{")).candidates(List.of("`{@[")).toString());
        assertEquals(
                "{}",
                new LiteralIndex(List.of("drop")).candidates(List.of("dro p")).toString());
    }
}
