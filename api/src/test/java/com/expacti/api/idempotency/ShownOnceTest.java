package com.expacti.api.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShownOnceTest {
    @ParameterizedTest
    @CsvSource({
        "key,true",
        "token,true",
        "api_key,true",
        "agent_token,true",
        "access_token,true",
        "refresh_token,true",
        "approval_token,true",
        "secret,true",
        "totp_secret,true",
        "backup_codes,true",
        "otpauth_url,true",
        "id,false",
        "public_key,false",
        "host_key,false",
        "code,false",
        "name,false",
        "next_cursor,false",
        "monkey,false"
    })
    void a_secret_is_known_by_its_name_however_deep_it_stands(String name, boolean secret) {
        JsonNode object = JsonNode.createObjectNode(Map.of(name, JsonNode.createStringNode("x")));
        JsonNode deep = JsonNode.createObjectNode(Map.of("items", JsonNode.createArrayNode(List.of(object))));

        assertEquals(secret, ShownOnce.isIn(object));
        assertEquals(secret, ShownOnce.isIn(deep));
    }
}
