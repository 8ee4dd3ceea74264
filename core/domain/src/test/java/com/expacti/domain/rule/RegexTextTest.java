package com.expacti.domain.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a regex writes out: deny rules are left out of the search by it, so it must stand in every match. */
final class RegexTextTest {
    private static final int CASES = 20_000;

    @Test
    void what_it_calls_written_out_stands_in_every_match() {
        int told = 0;
        for (int seed = 0; seed < CASES; seed++) {
            Sample sample = new Maker(new Random(seed)).alternatives(0);
            String regex = sample.regex();
            assertTrue(
                    Pattern.compile(regex, Pattern.DOTALL).matches(sample.match()),
                    () -> "the test's own match of `%s` is wrong: `%s`".formatted(regex, sample.match()));

            RegexText text = RegexText.of(regex);

            assertTrue(
                    sample.match().contains(text.longest()),
                    () -> "`%s` has `%s`, not in `%s`".formatted(regex, text.longest(), sample.match()));
            assertTrue(
                    sample.match().startsWith(text.prefix()),
                    () -> "`%s` starts `%s`, not so `%s`".formatted(regex, text.prefix(), sample.match()));
            told += text.longest().isEmpty() ? 0 : 1;
        }
        assertTrue(told > CASES / 4, "it said something of too few: " + told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "git push¦git push¦git push",
                "git push.*¦git push¦git push",
                "git pus?h x¦git pu¦git pu",
                "git +push¦git ¦git ",
                "a{2}bcd¦''¦bcd",
                "ab(cd)?efg¦ab¦efg",
                "ab|abcd¦''¦''",
                "(?i)abc¦''¦''",
                "a(?:b|c)defg¦a¦defg",
                "a(?P<n>b)defg¦a¦defg",
                "rm [-x]rf¦rm ¦rm ",
                "rm []x]rfzz¦rm ¦rfzz",
                "rm [^]x]rfzz¦rm ¦rfzz",
                "rm [[:alpha:]]long¦rm ¦long",
                "rm [\\]x]long¦rm ¦long",
                "\\Qa.b*c\\E.d¦a.b*c¦a.b*c",
                "x\\Qa.b¦xa.b¦xa.b",
                "a\\.b\\(c¦a.b(c¦a.b(c",
                "a\\dbcd¦a¦bcd",
                "^abc$¦abc¦abc",
            })
    void a_regex_tells_its_start_and_its_longest_piece(String regex, String prefix, String longest) {
        RegexText text = RegexText.of(regex);

        assertEquals(prefix, text.prefix());
        assertEquals(longest, text.longest());
    }

    @Test
    void operators_that_an_author_wrote_cut_it_in_segments() {
        assertCut("git pull && make", List.of("git pull ", " make"), List.of("&&"));
        assertCut("a\\|b", List.of("a", "b"), List.of("|"));
        assertCut("a\\|\\|b", List.of("a", "b"), List.of("||"));
        assertCut("a\\|&b", List.of("a", "b"), List.of("|&"));
        assertCut("a; b & c", List.of("a", " b ", " c"), List.of(";", "&"));
        assertCut("a(;b)", List.of("a(;b)"), List.of());
        assertCut("a(\\|b)", List.of("a(\\|b)"), List.of());
        assertCut("a;b|c", List.of("a;b|c"), List.of());
    }

    private static void assertCut(String regex, List<String> segments, List<String> operators) {
        RegexText text = RegexText.of(regex);
        assertEquals(segments, text.segments(), regex);
        assertEquals(operators, text.operators(), regex);
    }

    @Test
    void the_first_two_words_are_told_where_every_match_has_them() {
        assertEquals(Optional.of("git"), RegexText.of("git push .*").program());
        assertEquals(Optional.of("push"), RegexText.of("git push .*").secondWord());
        assertEquals(Optional.of("ls"), RegexText.of("ls").program());
        assertEquals(Optional.empty(), RegexText.of("ls.*").program());
        assertEquals(Optional.empty(), RegexText.of("git pu.*").secondWord());
        assertEquals(Optional.empty(), RegexText.of("git 'p' x").secondWord());
        assertEquals(Optional.empty(), RegexText.of("git  x y").secondWord());
    }

    @Test
    void a_literal_is_found_behind_flags_in_front_and_nowhere_else() {
        assertEquals("drop table", RegexText.literal("(?i)drop table.*"));
        assertEquals("", RegexText.literal("drop(?i)table"), "flags in the midst: in doubt, nothing");
        assertEquals("", RegexText.literal("(?x)drop"));
        assertEquals("drop", RegexText.literal("drop.x"));
    }

    /** A regex, and a text that it matches as a whole. */
    private record Sample(String regex, String match) {
        Sample then(Sample next) {
            return new Sample(regex + next.regex, match + next.match);
        }
    }

    /** Makes regexes together with a match of each, so that no regex engine is needed to find one. */
    private record Maker(Random random) {
        Sample alternatives(int depth) {
            Sample one = sequence(depth);
            if (random.nextInt(6) > 0) {
                return one;
            }
            Sample other = sequence(depth);
            return new Sample(one.regex + "|" + other.regex, random.nextBoolean() ? one.match : other.match);
        }

        private Sample sequence(int depth) {
            Sample all = new Sample("", "");
            for (int i = 1 + random.nextInt(5); i > 0; i--) {
                all = all.then(repeated(depth));
            }
            return all;
        }

        private Sample repeated(int depth) {
            Sample one = atom(depth);
            return switch (random.nextInt(9)) {
                case 0 -> new Sample(one.regex + "*", one.match.repeat(random.nextInt(3)));
                case 1 -> new Sample(one.regex + "?", one.match.repeat(random.nextInt(2)));
                case 2 -> new Sample(one.regex + "+", one.match.repeat(1 + random.nextInt(2)));
                case 3 -> new Sample(one.regex + "{0,2}", one.match.repeat(random.nextInt(3)));
                case 4 -> new Sample(one.regex + "{2}", one.match.repeat(2));
                default -> one;
            };
        }

        private Sample atom(int depth) {
            char plain = (char) ('a' + random.nextInt(3));
            String letter = String.valueOf(plain);
            return switch (random.nextInt(depth < 2 ? 18 : 15)) {
                case 0 -> new Sample(".", letter);
                case 1 -> new Sample("[a-c]", letter);
                case 2 -> new Sample("[^x]", letter);
                case 3 -> new Sample("[]a]", "]");
                case 4 -> new Sample("[[:alpha:]]", letter);
                case 5 -> new Sample("[\\]b]", "b");
                case 6 -> new Sample("\\.", ".");
                case 7 -> new Sample("\\w", letter);
                case 8 -> new Sample("\\(", "(");
                case 9 -> new Sample("\\x%02x".formatted((int) plain), letter);
                case 10 -> new Sample("\\x{%x}".formatted((int) plain), letter);
                case 11 -> new Sample("\\%o".formatted((int) plain), letter);
                case 12 -> new Sample("\\pL", letter);
                case 15 -> wrapped("(", alternatives(depth + 1));
                case 16 -> wrapped("(?:", alternatives(depth + 1));
                case 17 -> wrapped("(?P<n" + random.nextInt(1_000_000) + ">", alternatives(depth + 1));
                default -> new Sample(letter, letter);
            };
        }

        private static Sample wrapped(String open, Sample inner) {
            return new Sample(open + inner.regex + ")", inner.match);
        }
    }
}
