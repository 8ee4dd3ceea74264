package com.expacti.api.idempotency;

import io.micronaut.json.tree.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;

/** Knows an answer that holds a secret by the names of its fields: such an answer is shown once and kept nowhere. */
final class ShownOnce {
    /** Rather one too many: an answer that is not kept is only not repeated. */
    private static final Pattern SECRET = Pattern.compile("(.*_)?(key|keys|token|tokens|secret|secrets|password"
            + "|backup_codes|recovery_codes|otpauth_url|otpauth_uri|client_data|code_verifier)");

    private static final Pattern PUBLIC = Pattern.compile("(.*_)?(public|host|next|idempotency)_(key|keys|token)");

    private ShownOnce() {}

    static boolean isIn(JsonNode answer) {
        if (answer.isArray()) {
            for (JsonNode each : answer.values()) {
                if (isIn(each)) {
                    return true;
                }
            }
        }
        if (answer.isObject()) {
            for (Map.Entry<String, JsonNode> field : answer.entries()) {
                if (isSecret(field.getKey()) && !field.getValue().isNull() || isIn(field.getValue())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isSecret(String name) {
        return SECRET.matcher(name).matches() && !PUBLIC.matcher(name).matches();
    }
}
