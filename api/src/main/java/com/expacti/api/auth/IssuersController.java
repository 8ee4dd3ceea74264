package com.expacti.api.auth;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.api.access.Callers;
import com.expacti.api.page.Page;
import com.expacti.api.path.PathId;
import com.expacti.application.mail.PublicAddress;
import com.expacti.application.oidc.IssuerDraft;
import com.expacti.application.oidc.IssuerSecret;
import com.expacti.application.oidc.ManageIssuers;
import com.expacti.domain.org.OrgIssuer;
import com.expacti.domain.org.OrgIssuer.Standing;
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
import java.util.List;
import java.util.Optional;

/** {@code /oidc-issuers}: what an org brought for its own people to sign in with. A client's secret is in no answer. */
@Controller("/api/v1/oidc-issuers")
@ExecuteOn(TaskExecutors.BLOCKING)
final class IssuersController {
    private final Callers callers;
    private final ManageIssuers issuers;
    private final PublicAddress address;

    IssuersController(Callers callers, ManageIssuers issuers, PublicAddress address) {
        this.callers = callers;
        this.issuers = issuers;
        this.address = address;
    }

    @Get
    JsonNode list(HttpRequest<?> request, @QueryValue Optional<String> limit, @QueryValue Optional<String> cursor) {
        Page page = Page.of(limit, cursor);
        List<OrgIssuer> all = issuers.list(callers.person(request));
        return page.body(page.slice(all, OrgIssuer::id), this::body, OrgIssuer::id);
    }

    @Post
    HttpResponse<JsonNode> make(HttpRequest<?> request, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        IssuerDraft whole = new IssuerDraft(
                Optional.of(fields.text("name")),
                Optional.of(fields.text("issuer")),
                Optional.of(fields.text("client_id")),
                Optional.of(new IssuerSecret(fields.text("client_secret"))),
                standing(fields));
        return HttpResponse.created(body(issuers.make(callers.person(request), whole)));
    }

    @Get("/{id}")
    JsonNode get(HttpRequest<?> request, String id) {
        return body(issuers.get(callers.person(request), issuer(id)));
    }

    @Patch("/{id}")
    JsonNode edit(HttpRequest<?> request, String id, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        IssuerDraft change = new IssuerDraft(
                fields.optionalText("name"),
                fields.optionalText("issuer"),
                fields.optionalText("client_id"),
                fields.optionalText("client_secret").map(IssuerSecret::new),
                standing(fields));
        return body(issuers.edit(callers.person(request), issuer(id), change));
    }

    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(HttpRequest<?> request, String id) {
        issuers.remove(callers.person(request), issuer(id));
    }

    private static Optional<Standing> standing(Fields fields) {
        return fields.optionalFlag("enabled").map(on -> on ? Standing.ENABLED : Standing.DISABLED);
    }

    private static String issuer(String id) {
        return PathId.of("OIDC issuer", id);
    }

    /** With what the service has to be told of us, and what people are given to sign in by. */
    private JsonNode body(OrgIssuer issuer) {
        String start = address.url() + "/api/v1/auth/oidc/" + issuer.id();
        return JsonObject.object()
                .put("id", issuer.id())
                .put("name", issuer.name())
                .put("issuer", issuer.url())
                .put("client_id", issuer.clientId())
                .put("enabled", issuer.standing() == Standing.ENABLED)
                .put("set_by_role", issuer.pointedBy().literal())
                .put("sign_in_url", start)
                .put("redirect_uri", start + "/callback")
                .node();
    }
}
