package com.expacti.api.org;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.api.access.Callers;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.ManageSettings;
import com.expacti.application.org.OrgViewCache;
import com.expacti.domain.identity.Access;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.TimeoutAction;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalInt;

/** {@code /org} and {@code /me}. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class OrgController {
    private final Callers callers;
    private final ManageSettings settings;
    private final OrgViewCache views;

    OrgController(Callers callers, ManageSettings settings, OrgViewCache views) {
        this.callers = callers;
        this.settings = settings;
        this.views = views;
    }

    @Get("/me")
    JsonNode me(HttpRequest<?> request) {
        PersonCaller caller = callers.person(request);
        return JsonObject.object()
                .put("id", caller.user().value())
                .put("email", caller.person().email())
                .put("name", caller.person().displayName())
                .put("role", caller.person().role().literal())
                .put("org_id", caller.org().value())
                .put("org_name", views.current(caller.org()).settings().name())
                .putTexts(
                        "permissions",
                        Arrays.stream(Permission.values())
                                .filter(p -> Access.allows(caller, p))
                                .map(Permission::literal)
                                .toList())
                .node();
    }

    @Get("/org")
    JsonNode org(HttpRequest<?> request) {
        PersonCaller caller = callers.person(request);
        return body(caller.org(), settings.get(caller));
    }

    @Patch("/org")
    JsonNode edit(HttpRequest<?> request, @Body JsonNode body) {
        PersonCaller caller = callers.person(request);
        Fields fields = Fields.of(body);
        OrgSettings now = settings.get(caller);
        OptionalInt timeout = fields.optionalInt("timeout_seconds");
        OrgSettings wanted = new OrgSettings(
                fields.optionalText("name").orElse(now.name()),
                timeout.isPresent() ? Duration.ofSeconds(timeout.getAsInt()) : now.timeout(),
                fields.optionalText("timeout_action").map(OrgController::action).orElse(now.timeoutAction()),
                score(body, fields, "timeout_approve_below", now.timeoutApproveBelow()),
                score(body, fields, "auto_approve_below", now.autoApproveBelow()),
                fields.optionalFlag("anomaly_suspends_whitelist").orElse(now.anomalySuspendsWhitelist()),
                fields.optionalFlag("allow_self_approval").orElse(now.allowSelfApproval()));
        return body(caller.org(), settings.edit(caller, wanted));
    }

    /** Absent keeps what is there; null switches it off. */
    private static OptionalInt score(JsonNode body, Fields fields, String name, OptionalInt now) {
        JsonNode node = body.get(name);
        return node == null ? now : fields.optionalInt(name);
    }

    private static TimeoutAction action(String literal) {
        return TimeoutAction.of(literal)
                .orElseThrow(
                        () -> GateException.invalid("timeout_action", "timeout_action is deny, escalate or approve"));
    }

    private static JsonNode body(OrgId org, OrgSettings settings) {
        return JsonObject.object()
                .put("id", org.value())
                .put("name", settings.name())
                .put("timeout_seconds", settings.timeout().toSeconds())
                .put("timeout_action", settings.timeoutAction().literal())
                .put("timeout_approve_below", settings.timeoutApproveBelow())
                .put("auto_approve_below", settings.autoApproveBelow())
                .put("anomaly_suspends_whitelist", settings.anomalySuspendsWhitelist())
                .put("allow_self_approval", settings.allowSelfApproval())
                .node();
    }
}
