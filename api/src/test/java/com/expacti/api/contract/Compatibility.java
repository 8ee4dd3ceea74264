package com.expacti.api.contract;

import java.util.ArrayList;
import java.util.List;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.compare.OpenApiDiffOptions;
import org.openapitools.openapidiff.core.model.Changed;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.model.ChangedOperation;
import org.openapitools.openapidiff.core.model.ChangedSchema;
import org.openapitools.openapidiff.core.model.ComposedChanged;
import org.openapitools.openapidiff.core.model.Endpoint;

/** What of one OpenAPI document a client cannot rely on any more with another. */
final class Compatibility {
    /** An answer may come to know more words: a permission, an event. Clients are told to expect it. */
    private static final OpenApiDiffOptions OPTIONS = OpenApiDiffOptions.builder()
            .configProperty("incompatible.response.enum.increased", "false")
            .build();

    private Compatibility() {}

    /** One sentence for each operation that broke; empty where none did. */
    static List<String> broken(String released, String document) {
        ChangedOpenApi difference = OpenApiCompare.fromContents(released, document, List.of(), OPTIONS);
        List<String> broken = new ArrayList<>();
        for (Endpoint gone : difference.getMissingEndpoints()) {
            broken.add("%s %s is gone".formatted(gone.getMethod(), gone.getPathUrl()));
        }
        for (ChangedOperation changed : difference.getChangedOperations()) {
            String name = changed.getHttpMethod() + " " + changed.getPathUrl();
            if (changed.isIncompatible()) {
                broken.add(name + " takes less or answers otherwise");
            }
            missing(changed).forEach(field -> broken.add(name + " answers no `" + field + "` any more"));
        }
        return broken;
    }

    /** A field that an answer need not have is no promise to the library; it is to us. */
    private static List<String> missing(Changed changed) {
        List<String> fields = new ArrayList<>();
        if (changed instanceof ChangedSchema schema
                && schema.getContext() != null
                && schema.getContext().isResponse()) {
            fields.addAll(schema.getMissingProperties().keySet());
        }
        if (changed instanceof ComposedChanged composed) {
            for (Changed inner : composed.getChangedElements()) {
                if (inner != null) {
                    fields.addAll(missing(inner));
                }
            }
        }
        return fields;
    }
}
