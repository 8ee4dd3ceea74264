package com.expacti.api.billing;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.application.billing.ManageBilling;
import com.expacti.application.failure.GateException;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code /webhooks/stripe}. What proves who calls is the signature over the bytes as they came, and nothing else. */
@Controller("/api/v1/webhooks/stripe")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StripeMessagesController {
    private final ManageBilling billing;
    private final JsonMapper json;

    StripeMessagesController(ManageBilling billing, JsonMapper json) {
        this.billing = billing;
        this.json = json;
    }

    @Post
    @Status(HttpStatus.NO_CONTENT)
    void receive(@Body byte[] body, @Header("Stripe-Signature") Optional<String> signature) {
        if (!billing.isConfigured()) {
            requireEvent(body);
        }
        billing.receive(new String(body, StandardCharsets.UTF_8), signature.orElse(""));
    }

    /** Where there is no secret, whatever is sent proves nothing; what is malformed is still told so, as everywhere. */
    private void requireEvent(byte[] body) {
        String _ = Fields.of(object(body)).text("id");
    }

    /** The mapper reads {@code null} as nothing at all. */
    private JsonNode object(byte[] body) {
        try {
            return Optional.ofNullable(json.readValue(body, JsonNode.class))
                    .orElseThrow(StripeMessagesController::malformed);
        } catch (IOException e) {
            throw malformed();
        }
    }

    private static GateException malformed() {
        return GateException.badMessage("body", "the body is not one JSON object");
    }
}
