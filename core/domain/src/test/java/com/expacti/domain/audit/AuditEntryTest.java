package com.expacti.domain.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AuditEntryTest {
    private static final String BEFORE = "0".repeat(64);

    @Test
    void a_field_with_a_value_is_kept_and_an_empty_one_is_left_out() {
        AuditEntry entry = AuditEntry.chain(
                draft().put("cwd", Optional.of("/srv"))
                        .put("target", Optional.empty())
                        .put("rules", List.of())
                        .put("votes", List.of("olga"))
                        .put("score", 7),
                3,
                BEFORE);

        assertEquals(
                "{\"cwd\":\"/srv\",\"event\":\"submitted\",\"id\":\"evt_1\",\"org_id\":\"org_1\",\"score\":7,\"seq\":3,"
                        + "\"timestamp\":\"2026-03-02T10:00:00.123Z\",\"votes\":[\"olga\"]}",
                entry.fieldsJson());
    }

    @Test
    void the_form_that_is_hashed_has_no_hash_in_it_and_the_stored_one_has_both() {
        AuditEntry entry = AuditEntry.chain(draft(), 1, BEFORE);

        assertFalse(entry.fieldsJson().contains("hash"), entry.fieldsJson());
        assertTrue(entry.json().contains("\"hash\":\"" + entry.hash() + "\""), entry.json());
        assertTrue(entry.json().contains("\"prev_hash\":\"" + BEFORE + "\""), entry.json());
    }

    private static AuditEntry.Draft draft() {
        return new AuditEntry.Draft("evt_1", Instant.parse("2026-03-02T10:00:00.123999Z"), "org_1", "submitted");
    }
}
