package com.expacti.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpanTest {
    @Test
    void a_span_holds_itself_and_what_is_inside_but_nothing_that_sticks_out() {
        Span span = new Span(2, 5);

        for (Span inside : List.of(span, new Span(2, 2), new Span(3, 4), new Span(5, 5))) {
            assertTrue(span.contains(inside), inside::toString);
        }
        for (Span outside : List.of(new Span(1, 3), new Span(4, 6), new Span(0, 1), new Span(1, 6))) {
            assertFalse(span.contains(outside), outside::toString);
        }
    }

    @Test
    void two_spans_together_reach_from_the_first_unit_to_the_last() {
        assertEquals(new Span(1, 7), new Span(4, 7).union(new Span(1, 2)));
        assertEquals(new Span(1, 7), new Span(1, 7).union(new Span(4, 5)));
    }

    @Test
    void a_span_neither_starts_before_the_text_nor_ends_before_it_starts() {
        assertThrows(IllegalArgumentException.class, () -> new Span(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Span(2, 1));
        assertEquals(0, new Span(0, 0).length());
    }
}
