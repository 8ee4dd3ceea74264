package com.expacti.standalone.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi30;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** openapi.yaml: its operations, and its schemas to hold answers against. */
final class ApiDocument {
    static final ApiDocument READ = read(Path.of(System.getProperty("expacti.root", ".."), "openapi", "openapi.yaml"));

    private static final String BASE = "https://expacti.example/openapi";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode document;
    private final JsonSchemaFactory schemas;

    private ApiDocument(JsonNode document) {
        this.document = document;
        ObjectNode closed = document.deepCopy();
        close(closed);
        this.schemas = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V4,
                builder -> builder.metaSchema(OpenApi30.getInstance())
                        .defaultMetaSchemaIri(OpenApi30.getInstance().getIri())
                        .schemaLoaders(loaders -> loaders.schemas(Map.of(BASE, closed.toString()))));
    }

    private static ApiDocument read(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(500);
        try {
            Object yaml = new Yaml(new SafeConstructor(options)).load(Files.readString(file));
            return new ApiDocument(new ObjectMapper().valueToTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer may have no field the document does not know, where the document says what an object's fields are. */
    private static void close(ObjectNode document) {
        JsonNode named = document.at("/components/schemas");
        Set<String> extended = new HashSet<>();
        for (JsonNode part : named.findValues("allOf")) {
            part.findValuesAsText("$ref").forEach(ref -> extended.add(ref.substring(ref.lastIndexOf('/') + 1)));
        }
        named.properties().forEach(entry -> {
            if (entry.getValue() instanceof ObjectNode schema
                    && schema.has("properties")
                    && !schema.has("additionalProperties")
                    && !extended.contains(entry.getKey())) {
                schema.put("additionalProperties", false);
            }
        });
    }

    /** One operation: its method, its path below the server's, and what it may answer. */
    record Operation(String id, String method, String path, JsonNode node) {
        boolean documents(int status) {
            return node.path("responses").has(Integer.toString(status));
        }

        boolean isOpen() {
            return node.path("security").isArray() && node.path("security").isEmpty();
        }

        boolean hasBody() {
            return node.has("requestBody");
        }

        /** Where it is not, {@code null} is as good as none. */
        boolean needsBody() {
            return node.at("/requestBody/required").asBoolean();
        }

        /** Where the request's body is described, in the document. */
        Optional<JsonNode> bodySchema() {
            return Optional.of(node.at("/requestBody/content/application~1json/schema"))
                    .filter(schema -> !schema.isMissingNode());
        }

        /** The name of the schema of a JSON answer with this status. */
        Optional<String> answerSchema(int status) {
            String ref = node.at("/responses/" + status + "/content/application~1json/schema/$ref")
                    .asText();
            return ref.isEmpty() ? Optional.empty() : Optional.of(ref.substring(ref.lastIndexOf('/') + 1));
        }

        @Override
        public String toString() {
            return id;
        }
    }

    List<Operation> operations() {
        List<Operation> out = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(entry -> METHODS.contains(entry.getKey()))
                        .forEach(entry -> out.add(new Operation(
                                entry.getValue().path("operationId").asText(),
                                entry.getKey().toUpperCase(java.util.Locale.ROOT),
                                path.getKey(),
                                entry.getValue()))));
        return out;
    }

    /** The node itself, or what its {@code $ref} names. */
    JsonNode resolved(JsonNode node) {
        String ref = node.path("$ref").asText();
        return ref.isEmpty() ? node : document.at(ref.substring(1));
    }

    void assertValid(String schema, JsonNode value) {
        Set<ValidationMessage> wrong = schema(schema).validate(value);
        assertTrue(wrong.isEmpty(), () -> value + " is no " + schema + ": " + wrong);
    }

    private JsonSchema schema(String name) {
        return schemas.getSchema(
                SchemaLocation.of(BASE + "#/components/schemas/" + name),
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    }
}
