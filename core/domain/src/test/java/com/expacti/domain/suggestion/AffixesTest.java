package com.expacti.domain.suggestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the values of a word are taken to have in common. */
final class AffixesTest {
    @Test
    void the_tags_of_one_image_vary_as_a_whole() {
        assertEquals(new Affixes("myapp:", ""), of("myapp:v1.2", "myapp:v1.3"));
        assertEquals(new Affixes(":", ""), of(":v1a", ":v1b"));
    }

    @Test
    void what_stands_behind_a_colon_is_a_tag_only_with_a_digit_and_no_slash_in_each_at_the_same_place() {
        assertEquals(new Affixes("a:b", ""), of("a:bx", "a:by"));
        assertEquals(new Affixes("a:b", ""), of("a:bx1", "a:by"));
        assertEquals(new Affixes("host:/", ""), of("host:/1a", "host:/1b"));
        assertEquals(new Affixes("r:x", ""), of("r:x1", "r:x1:3"));
    }

    @Test
    void digests_and_numbers_vary_as_a_whole_whatever_they_begin_with() {
        assertEquals(new Affixes("b-", ""), of("b-4f2a9c1", "b-4f2a9d2"));
        assertEquals(new Affixes("b-", "-x"), of("b-4f2a9c1-x", "b-4f2a9d2-x"));
        assertEquals(new Affixes("b-", ""), of("b-101", "b-112"));
        assertEquals(new Affixes("", ""), of("101", "112"));
    }

    @Test
    void what_is_no_number_keeps_what_it_begins_with_up_to_its_digits() {
        assertEquals(new Affixes("b-4f2a9xy", ""), of("b-4f2a9xyz", "b-4f2a9xyw"));
        assertEquals(new Affixes("b-x", ""), of("b-xa", "b-xb"));
        assertEquals(new Affixes("x", ""), of("x1.2a", "x1.2b"));
        assertEquals(new Affixes("x.", ""), of("x.2a", "x.2b"));
        assertEquals(new Affixes(".", ""), of(".2a", ".2b"));
        assertEquals(new Affixes("", ""), of("12x", "12y"));
    }

    @Test
    void an_ending_begins_where_a_part_begins_and_never_lies_within_the_beginning() {
        assertEquals(new Affixes("x/", "-log"), of("x/a1-log", "x/b2-log"));
        assertEquals(new Affixes("x/", ".gz"), of("x/alog.gz", "x/blog.gz"));
        assertEquals(new Affixes("x/", ""), of("x/a-1", "x/b-1"));
        assertEquals(new Affixes("ab-", ""), of("ab-ab-c", "ab-c"));
    }

    @Test
    void values_that_differ_in_more_than_one_name_of_a_path_are_told() {
        assertTrue(new Affixes("a/", ".log").varyWithinOneName(List.of("a/x.log", "a/y.log")));
        assertFalse(new Affixes("a", "").varyWithinOneName(List.of("a/x", "ab")));
        assertFalse(new Affixes("a/", "").varyWithinOneName(List.of("a/x/y", "a/z")));
    }

    private static Affixes of(String... values) {
        return Affixes.of(List.of(values));
    }
}
