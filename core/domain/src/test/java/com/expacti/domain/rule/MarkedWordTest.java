package com.expacti.domain.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.expacti.shell.Parsed;
import com.expacti.shell.ShellParser;
import com.expacti.shell.Word;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shell would still replace in a word is kept apart from the word's own text. */
final class MarkedWordTest {
    private static Word word(String text) {
        return assertInstanceOf(Parsed.class, ShellParser.parse("ls " + text))
                .simpleCommands()
                .getFirst()
                .words()
                .get(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "a'b'\"c\"\\d¦abcd",
                "$X/y¦\uE000$X\uE00F/y",
                "\"$X\"/y¦\uE001$X\uE00F/y",
                "\"a${X}b\"¦a\uE001${X}\uE00Fb",
                "a*b¦a\uE002*b",
                "'a*b'¦a*b",
                "~/x¦\uE004~/x",
                "'~/x'¦~/x",
                "{a,b}¦\uE003{a,b}\uE00F",
                "x{a,b}¦\uE003x{a,b}\uE00F",
            })
    void what_is_replaced_stands_between_marks(String text, String marked) {
        assertEquals(Optional.of(marked), MarkedWord.of(word(text)));
        assertEquals(MarkedWord.unmarked(marked), MarkedWord.readable(word(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$(id)",
                "`id`",
                "\"a$(id)\"",
                "$((1))",
                "<(id)",
                "${X:-y}",
                "\"${X#y}\"",
                "$\"x\"",
                "{a,$X}",
                "{a,$(id)}"
            })
    void what_is_worked_out_when_it_runs_meets_no_pattern(String text) {
        assertEquals(Optional.empty(), MarkedWord.of(word(text)), text);
        assertEquals(text, MarkedWord.readable(word(text)));
    }

    @Test
    void marks_are_sixteen_characters_and_their_neighbours_none() {
        for (char c = MarkedWord.FIRST_MARK; c <= MarkedWord.LAST_MARK; c++) {
            assertEquals(true, MarkedWord.hasMark("a" + c));
        }
        assertEquals(false, MarkedWord.hasMark("\uDFFF\uE010a"));
    }

    @ParameterizedTest
    @CsvSource({
        "..,1",
        "../x,1",
        "x/..,1",
        "x/../y,1",
        "../..,2",
        "a=../x,1",
        "a:../x,1",
        "'a,..',1",
        "@../x,1",
        "a\\..\\b,1",
        "...,0",
        "..x,0",
        "x..,0",
        "a..b,0",
        "../...,1",
        "'',0",
        "..../..,1",
    })
    void a_path_climbs_as_often_as_two_dots_stand_alone(String text, int climbs) {
        assertEquals(climbs, MarkedWord.climbs(text), text);
    }
}
