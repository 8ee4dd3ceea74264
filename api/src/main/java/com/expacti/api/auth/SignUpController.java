package com.expacti.api.auth;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.application.account.Register;
import com.expacti.application.account.ResetPassword;
import com.expacti.application.account.ResetPassword.Claim;
import com.expacti.application.account.SignUps.SignUp;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** {@code /auth/signup}, {@code /auth/verify} and {@code /auth/password-reset}: what is done by mail. */
@Controller("/api/v1/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SignUpController {
    private final Register register;
    private final ResetPassword reset;
    private final Clients clients;

    SignUpController(Register register, ResetPassword reset, Clients clients) {
        this.register = register;
        this.reset = reset;
        this.clients = clients;
    }

    @Post("/signup")
    HttpResponse<JsonNode> signUp(HttpRequest<?> request, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        Register.Wanted wanted = new Register.Wanted(
                fields.text("email"),
                fields.text("password"),
                fields.text("org_name"),
                fields.optionalFlag("allow_self_approval").orElse(false));
        Register.Promised promised = register.signUp(wanted, clients.of(request));
        return HttpResponse.created(JsonObject.object()
                .put("user_id", promised.user().value())
                .put("org_id", promised.org().value())
                .node());
    }

    @Post("/verify")
    JsonNode verify(HttpRequest<?> request, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        SignUp done = register.verify(fields.text("token"), fields.optionalText("password"), clients.of(request));
        return JsonObject.object()
                .put("email", done.email())
                .put("user_id", done.user().value())
                .put("org_id", done.org().value())
                .node();
    }

    @Post("/password-reset")
    @Status(HttpStatus.NO_CONTENT)
    void ask(HttpRequest<?> request, @Body JsonNode body) {
        reset.ask(Fields.of(body).text("email"), clients.of(request));
    }

    @Post("/password-reset/confirm")
    @Status(HttpStatus.NO_CONTENT)
    void confirm(HttpRequest<?> request, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        Claim claim = fields.optionalFlag("second_factor_not_mine").orElse(false) ? Claim.NOT_MINE : Claim.MINE;
        reset.confirm(fields.text("token"), fields.text("password"), claim, clients.of(request));
    }
}
