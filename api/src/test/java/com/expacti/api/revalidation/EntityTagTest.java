package com.expacti.api.revalidation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EntityTagTest {
    private static final EntityTag TAG = tag("org_1 key_1", "{}");

    private static EntityTag tag(String caller, String body) {
        return EntityTag.of(caller, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void it_is_the_same_for_the_same_and_another_for_another_body_or_caller() {
        assertEquals(TAG, tag("org_1 key_1", "{}"));
        assertNotEquals(TAG, tag("org_1 key_1", "{ }"));
        assertNotEquals(TAG, tag("org_1 key_2", "{}"));
        assertTrue(TAG.text().matches("W/\"[A-Za-z0-9_-]{43}\""), TAG.text());
    }

    @Test
    void it_is_found_weak_or_strong_among_others_and_by_a_star() {
        String strong = TAG.text().substring(2);

        for (List<String> header : List.of(
                List.of(TAG.text()),
                List.of(strong),
                List.of("\"a\", " + TAG.text() + " ,W/\"b\""),
                List.of("\"a\"", strong),
                List.of("*"))) {
            assertTrue(TAG.isIn(header), header.toString());
        }
    }

    @Test
    void what_is_not_it_is_not_found() {
        for (List<String> header : List.of(
                List.<String>of(),
                List.of(""),
                List.of(","),
                List.of("\"a\""),
                List.of(TAG.text() + "x"),
                List.of("W/*"))) {
            assertFalse(TAG.isIn(header), header.toString());
        }
    }
}
