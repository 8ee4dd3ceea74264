package com.expacti.api.auth;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.adapters.wire.view.PasskeyBody;
import com.expacti.api.access.Callers;
import com.expacti.api.page.Page;
import com.expacti.api.path.PathId;
import com.expacti.application.passkey.Attestation;
import com.expacti.application.passkey.ManagePasskeys;
import com.expacti.application.passkey.Passkey;
import com.expacti.application.passkey.Passkey.Backup;
import com.expacti.application.totp.SecondFactor.Shown;
import com.expacti.domain.identity.Caller.PersonCaller;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;

/** {@code /auth/passkeys}: somebody's own. */
@Controller("/api/v1/auth/passkeys")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PasskeysController {
    private final Callers callers;
    private final ManagePasskeys passkeys;

    PasskeysController(Callers callers, ManagePasskeys passkeys) {
        this.callers = callers;
        this.passkeys = passkeys;
    }

    @Get
    JsonNode list(HttpRequest<?> request, @QueryValue Optional<String> limit, @QueryValue Optional<String> cursor) {
        Page page = Page.of(limit, cursor);
        return page.body(
                page.slice(passkeys.list(callers.person(request)).reversed(), Passkey::id),
                key -> body(key).node(),
                Passkey::id);
    }

    @Post("/options")
    HttpResponse<JsonNode> begin(HttpRequest<?> request, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        String password = fields.text("password");
        Shown shown = SecondProof.of(fields);
        return HttpResponse.created(PasskeyBody.options(passkeys.begin(callers.person(request), password, shown))
                .node());
    }

    @Post("/challenge")
    HttpResponse<JsonNode> ask(HttpRequest<?> request) {
        return HttpResponse.created(
                PasskeyBody.options(passkeys.ask(callers.person(request))).node());
    }

    @Post
    HttpResponse<JsonNode> finish(HttpRequest<?> request, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        String name = fields.text("name");
        Attestation attestation = PasskeyBody.attestation(fields, "credential");
        ManagePasskeys.Made made = passkeys.finish(callers.person(request), name, attestation);
        JsonObject answer = body(made.passkey());
        return HttpResponse.created(
                made.backupCodes().isEmpty()
                        ? answer.node()
                        : answer.putTexts("backup_codes", made.backupCodes()).node());
    }

    @Patch("/{id}")
    JsonNode rename(HttpRequest<?> request, String id, @Body JsonNode body) {
        String name = Fields.of(body).text("name");
        return body(passkeys.rename(callers.person(request), PathId.of("passkey", id), name))
                .node();
    }

    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(HttpRequest<?> request, String id, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        String password = fields.text("password");
        Shown shown = SecondProof.of(fields);
        PersonCaller caller = callers.person(request);
        passkeys.remove(caller, PathId.of("passkey", id), password, shown);
    }

    private static JsonObject body(Passkey key) {
        return JsonObject.object()
                .put("id", key.id())
                .put("name", key.name())
                .put("created_at", Moments.RFC_3339.of(key.createdAt()))
                .putNode("last_used_at", Moments.RFC_3339.of(key.lastUsedAt()))
                .put("backed_up", key.backup() == Backup.DONE);
    }
}
