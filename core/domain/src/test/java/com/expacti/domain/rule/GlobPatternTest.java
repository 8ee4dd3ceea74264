package com.expacti.domain.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a glob writes out, what it takes read broadly, and why it does not take a word. */
final class GlobPatternTest {
    @ParameterizedTest
    @CsvSource({
        "git push, git, push, 8",
        "git pu*, git, '', 6",
        "git * x, git, '', 4",
        "g*t push, '', '', 1",
        "ls, ls, '', 2",
    })
    void it_tells_its_first_words_and_how_much_it_writes_out(String glob, String program, String second, int prefix) {
        GlobPattern pattern = GlobPattern.of(glob);

        assertEquals(Optional.of(program).filter(p -> !p.isEmpty()), pattern.program());
        assertEquals(Optional.of(second).filter(s -> !s.isEmpty()), pattern.secondWord());
        assertEquals(prefix, pattern.literalPrefixLength());
    }

    @ParameterizedTest
    @CsvSource({
        "rm -rf /srv/data, /srv/data",
        "rm abc xyz, abc",
        "curl *example.com, curl",
        "rm -rf *, rm",
        "git push --force, push",
        "g* x, x",
        "* ?, ''",
    })
    void its_longest_word_is_one_that_stands_in_all_it_meets(String glob, String longest) {
        assertEquals(longest, GlobPattern.of(glob).longestLiteral());
    }

    @Test
    void two_stars_alone_take_all_words() {
        assertTrue(GlobPattern.of("docker run **").usesAllWords());
        assertFalse(GlobPattern.of("docker run *").usesAllWords());
        assertFalse(GlobPattern.of("docker run a**").usesAllWords());
    }

    @ParameterizedTest
    @CsvSource({
        "rm -r -f *, rm -rf x, true",
        "rm -rf *, rm -f -r x, true",
        "rm -rf *, /bin/rm -r -f x, true",
        "rm -rf *, cp -f -r x, false",
        "rm -rf *, rm -r x, false",
        "git push *, git push, true",
        "git push *, git pull x, false",
        "rm x, rm x y, false",
    })
    void read_broadly_options_stand_in_any_order_and_the_program_in_any_directory(
            String glob, String line, boolean meets) {
        assertEquals(meets, GlobPattern.of(glob).meetsBroadly(words(line)));
    }

    @Test
    void read_broadly_it_may_open_a_longer_line() {
        GlobPattern pattern = GlobPattern.of("rm -rf /");

        assertTrue(pattern.opensBroadly(words("rm -rf / now and more")));
        assertTrue(pattern.opensBroadly(words("rm -rf /")));
        assertFalse(pattern.opensBroadly(words("rm -rf")));
        assertFalse(pattern.opensBroadly(words("rm -rf x")));
        assertFalse(pattern.meetsBroadly(List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "g* push¦git push¦0¦true¦a wildcard never stands for the program; the rule has to name it",
                "git push x¦git pull x¦1¦false¦its word 2 is `push`, this has `pull`",
                "git log *¦git log --output=x¦2¦true¦the word `--output=x` is an option that `git log` uses",
                "cat /var/log/*¦cat /etc/passwd¦1¦true¦`/etc/passwd` is outside the paths that the rule writes out",
                "cat *¦cat ../x¦1¦true¦`../x` climbs with `..`; the rule's wildcard does not take it",
                "ls *¦ls --nonsense¦1¦true¦the word `--nonsense` is an option of `ls` that isn't known to be harmless",
                "cat *¦cat \uE000$X\uE00F¦1¦true¦`$X` holds a variable, a file pattern, braces or a `~`",
                "git log * --output=x¦git log a --output=x --zap¦4¦true¦the word `--zap` is an option of `git log`",
                "ls a * b¦ls a x c¦-1¦false¦its words differ",
                "head * x¦head -n -5 y¦-1¦false¦its words differ",
                "head * x¦head -c -n -5 y¦1¦true¦the word `-c` is an option of `head`",
                "date *¦date 01010000¦1¦true¦`01010000` is a word with which `date` does more than it says",
                "ls a b¦ls a¦-1¦false¦it asks for at least 3 words, this has 2",
                "ls a b *¦ls a b¦-1¦false¦it asks for at least 4 words, this has 3",
                "ls a¦ls a b¦-1¦false¦its words differ",
            })
    void it_says_which_word_stopped_it_and_why(String glob, String line, int word, boolean wildcard, String why) {
        GlobPattern.Stop stop = GlobPattern.of(glob).whyNot(words(line));

        assertTrue(stop.reason().startsWith(why), stop.reason());
        assertEquals(word, stop.word());
        assertEquals(wildcard, stop.wildcard());
    }

    @Test
    void the_value_of_a_harmless_option_is_no_reason() {
        GlobPattern.Stop stop = GlobPattern.of("kubectl get * x").whyNot(words("kubectl get -n team y"));

        assertEquals(-1, stop.word());
    }

    @ParameterizedTest
    @CsvSource({
        "ls x[]a]y, ls x]y, true",
        "ls x[!]a]y, ls xby, true",
        "ls x[!]a]y, ls x]y, false",
        "ls x[a-c]y, ls xby, true",
        "ls x[a-c]y, ls xdy, false",
        "ls a*b*c, ls aXbYc, true",
        "ls a*b*c, ls aXcYb, false",
        "ls a*a, ls a, false",
        "ls a?b, ls axb, true",
        "ls a?b, ls ab, false",
    })
    void classes_stars_and_question_marks_read_as_globs_do(String glob, String line, boolean meets) {
        assertEquals(meets, GlobPattern.of(glob).meets(words(line)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "ls *¦ls x",
                "ls a?[bc]d*¦ls axxdx",
                "cat \"$X\"/* $Y ~/z* {a,b}¦cat \"$X\"/x $Y ~/zx {a,b}",
                "ls 'a b' c\\;d \"\"¦ls a\\ b c\\;d ''",
                "ls a_./:=@%+,-b¦ls a_./:=@%+,-b",
            })
    void the_command_its_author_had_in_mind_reads_as_a_shell_reads_it(String glob, String skeleton) {
        assertEquals(skeleton, GlobPattern.of(glob).skeleton());
    }

    @Test
    void a_line_feed_in_a_word_stays_quoted() {
        assertEquals("ls a'\n'b", GlobPattern.of("ls 'a\nb'").skeleton());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "ls [a']'¦never closes it",
                "ls x[]¦never closes it",
                "ls x[!]¦never closes it",
                "ls [[:alpha:]]¦by a word",
                "ls [[=a=]]¦by a word",
                "ls [[.a.]]¦by a word",
                "ls [b-a]¦runs backwards",
            })
    void a_class_that_cannot_be_read_is_refused(String glob, String why) {
        InvalidRule refused = assertThrows(InvalidRule.class, () -> GlobPattern.of(glob), glob);

        assertTrue(refused.message().contains(why), refused.message());
    }

    private static List<String> words(String line) {
        return Arrays.asList(line.split(" "));
    }
}
