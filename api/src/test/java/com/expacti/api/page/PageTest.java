package com.expacti.api.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.application.failure.GateException;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PageTest {
    private static final List<String> ALL = List.of("a", "b", "c", "d", "e");

    private static JsonNode page(int limit, Optional<String> cursor) {
        Page page = Page.of(Optional.of(Integer.toString(limit)), cursor);
        return page.body(page.slice(ALL, Function.identity()), JsonNode::createStringNode, Function.identity());
    }

    @Test
    void a_page_with_more_behind_it_says_where_the_next_begins() {
        JsonNode first = page(2, Optional.empty());
        assertEquals(2, first.get("items").size());
        assertEquals("b", first.get("next_cursor").getStringValue());
        JsonNode second = page(2, Optional.of("b"));
        assertEquals("c", second.get("items").get(0).getStringValue());
        assertEquals("d", second.get("next_cursor").getStringValue());
    }

    @Test
    void the_last_page_has_no_cursor_even_where_it_is_full() {
        assertNull(page(5, Optional.empty()).get("next_cursor"));
        assertNull(page(2, Optional.of("c")).get("next_cursor"));
    }

    @Test
    void what_is_left_out_of_a_page_does_not_end_the_list() {
        Page page = Page.of(Optional.of("2"), Optional.empty());

        JsonNode first = page.body(
                page.slice(ALL, Function.identity()),
                one -> one.equals("b"),
                JsonNode::createStringNode,
                Function.identity());

        assertEquals(1, first.get("items").size());
        assertEquals("b", first.get("items").get(0).getStringValue());
        assertEquals("b", first.get("next_cursor").getStringValue());
    }

    @Test
    void behind_a_cursor_that_is_gone_there_is_nothing() {
        JsonNode none = page(2, Optional.of("z"));
        assertEquals(0, none.get("items").size());
        assertNull(none.get("next_cursor"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "", "x", "1.0", "1e1", "9999999999", " 1", "١"})
    void a_limit_out_of_range_is_refused(String limit) {
        GateException refused = assertThrows(GateException.class, () -> Page.of(Optional.of(limit), Optional.empty()));
        assertEquals("limit", refused.field().orElse(""));
    }
}
