package com.expacti.api.auth;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.api.access.Callers;
import com.expacti.application.totp.ManageTotp;
import com.expacti.application.totp.SecondFactor.Shown;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

/** {@code /auth/totp} and {@code /auth/backup-codes}. What is secret is in the answer that made it, and nowhere else. */
@Controller("/api/v1/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TotpController {
    private final Callers callers;
    private final ManageTotp totp;

    TotpController(Callers callers, ManageTotp totp) {
        this.callers = callers;
        this.totp = totp;
    }

    @Post("/totp")
    HttpResponse<JsonNode> begin(HttpRequest<?> request, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        String password = fields.text("password");
        Shown shown = SecondProof.of(fields);
        ManageTotp.Begun begun = totp.begin(callers.person(request), password, shown);
        return HttpResponse.created(JsonObject.object()
                .put("secret", begun.secret())
                .put("otpauth_uri", begun.uri())
                .node());
    }

    @Post("/totp/confirm")
    JsonNode confirm(HttpRequest<?> request, @Body JsonNode body) {
        String code = Fields.of(body).text("code");
        return codes(totp.confirm(callers.person(request), code));
    }

    @Delete("/totp")
    @Status(HttpStatus.NO_CONTENT)
    void remove(HttpRequest<?> request, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        String password = fields.text("password");
        Shown shown = SecondProof.of(fields);
        totp.remove(callers.person(request), password, shown);
    }

    @Post("/backup-codes")
    JsonNode replace(HttpRequest<?> request, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        String password = fields.text("password");
        Shown shown = SecondProof.of(fields);
        return codes(totp.newBackupCodes(callers.person(request), password, shown));
    }

    private static JsonNode codes(List<String> codes) {
        return JsonObject.object().putTexts("backup_codes", codes).node();
    }
}
