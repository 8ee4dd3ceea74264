package com.expacti.api.auth;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.api.access.Callers;
import com.expacti.api.path.PathId;
import com.expacti.application.access.AccessTokens;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.Client;
import com.expacti.application.login.Logins;
import com.expacti.application.login.SignIn;
import com.expacti.domain.identity.OrgId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** {@code /auth/login}, {@code /auth/refresh} and {@code /auth/logout}. */
@Controller("/api/v1/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LoginController {
    private final SignIn signIn;
    private final Logins logins;
    private final Callers callers;
    private final Clients clients;

    LoginController(SignIn signIn, Logins logins, Callers callers, Clients clients) {
        this.signIn = signIn;
        this.logins = logins;
        this.callers = callers;
        this.clients = clients;
    }

    @Post("/login")
    JsonNode login(HttpRequest<?> request, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        SignIn.Attempt attempt = new SignIn.Attempt(
                fields.text("email"),
                fields.text("password"),
                SecondProof.of(fields),
                fields.optionalText("org_id").map(LoginController::org));
        Client client = clients.of(request);
        return body(signIn.login(
                attempt,
                fields.optionalText("device_token").map(client::withDevice).orElse(client)));
    }

    @Post("/refresh")
    JsonNode refresh(@Body JsonNode body) {
        return body(logins.refresh(Fields.of(body).text("refresh_token")));
    }

    @Post("/logout")
    @Status(HttpStatus.NO_CONTENT)
    void logout(HttpRequest<?> request) {
        logins.logout(callers.person(request));
    }

    static OrgId org(String id) {
        return new OrgId(PathId.plausible(id).orElseThrow(() -> GateException.notFound("org")));
    }

    static JsonNode body(SignIn.Tokens tokens) {
        return JsonObject.object()
                .put("access_token", tokens.accessToken())
                .put("token_type", "Bearer")
                .put("refresh_token", tokens.refreshToken())
                .put("expires_in", AccessTokens.LIFE.toSeconds())
                .put("device_token", tokens.device())
                .put("totp_enrolment_required", tokens.scope() == Logins.Scope.ENROL)
                .node();
    }
}
