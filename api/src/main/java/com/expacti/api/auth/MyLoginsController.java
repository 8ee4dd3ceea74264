package com.expacti.api.auth;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.api.access.Callers;
import com.expacti.api.page.Page;
import com.expacti.api.path.PathId;
import com.expacti.application.login.Login;
import com.expacti.application.login.MyLogins;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CredentialId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;

/** {@code /auth/sessions} and {@code /auth/logout-everywhere}: somebody's own sign-ins. */
@Controller("/api/v1/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MyLoginsController {
    private final Callers callers;
    private final MyLogins logins;

    MyLoginsController(Callers callers, MyLogins logins) {
        this.callers = callers;
        this.logins = logins;
    }

    @Get("/sessions")
    JsonNode list(HttpRequest<?> request, @QueryValue Optional<String> limit, @QueryValue Optional<String> cursor) {
        Page page = Page.of(limit, cursor);
        PersonCaller caller = callers.person(request);
        return page.body(
                page.slice(logins.list(caller), mine -> mine.login().id().value()),
                mine -> body(mine, caller),
                mine -> mine.login().id().value());
    }

    private static JsonNode body(MyLogins.Mine mine, PersonCaller caller) {
        Login login = mine.login();
        return JsonObject.object()
                .put("id", login.id().value())
                .put("org_id", mine.org().value())
                .put("created_at", Moments.RFC_3339.of(login.createdAt()))
                .put("last_used_at", Moments.RFC_3339.of(login.lastUsedAt()))
                .put("address", login.from().address())
                .put("user_agent", login.from().userAgent())
                .put("current", login.id().equals(caller.credential()))
                .node();
    }

    @Delete("/sessions/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void end(HttpRequest<?> request, String id) {
        logins.end(callers.person(request), new CredentialId(PathId.of("sign-in", id)));
    }

    @Post("/logout-everywhere")
    @Status(HttpStatus.NO_CONTENT)
    void endAll(HttpRequest<?> request) {
        logins.endAll(callers.person(request));
    }
}
