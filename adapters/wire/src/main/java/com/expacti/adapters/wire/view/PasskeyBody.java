package com.expacti.adapters.wire.view;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.application.failure.GateException;
import com.expacti.application.passkey.Assertion;
import com.expacti.application.passkey.Attestation;
import com.expacti.application.passkey.CreationOptions;
import com.expacti.application.passkey.Passkey;
import com.expacti.application.passkey.RequestOptions;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Optional;

/** What browsers and authenticators say and are told, in the JSON forms of WebAuthn level 3, §5.1: bytes are base64url. */
public final class PasskeyBody {
    /** Those we check: ES256, EdDSA, RS256. */
    private static final List<Integer> ALGORITHMS = List.of(-7, -8, -257);

    private PasskeyBody() {}

    public static JsonObject options(CreationOptions options) {
        return JsonObject.object()
                .put(
                        "rp",
                        JsonObject.object()
                                .put("id", options.rpId())
                                .put("name", "expacti")
                                .node())
                .put(
                        "user",
                        JsonObject.object()
                                .put("id", options.userHandle())
                                .put("name", options.userName())
                                .put("displayName", options.userName())
                                .node())
                .put("challenge", options.challenge())
                .put(
                        "pubKeyCredParams",
                        JsonNode.createArrayNode(ALGORITHMS.stream()
                                .map(algorithm -> JsonObject.object()
                                        .put("type", "public-key")
                                        .put("alg", algorithm)
                                        .node())
                                .toList()))
                .put("timeout", options.patience().toMillis())
                .put("excludeCredentials", descriptors(options.exclude()))
                .put(
                        "authenticatorSelection",
                        JsonObject.object()
                                .put("residentKey", "discouraged")
                                .put("requireResidentKey", false)
                                .put("userVerification", "required")
                                .node())
                .put("attestation", "none");
    }

    public static JsonObject options(RequestOptions options) {
        return JsonObject.object()
                .put("challenge", options.challenge())
                .put("timeout", options.patience().toMillis())
                .put("rpId", options.rpId())
                .put("allowCredentials", descriptors(options.allowed()))
                .put("userVerification", "required");
    }

    private static JsonNode descriptors(List<Passkey> keys) {
        return JsonNode.createArrayNode(keys.stream()
                .map(key -> JsonObject.object()
                        .put("type", "public-key")
                        .put("id", key.credentialId())
                        .putTexts("transports", key.transports())
                        .node())
                .toList());
    }

    /** @throws GateException {@code bad_message} where it lacks what a signature has */
    public static Optional<Assertion> assertion(Fields fields, String name) {
        return fields.object(name).map(credential -> {
            Fields response = response(credential, name);
            return new Assertion(
                    credential.text("id"),
                    response.text("clientDataJSON"),
                    response.text("authenticatorData"),
                    response.text("signature"),
                    response.optionalText("userHandle"));
        });
    }

    /** @throws GateException {@code bad_message} where it lacks what a new key has; {@code invalid} */
    public static Attestation attestation(Fields fields, String name) {
        Fields credential = fields.object(name)
                .orElseThrow(() -> GateException.badMessage(name, "`%s` is missing".formatted(name)));
        Fields response = response(credential, name);
        return new Attestation(
                credential.text("id"),
                response.text("clientDataJSON"),
                response.text("attestationObject"),
                response.texts("transports"));
    }

    private static Fields response(Fields credential, String name) {
        return credential
                .object("response")
                .orElseThrow(
                        () -> GateException.badMessage(name + ".response", "`%s.response` is missing".formatted(name)));
    }
}
