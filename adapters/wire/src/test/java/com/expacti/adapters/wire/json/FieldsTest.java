package com.expacti.adapters.wire.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FieldsTest {
    private static final JsonMapper JSON = JsonMapper.createDefault();

    private static Fields fields(String json) throws IOException {
        return Fields.of(JSON.readValue(json.replace('\'', '"'), JsonNode.class));
    }

    private static void refused(String field, Runnable reading) {
        GateException refusal = assertThrows(GateException.class, reading::run);
        assertEquals(ErrorCode.BAD_MESSAGE, refusal.code());
        assertEquals(Optional.of(field), refusal.field());
    }

    @Test
    void fields_are_read_by_type_and_null_is_absent() throws IOException {
        Fields fields = fields("{'a':'x','b':true,'c':7,'d':['p','q'],'e':{'k':'v'},'n':null}");

        assertEquals("x", fields.text("a"));
        assertTrue(fields.flag("b"));
        assertEquals(7, fields.optionalInt("c").orElseThrow());
        assertEquals(List.of("p", "q"), fields.texts("d"));
        assertEquals(Map.of("k", "v"), fields.textMap("e"));
        assertEquals(Optional.empty(), fields.optionalText("n"));
        assertEquals(List.of(), fields.texts("n"));
    }

    @Test
    void a_wrong_type_or_a_missing_field_is_named() throws IOException {
        Fields fields = fields("{'a':1.5,'b':'true','c':[1],'o':{'i':'x'},'big':99999999999,'half':'\\ud800'}");

        refused("a", () -> fields.optionalInt("a"));
        refused("b", () -> fields.flag("b"));
        refused("c", () -> fields.texts("c"));
        refused("big", () -> fields.optionalInt("big"));
        refused("half", () -> fields.text("half"));
        refused("none", () -> fields.text("none"));
        refused("o.i", () -> fields.object("o").orElseThrow().flag("i"));
    }

    @Test
    void times_are_seconds_on_sockets_and_rfc_3339_in_rest() {
        Instant at = Instant.parse("2026-03-02T10:00:00.120Z");

        assertEquals(at.getEpochSecond(), Moments.UNIX_SECONDS.of(at).getLongValue());
        assertEquals("2026-03-02T10:00:00.120Z", Moments.RFC_3339.of(at).getStringValue());
    }
}
