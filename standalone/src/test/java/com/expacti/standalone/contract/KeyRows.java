package com.expacti.standalone.contract;

import static com.expacti.standalone.contract.Row.Who.PEOPLE;

import java.util.List;

/** The rows of {@code /api-keys}. */
final class KeyRows {
    private KeyRows() {}

    private static String key(String permissions, String more) {
        return "{\"name\":\"ci\",\"permissions\":[%s]%s}".formatted(permissions, more);
    }

    static List<Row> all() {
        String reads = "\"commands:read\"";
        String submits = "\"commands:submit\"";
        return List.of(
                Row.of("listApiKeys", PEOPLE, 200),
                Row.of("createApiKey", PEOPLE, 201)
                        .body(key(reads + ",\"rules:write\"", ",\"expires_in_seconds\":3600"))
                        .wrong("{\"permissions\":[\"org:read\"]}", "name")
                        .wrong("{\"name\":\"ci\"}", "permissions")
                        .wrong("{\"name\":\"ci\",\"permissions\":\"org:read\"}", "permissions")
                        .wrong(key("1", ""), "permissions")
                        .wrong(key(reads, ",\"expires_in_seconds\":1.5"), "expires_in_seconds")
                        .wrong(key(submits, ",\"agent_id\":1"), "agent_id")
                        .invalid("{\"name\":\"\",\"permissions\":[\"org:read\"]}", "name")
                        .invalid("{\"name\":\"" + "n".repeat(101) + "\",\"permissions\":[\"org:read\"]}", "name")
                        .invalid(key("", ""), "permissions")
                        .invalid(key("\"everything\"", ""), "permissions")
                        .invalid(key(submits + ",\"commands:decide\"", ",\"agent_id\":\"agent_demo\""), "permissions")
                        .invalid(key(submits, ""), "agent_id")
                        .invalid(key(submits, ",\"agent_id\":\"nobody\""), "agent_id")
                        .invalid(key(submits, ",\"agent_id\":\"no body\""), "agent_id")
                        .invalid(key(reads, ",\"agent_id\":\"agent_demo\""), "agent_id")
                        .invalid(key(reads, ",\"expires_in_seconds\":0"), "expires_in_seconds")
                        .invalid(key(reads, ",\"expires_in_seconds\":999999999999"), "expires_in_seconds"),
                Row.of("renameApiKey", PEOPLE, 200)
                        .with("id", Fixtures::key)
                        .body(f -> "{\"name\":\"%s\"}".formatted(f.unique()))
                        .wrong("{}", "name")
                        .wrong("{\"name\":[]}", "name")
                        .invalid("{\"name\":\" \"}", "name"),
                Row.of("revokeApiKey", PEOPLE, 204).with("id", Fixtures::key));
    }
}
