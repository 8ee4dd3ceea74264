package com.expacti.standalone.durability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.expacti.standalone.crash.ServerProcess;
import com.expacti.standalone.crash.ServerProcess.Answer;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What these tests say to a server, in which the one rule lets {@code true} through. */
record Gate(ServerProcess server) {

    void allowTrue() throws IOException {
        Answer made = server.call(
                ServerProcess.REVIEWER,
                "POST",
                "/whitelist",
                "{\"effect\":\"allow\",\"pattern_type\":\"exact\",\"pattern\":\"true\",\"scope\":\"global\"}");
        assertEquals(201, made.status(), made.body().toString());
    }

    Answer submit(String ref, boolean spend) throws IOException {
        return server.call(
                ServerProcess.AGENT,
                "POST",
                "/commands",
                JSON.std.asString(Map.of("ref", ref, "command", "true", "spend", spend)));
    }

    Answer redeem(String id, String token) throws IOException {
        return server.call(
                ServerProcess.AGENT,
                "POST",
                "/commands/" + id + "/redeem",
                JSON.std.asString(Map.of("approval_token", token)));
    }

    Answer command(String id) throws IOException {
        return server.call(ServerProcess.AGENT, "GET", "/commands/" + id, "");
    }

    Answer verified() throws IOException {
        return server.call(ServerProcess.REVIEWER, "GET", "/audit/verify", "");
    }

    /** The ids of the commands that audit entries say were approved, one for each such entry. */
    List<String> approvals() throws IOException {
        List<String> ids = new ArrayList<>();
        String path = "/audit?limit=200";
        for (Object cursor = ""; cursor instanceof String; ) {
            Map<String, Object> page =
                    server.call(ServerProcess.REVIEWER, "GET", path, "").body();
            for (Object each : (List<?>) page.getOrDefault("items", List.of())) {
                Map<?, ?> entry = (Map<?, ?>) each;
                if ("approved".equals(entry.get("decision"))) {
                    ids.add(String.valueOf(entry.get("command_id")));
                }
            }
            cursor = page.getOrDefault("next_cursor", false);
            path = "/audit?limit=200&cursor=" + cursor;
        }
        return ids;
    }
}
