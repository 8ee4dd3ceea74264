package com.expacti.adapters.wire.view;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.domain.command.Escalation;
import com.expacti.domain.identity.UserId;
import java.util.Optional;

/** That a command was escalated: when, and to whom. Absent from what was not. */
public final class EscalationBody {
    private EscalationBody() {}

    public static JsonObject of(Optional<Escalation> escalation, Moments moments) {
        JsonObject body = JsonObject.object();
        escalation.ifPresent(e -> body.put("escalated_at", moments.of(e.at()))
                .putTexts("escalated_to", e.to().stream().map(UserId::value).toList()));
        return body;
    }
}
