package com.expacti.standalone.contract;

import static com.expacti.standalone.crash.ServerProcess.AGENT;
import static com.expacti.standalone.crash.ServerProcess.REVIEWER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.standalone.contract.Wire.Answer;
import com.expacti.standalone.contract.Wire.Call;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who gets to see what of an explanation. */
@ExtendWith(OneServer.class)
final class ExplainTest {
    private final Wire wire;

    ExplainTest(Wire wire) {
        this.wire = wire;
    }

    private JsonNode explain(String token, String command) {
        Answer answer =
                wire.send(Call.of("POST", "/api/v1/explain", token).body("{\"command\":\"%s\"}".formatted(command)));
        assertEquals(200, answer.status(), answer.json().toString());
        return answer.json();
    }

    private void rule(String pattern) {
        Answer answer = wire.send(Call.of("POST", "/api/v1/whitelist", REVIEWER)
                .body("{\"effect\":\"allow\",\"pattern_type\":\"glob\",\"scope\":\"global\",\"pattern\":\"%s\"}"
                        .formatted(pattern)));
        assertEquals(201, answer.status(), answer.json().toString());
    }

    @Test
    void a_reviewer_reads_the_rule_that_nearly_passed_and_what_would_help() {
        rule("explained-a log *");

        JsonNode answer = explain(REVIEWER, "explained-a log --output=x main");

        JsonNode miss = answer.path("near_misses").path(0);
        assertEquals("explained-a log *", miss.path("pattern").asText());
        assertEquals("wildcard", miss.path("kind").asText());
        assertEquals(16, miss.path("span").path(0).asInt());
        assertTrue(answer.path("what_would_change").path(0).asText().contains("--output=x"), answer.toString());
        assertEquals("script", answer.path("parse").path("tree").path("kind").asText());
    }

    @Test
    void an_agent_reads_its_command_and_its_risk_and_nothing_of_the_rules() {
        rule("explained-b log *");

        JsonNode answer = explain(AGENT, "explained-b log --output=x main");

        assertEquals(1, answer.path("parts").size());
        for (String hidden : List.of("near_misses", "matched_rules", "what_would_change")) {
            assertTrue(answer.path(hidden).isMissingNode(), hidden);
        }
        assertTrue(answer.path("parts").path(0).path("covered_by").isMissingNode(), "covered_by");
        assertFalse(answer.toString().contains("explained-b log *"), "no pattern");
    }
}
