package com.expacti.client.shown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void nothing_that_moves_hides_or_reorders_is_printed() {
        assertEquals(
                "a\\u{1b}[2J\\u{a}\\u{202e}b\\u{200b}\\u{7f}ü — 語",
                Printable.of("a\u001b[2J\n\u202eb\u200b\u007fü — 語"));
    }
}
