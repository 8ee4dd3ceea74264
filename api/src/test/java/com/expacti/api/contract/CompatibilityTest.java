package com.expacti.api.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing that a client of a released document relies on is taken from it. */
final class CompatibilityTest {
    private static final Path FOLDER = Path.of(System.getProperty("expacti.root", ".."), "openapi");

    private static final String SMALL = """
            openapi: 3.0.3
            info: { title: a, version: '1' }
            paths:
              /things:
                get:
                  parameters:
                    - { name: limit, in: query, schema: { type: integer, maximum: 200 } }
                  responses:
                    '200': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }
                post:
                  requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Draft' } } } }
                  responses:
                    '201': { description: d }
              /others:
                get:
                  responses: { '200': { description: d } }
            components:
              schemas:
                Thing:
                  type: object
                  required: [id]
                  properties:
                    id: { type: string }
                    name: { type: string }
                    word: { type: string, enum: [x, y] }
                    inner: { type: array, items: { type: object, properties: { deep: { type: string } } } }
                Draft:
                  allOf:
                    - type: object
                      required: [name]
                      properties:
                        name: { type: string, maxLength: 100 }
                        kind: { type: string, enum: [a, b] }
            """;

    @Test
    void the_document_keeps_what_was_released() throws IOException {
        List<String> broken = Compatibility.broken(
                Files.readString(FOLDER.resolve("released.yaml")), Files.readString(FOLDER.resolve("openapi.yaml")));

        assertEquals(List.of(), broken);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a path that is gone          | /others: | /else:",
                "a method that is gone        | post: | put:",
                "a status that is gone        | '201' | '202'",
                "a field that is gone         | name: { type: string } | other: { type: string }",
                "a field that is gone deep in | deep: | else:",
                "a field that may be missing  | required: [id] | required: [name]",
                "a field of another type      | id: { type: string } | id: { type: integer }",
                "a new required field to send | required: [name] | required: [name, kind]",
                "a narrowed enumeration       | enum: [a, b] | enum: [a]",
                "a shorter text               | maxLength: 100 | maxLength: 99",
                "a lower bound                | maximum: 200 | maximum: 100",
                "a parameter that is gone     | name: limit | name: most",
                "a new required parameter     | in: query, schema | in: query, required: true, schema"
            })
    void a_breaking_change_is_caught(String what, String before, String after) {
        String changed = SMALL.replace(before, after);

        assertNotEquals(SMALL, changed);
        assertNotEquals(List.of(), Compatibility.broken(SMALL, changed), what);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a path more                  | /others: | /more: { get: { responses: { '200': { description: d } } } }",
                "a status more                | '201': { description: d } | '409': { description: d }",
                "a field more in answers      | name: { type: string } | more: { type: string }",
                "an optional field to send    | kind: { type: string, enum: [a, b] } | more: { type: string }",
                "an optional parameter        | - { name: limit, in: query, schema: { type: integer, maximum: 200 } } | - { name: q, in: query, schema: { type: string } }"
            })
    void an_addition_passes(String what, String beside, String added) {
        int at = SMALL.indexOf(beside);
        String indent = SMALL.substring(SMALL.lastIndexOf('\n', at) + 1, at);
        String changed = SMALL.substring(0, at) + added + "\n" + indent + SMALL.substring(at);

        assertEquals(List.of(), Compatibility.broken(SMALL, changed), what);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a wider enumeration to send | enum: [a, b] | enum: [a, b, c]",
                "a wider enumeration answered | enum: [x, y] | enum: [x, y, z]",
                "a longer text               | maxLength: 100 | maxLength: 200",
                "other words                 | title: a | title: b"
            })
    void what_lets_more_in_passes(String what, String before, String after) {
        assertEquals(List.of(), Compatibility.broken(SMALL, SMALL.replace(before, after)), what);
    }
}
