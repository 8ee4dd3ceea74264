package com.expacti.api.member;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.adapters.wire.view.RecoveryBody;
import com.expacti.api.access.Callers;
import com.expacti.api.page.Page;
import com.expacti.api.path.PathId;
import com.expacti.application.failure.GateException;
import com.expacti.application.member.ManageMembers;
import com.expacti.application.member.ManageMembers.MemberDraft;
import com.expacti.application.member.Member;
import com.expacti.application.member.RemoveFactors;
import com.expacti.application.recovery.Recovery;
import com.expacti.application.recovery.WatchRecoveries;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.UserId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /members}. */
@Controller("/api/v1/members")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MembersController {
    private final Callers callers;
    private final ManageMembers members;
    private final RemoveFactors factors;
    private final WatchRecoveries recoveries;

    MembersController(Callers callers, ManageMembers members, RemoveFactors factors, WatchRecoveries recoveries) {
        this.callers = callers;
        this.members = members;
        this.factors = factors;
        this.recoveries = recoveries;
    }

    @Get
    JsonNode list(
            HttpRequest<?> request,
            @QueryValue Optional<String> removed,
            @QueryValue Optional<String> limit,
            @QueryValue Optional<String> cursor) {
        Page page = Page.of(limit, cursor);
        PersonCaller caller = callers.person(request);
        List<Member> all = members.list(caller, flag(removed));
        Map<UserId, Recovery> waiting = recoveries.members(caller);
        return page.body(
                page.slice(all, MembersController::id), member -> body(member, waiting), MembersController::id);
    }

    @Get("/{id}")
    JsonNode get(HttpRequest<?> request, String id) {
        PersonCaller caller = callers.person(request);
        return body(members.get(caller, member(id)), recoveries.members(caller));
    }

    @Patch("/{id}")
    JsonNode edit(HttpRequest<?> request, String id, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        MemberDraft draft =
                new MemberDraft(fields.optionalText("role").map(RoleField::role), fields.optionalText("display_name"));
        PersonCaller caller = callers.person(request);
        return body(members.edit(caller, member(id), draft), recoveries.members(caller));
    }

    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(HttpRequest<?> request, String id) {
        members.remove(callers.person(request), member(id));
    }

    @Delete("/{id}/second-factor")
    @Status(HttpStatus.NO_CONTENT)
    void removeFactor(HttpRequest<?> request, String id) {
        factors.remove(callers.person(request), member(id));
    }

    @Delete("/{id}/recovery")
    @Status(HttpStatus.NO_CONTENT)
    void cancelRecovery(HttpRequest<?> request, String id) {
        recoveries.cancel(callers.person(request), member(id));
    }

    private static boolean flag(Optional<String> removed) {
        return switch (removed.orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw GateException.badMessage("removed", "removed is true or false");
        };
    }

    private static UserId member(String id) {
        return new UserId(PathId.of("member", id));
    }

    private static String id(Member member) {
        return member.person().id().value();
    }

    private static JsonNode body(Member member, Map<UserId, Recovery> waiting) {
        JsonObject out = JsonObject.object()
                .put("id", id(member))
                .put("email", member.person().email())
                .put("display_name", member.person().displayName())
                .put("role", member.person().role().literal())
                .put("active", member.person().active())
                .put("created_at", Moments.RFC_3339.of(member.createdAt()));
        Optional.ofNullable(waiting.get(member.person().id()))
                .ifPresent(recovery ->
                        out.put("recovery", RecoveryBody.of(recovery).node()));
        return out.node();
    }
}
