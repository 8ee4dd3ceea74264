package com.expacti.api.auth;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.api.access.Callers;
import com.expacti.api.path.PathId;
import com.expacti.application.oidc.AllProviders;
import com.expacti.application.oidc.LinkedIdentities.Link;
import com.expacti.application.oidc.ManageLinks;
import com.expacti.application.oidc.ManageLinks.Again;
import com.expacti.application.oidc.Tickets;
import com.expacti.application.oidc.Travel.Departure;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** {@code /auth/identities}: the services somebody's own account is signed in to with. */
@Controller("/api/v1/auth/identities")
@ExecuteOn(TaskExecutors.BLOCKING)
final class IdentitiesController {
    private final Callers callers;
    private final ManageLinks links;
    private final AllProviders providers;
    private final JourneyCookie cookie;
    private final Clients clients;

    IdentitiesController(
            Callers callers, ManageLinks links, AllProviders providers, JourneyCookie cookie, Clients clients) {
        this.callers = callers;
        this.links = links;
        this.providers = providers;
        this.cookie = cookie;
        this.clients = clients;
    }

    @Get
    JsonNode list(HttpRequest<?> request) {
        return JsonObject.object()
                .put(
                        "items",
                        JsonNode.createArrayNode(links.list(callers.person(request)).stream()
                                .map(this::body)
                                .toList()))
                .node();
    }

    private JsonNode body(Link link) {
        return JsonObject.object()
                .put("id", link.id())
                .put("provider", link.provider())
                .put("name", providers.name(link.provider()))
                .put("email", link.email())
                .put("linked_at", Moments.RFC_3339.of(link.linkedAt()))
                .node();
    }

    @Post("/begin")
    HttpResponse<JsonNode> begin(HttpRequest<?> request, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        String provider = fields.text("provider");
        Again again = again(fields);
        Departure departure = links.begin(callers.person(request), provider, again, clients.of(request));
        return cookie.put(
                HttpResponse.ok(JsonObject.object()
                        .put("url", departure.url().toString())
                        .node()),
                departure.browser());
    }

    private static Again again(Fields fields) {
        return new Again(fields.text("password"), SecondProof.of(fields));
    }

    @Post
    HttpResponse<JsonNode> link(HttpRequest<?> request, @Body JsonNode body) {
        Tickets.Shown shown = new Tickets.Shown(Fields.of(body).text("ticket"), cookie.of(request));
        return HttpResponse.created(body(links.finish(callers.person(request), shown)));
    }

    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void unlink(HttpRequest<?> request, String id, @Body JsonNode body) {
        Again again = again(Fields.of(body));
        links.unlink(callers.person(request), PathId.of("linked sign-in", id), again);
    }
}
