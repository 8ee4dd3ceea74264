package com.expacti.api.auth;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.Client;
import com.expacti.application.mail.PublicAddress;
import com.expacti.application.oidc.AllProviders;
import com.expacti.application.oidc.FinishOidc;
import com.expacti.application.oidc.FinishOidc.NewOrg;
import com.expacti.application.oidc.Provider;
import com.expacti.application.oidc.Providers;
import com.expacti.application.oidc.Tickets;
import com.expacti.application.oidc.Travel;
import com.expacti.application.oidc.Travel.Arrival;
import com.expacti.application.oidc.Travel.Departure;
import com.expacti.application.oidc.Travel.Landing;
import com.expacti.application.org.Names;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code /auth/oidc}: to another service and back. A browser is sent on with whatever came of it, which stands behind {@code #}
 * where no server and no log sees it, and in our own words only.
 */
@Controller("/api/v1/auth/oidc")
@ExecuteOn(TaskExecutors.BLOCKING)
final class OidcController {
    private static final int PARAMETER_MAX = 4_096;

    private final Providers everybodys;
    private final AllProviders providers;
    private final Travel travel;
    private final FinishOidc finishing;
    private final PublicAddress address;
    private final JourneyCookie cookie;
    private final Clients clients;

    OidcController(
            Providers everybodys,
            AllProviders providers,
            Travel travel,
            FinishOidc finishing,
            PublicAddress address,
            JourneyCookie cookie,
            Clients clients) {
        this.everybodys = everybodys;
        this.providers = providers;
        this.travel = travel;
        this.finishing = finishing;
        this.address = address;
        this.cookie = cookie;
        this.clients = clients;
    }

    @Get
    JsonNode list() {
        return JsonObject.object()
                .put(
                        "items",
                        JsonNode.createArrayNode(everybodys.all().stream()
                                .map(OidcController::body)
                                .toList()))
                .node();
    }

    private static JsonNode body(Provider provider) {
        return JsonObject.object()
                .put("id", provider.id())
                .put("name", provider.name())
                .put("start", "/api/v1/auth/oidc/" + provider.id())
                .node();
    }

    @Get("/{provider}")
    HttpResponse<?> start(HttpRequest<?> request, String provider) {
        String id = providers.get(provider).provider().id();
        try {
            Departure departure = travel.depart(id, clients.of(request));
            return cookie.put(to(departure.url()), departure.browser());
        } catch (GateException e) {
            return switch (e.code()) {
                case UNAVAILABLE -> to(page("error=unreachable", id));
                case RATE_LIMITED -> to(page("error=busy", id));
                default -> throw e;
            };
        }
    }

    @Get("/{provider}/callback")
    HttpResponse<?> arrive(HttpRequest<?> request, String provider) {
        String id = providers.get(provider).provider().id();
        Landing landing = travel.arrive(
                id,
                new Arrival(
                        parameter(request, "state"),
                        parameter(request, "code"),
                        parameter(request, "iss"),
                        parameter(request, "error"),
                        cookie.of(request)));
        return to(
                switch (landing) {
                    case Landing.Ticketed t ->
                        page(
                                "ticket=" + t.ticket() + "&next="
                                        + finishing.next(t.says()).name().toLowerCase(Locale.ROOT),
                                id);
                    case Landing.Lost(Travel.Why why) ->
                        page("error=" + why.name().toLowerCase(Locale.ROOT), id);
                });
    }

    /** Said twice, it is not said (RFC 6749 §3.1). */
    private static Optional<String> parameter(HttpRequest<?> request, String name) {
        return request.getParameters().getAll(name).size() == 1
                ? Optional.ofNullable(request.getParameters().get(name))
                        .filter(value -> !value.isEmpty() && value.length() <= PARAMETER_MAX)
                : Optional.empty();
    }

    private URI page(String fragment, String provider) {
        return URI.create(address.url() + "/app/oidc#" + fragment + "&provider=" + provider);
    }

    static MutableHttpResponse<?> to(URI url) {
        return HttpResponse.seeOther(url)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer");
    }

    @Post("/finish")
    JsonNode finish(HttpRequest<?> request, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        Tickets.Shown shown = new Tickets.Shown(fields.text("ticket"), cookie.of(request));
        boolean alone = fields.optionalFlag("allow_self_approval").orElse(false);
        Optional<NewOrg> org = fields.optionalText("org_name").map(name -> new NewOrg(name, alone));
        org.ifPresent(o -> Names.require("org_name", o.name()));
        FinishOidc.Wanted wanted = new FinishOidc.Wanted(
                SecondProof.of(fields), fields.optionalText("org_id").map(LoginController::org), org);
        Client client = clients.of(request);
        return LoginController.body(finishing.finish(
                shown,
                wanted,
                fields.optionalText("device_token").map(client::withDevice).orElse(client)));
    }
}
