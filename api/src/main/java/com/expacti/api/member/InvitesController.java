package com.expacti.api.member;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.api.access.Callers;
import com.expacti.api.auth.JourneyCookie;
import com.expacti.api.page.Page;
import com.expacti.api.path.PathId;
import com.expacti.application.member.AcceptInvite;
import com.expacti.application.member.ManageInvites;
import com.expacti.application.oidc.JoinByOidc;
import com.expacti.application.oidc.Tickets;
import com.expacti.domain.org.Invite;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Optional;

/** {@code /invites}. A link's secret is in its mail and in no answer. */
@Controller("/api/v1/invites")
@ExecuteOn(TaskExecutors.BLOCKING)
final class InvitesController {
    private final Callers callers;
    private final ManageInvites invites;
    private final AcceptInvite accepting;
    private final JoinByOidc joining;
    private final JourneyCookie cookie;

    InvitesController(
            Callers callers, ManageInvites invites, AcceptInvite accepting, JoinByOidc joining, JourneyCookie cookie) {
        this.callers = callers;
        this.invites = invites;
        this.accepting = accepting;
        this.joining = joining;
        this.cookie = cookie;
    }

    @Get
    JsonNode list(HttpRequest<?> request, @QueryValue Optional<String> limit, @QueryValue Optional<String> cursor) {
        Page page = Page.of(limit, cursor);
        List<Invite> all = invites.list(callers.person(request));
        return page.body(page.slice(all, Invite::id), InvitesController::body, Invite::id);
    }

    @Post
    HttpResponse<JsonNode> invite(HttpRequest<?> request, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        String email = fields.text("email");
        String role = fields.text("role");
        return HttpResponse.created(body(invites.invite(callers.person(request), email, RoleField.role(role))));
    }

    @Get("/{id}")
    JsonNode get(HttpRequest<?> request, String id) {
        return body(invites.get(callers.person(request), invite(id)));
    }

    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void revoke(HttpRequest<?> request, String id) {
        invites.revoke(callers.person(request), invite(id));
    }

    @Post("/{id}/resend")
    JsonNode resend(HttpRequest<?> request, String id) {
        return body(invites.resend(callers.person(request), invite(id)));
    }

    @Post("/accept")
    JsonNode accept(HttpRequest<?> request, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        String token = fields.text("token");
        Optional<String> ticket = fields.optionalText("ticket");
        AcceptInvite.Joined joined = ticket.isPresent()
                ? joining.accept(token, new Tickets.Shown(ticket.get(), cookie.of(request)))
                : accepting.accept(token, fields.text("password"));
        return JsonObject.object()
                .put("user_id", joined.person().id().value())
                .put("org_id", joined.org().value())
                .put("email", joined.person().email())
                .put("role", joined.person().role().literal())
                .node();
    }

    private static String invite(String id) {
        return PathId.of("invite", id);
    }

    private static JsonNode body(Invite invite) {
        return JsonObject.object()
                .put("id", invite.id())
                .put("email", invite.email())
                .put("role", invite.role().literal())
                .put("invited_by", invite.invitedBy().value())
                .put("created_at", Moments.RFC_3339.of(invite.createdAt()))
                .put("expires_at", Moments.RFC_3339.of(invite.expiresAt()))
                .node();
    }
}
