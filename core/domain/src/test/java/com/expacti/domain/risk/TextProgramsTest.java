package com.expacti.domain.risk;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextProgramsTest {
    @Test
    void sed_programs_that_run_or_write_are_told_from_those_that_look() {
        for (String starts : List.of(
                "1e id",
                "e",
                "$ e id",
                "s/a/b/e",
                "s|a|b|ge",
                "s/a/b/w out",
                "/x/w out",
                "W f",
                "p;e id",
                "2,5{p;e x\n}",
                "s/a/b",
                "1!e id",
                "k",
                "\\,x,e id",
                "s/a\\/b/c/e",
                ":a;e id",
                "ba;e id",
                "t;e id",
                "v4.2;e id",
                "/x/{bend};e id",
                "s",
                "s/",
                "s/a/\\/e",
                "l 5;e id",
                "y/a/b/;e",
                "\\,x\\,y,e id",
                "a x\ne id",
                "s/a/b/gpIM0we")) {
            assertTrue(TextPrograms.sedStarts(starts), starts);
        }
        for (String looks : List.of(
                "1,20p",
                "s/foo/the new one/g",
                "s/DROP TABLE/we drop/",
                "/BEGIN/,/END/p",
                "$d",
                "10,30p;40q",
                "s,a/b,e w,",
                "/e w/d",
                "y/abc/ewx/",
                "a\\\nthe e",
                "s/a\\/e/w/",
                "N;P;D",
                "=",
                ":a;N;$!ba;s/\\n/ /g",
                "/x/{s/a/b/;bend};:end",
                "# e id",
                "r e",
                "\\,x,p",
                "s/a/b/;p",
                "s/a/b/gpIiMm019",
                "")) {
            assertFalse(TextPrograms.sedStarts(looks), looks);
        }
    }

    @Test
    void awk_programs_that_run_or_write_are_told_from_those_that_look() {
        for (String starts : List.of(
                "BEGIN{system(\"id\")}",
                "{print $1 > \"f\"}",
                "{print | \"sh\"}",
                "BEGIN{\"id\" | getline x}",
                "{printf \"%s\", $0 |& \"sh\"}",
                "@load \"x\"",
                "/\"/{print $1 > \"f\"}",
                "/\"/{print $1 | \"sh\"}",
                "/[/\"]/{print $1 > \"f\"}",
                "/a\\/\"/{print $1 > \"f\"}",
                "$1 ~ /\"/ {print > \"f\"}",
                "{print;} # \"\n{print > \"f\"}",
                "{n = $1 / \"2\"; print n > \"f\"}",
                "{print \"\\\"\" > \"f\"}",
                "{print 1 || 2 > \"f\"}",
                "{print 1}\n{print > \"f\"}",
                "BEGIN { system (\"id\") }")) {
            assertTrue(TextPrograms.awkStarts(starts), starts);
        }
        for (String looks : List.of(
                "{print $1}",
                "NR>10 && NR<20",
                "$3 > 100 {print $1, $2}",
                "{ if ($1 > 2 || $2) print \"a | b > c\"; x = $1 > 3 }",
                "/error/ {n++} END {print n}",
                "/x/{print \"a -> b\"}",
                "{print \"a/b\", $1/2, \"->\", $3/4 \">\"}",
                "$1 ~ /\"x\"/ {print \"|\" $2}",
                "{print $1} # \"a > b\"",
                "{print 1 || 2}",
                "{print 1}; $1 > 2",
                "{print 1\n} $1 > 2",
                "{print 1} $1 | 2 > 3",
                "{print \"\\\" > \"}")) {
            assertFalse(TextPrograms.awkStarts(looks), looks);
        }
    }

    @Test
    void a_program_of_64_kilobytes_is_read_once() {
        assertTrue(TextPrograms.sedStarts("s/" + "a".repeat(65_536)));
        assertFalse(TextPrograms.awkStarts("print ".repeat(10_000)));
        assertFalse(TextPrograms.sedStarts("p;".repeat(32_768)));
    }
}
