package com.expacti.standalone.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.standalone.contract.ApiDocument.Operation;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every operation of the document shows what is sent and what comes back, in the shape it says. */
final class ExamplesTest {
    @Test
    void every_body_and_every_answer_has_an_example() {
        List<String> silent = new ArrayList<>();
        int shown = 0;
        for (Operation operation : ApiDocument.READ.operations()) {
            for (Map.Entry<String, JsonNode> content : contents(operation).entrySet()) {
                JsonNode kind = content.getValue();
                boolean binary = kind.at("/schema/format").asText().equals("binary");
                if (kind.has("example") || kind.has("examples") || binary) {
                    shown++;
                } else {
                    silent.add(operation + " " + content.getKey());
                }
            }
        }
        assertEquals(List.of(), silent);
        assertTrue(shown > 50, shown + " examples");
    }

    @Test
    void an_answer_s_example_has_its_schema_s_shape() {
        for (Operation operation : ApiDocument.READ.operations()) {
            for (int status : new int[] {200, 201, 202}) {
                operation.answerSchema(status).ifPresent(schema -> {
                    JsonNode content = operation.node().at("/responses/" + status + "/content/application~1json");
                    examples(content).forEach(example -> ApiDocument.READ.assertValid(schema, example));
                });
            }
        }
    }

    private static List<JsonNode> examples(JsonNode content) {
        List<JsonNode> out = new ArrayList<>();
        if (content.has("example")) {
            out.add(content.path("example"));
        }
        content.path("examples").forEach(named -> out.add(named.path("value")));
        return out;
    }

    /** By where they stand: what a request sends, and what each success answers. */
    private static Map<String, JsonNode> contents(Operation operation) {
        Map<String, JsonNode> out = new java.util.TreeMap<>();
        operation
                .node()
                .at("/requestBody/content")
                .properties()
                .forEach(kind -> out.put("body " + kind.getKey(), kind.getValue()));
        operation.node().path("responses").properties().stream()
                .filter(answer -> answer.getKey().startsWith("2"))
                .forEach(answer -> answer.getValue()
                        .path("content")
                        .properties()
                        .forEach(kind -> out.put(answer.getKey() + " " + kind.getKey(), kind.getValue())));
        return out;
    }
}
