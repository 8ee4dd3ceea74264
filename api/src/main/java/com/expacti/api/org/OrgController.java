package com.expacti.api.org;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.adapters.wire.view.PasskeyBody;
import com.expacti.adapters.wire.view.RecoveryBody;
import com.expacti.api.access.Callers;
import com.expacti.api.page.Page;
import com.expacti.application.login.MyAccount;
import com.expacti.application.org.ManageSettings;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.passkey.Assertion;
import com.expacti.application.recovery.WatchRecoveries;
import com.expacti.application.retention.ShowRetention;
import com.expacti.application.totp.SecondFactor.Way;
import com.expacti.domain.identity.Access;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgSettings;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** {@code /org} and {@code /me}. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class OrgController {
    private final Callers callers;
    private final ManageSettings settings;
    private final OrgViewCache views;
    private final MyAccount account;
    private final WatchRecoveries recoveries;
    private final ShowRetention retention;

    OrgController(
            Callers callers,
            ManageSettings settings,
            OrgViewCache views,
            MyAccount account,
            WatchRecoveries recoveries,
            ShowRetention retention) {
        this.callers = callers;
        this.settings = settings;
        this.views = views;
        this.account = account;
        this.recoveries = recoveries;
        this.retention = retention;
    }

    @Get("/me")
    JsonNode me(HttpRequest<?> request) {
        PersonCaller caller = callers.person(request);
        Set<Way> ways = account.ways(caller);
        JsonObject out = JsonObject.object()
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
                .put("totp_enabled", !ways.isEmpty())
                .putTexts(
                        "second_factors",
                        ways.stream().sorted().map(Way::literal).toList())
                .put(
                        "orgs",
                        JsonNode.createArrayNode(account.places(caller).stream()
                                .map(OrgController::place)
                                .toList()));
        recoveries
                .mine(caller)
                .ifPresent(recovery ->
                        out.put("recovery", RecoveryBody.of(recovery).node()));
        return out.node();
    }

    private static JsonNode place(MyAccount.Place place) {
        return JsonObject.object()
                .put("id", place.org().value())
                .put("name", place.name())
                .put("role", place.role().literal())
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
        Optional<Assertion> stepUp = PasskeyBody.assertion(Fields.of(body), "step_up");
        return body(caller.org(), settings.edit(caller, now -> SettingsFields.merged(now, body), stepUp));
    }

    @Post("/org/step-up")
    HttpResponse<JsonNode> stepUp(HttpRequest<?> request, @Body JsonNode body) {
        PersonCaller caller = callers.person(request);
        return HttpResponse.created(
                PasskeyBody.options(settings.askStepUp(caller, now -> SettingsFields.merged(now, body)))
                        .node());
    }

    /** What is set, or what {@code days} would come to. */
    @Get("/org/retention")
    JsonNode retention(HttpRequest<?> request, @QueryValue Optional<String> days) {
        PersonCaller caller = callers.person(request);
        ShowRetention.Outlook outlook = retention.outlook(caller, Page.whole("days", days));
        return JsonObject.object()
                .put("retention_days", outlook.days())
                .putNode("erases_from", Moments.RFC_3339.of(outlook.from()))
                .put("entries", outlook.entries())
                .put("erased_to", outlook.erasedTo())
                .node();
    }

    private static JsonNode body(OrgId org, OrgSettings settings) {
        return JsonObject.object()
                .put("id", org.value())
                .put("name", settings.name())
                .put("timeout_seconds", settings.timeout().toSeconds())
                .put("timeout_action", settings.timeoutAction().literal())
                .putTexts(
                        "backup_reviewer_ids",
                        settings.backupReviewers().stream().map(UserId::value).toList())
                .put("timeout_approve_below", settings.timeoutApproveBelow())
                .put("auto_approve_below", settings.autoApproveBelow())
                .put("anomaly_suspends_whitelist", settings.anomalySuspendsWhitelist())
                .putAll(AnomalyFields.body(settings.anomalies()))
                .put("allow_self_approval", settings.allowSelfApproval())
                .put("require_totp", settings.requireTotp())
                .put("recording", settings.keeping().recordings() ? "on" : "off")
                .put("retention_days", settings.keeping().retentionDays())
                .put("require_step_up", settings.requireStepUp())
                .node();
    }
}
