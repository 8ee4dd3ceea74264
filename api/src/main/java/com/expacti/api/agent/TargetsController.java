package com.expacti.api.agent;

import com.expacti.adapters.wire.view.Parties;
import com.expacti.api.access.Callers;
import com.expacti.api.page.Page;
import com.expacti.application.access.Authenticator;
import com.expacti.application.org.OrgViewCache;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.org.Target;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@code /targets}, to read. */
@Controller("/api/v1/targets")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TargetsController {
    private final Callers callers;
    private final OrgViewCache views;

    TargetsController(Callers callers, OrgViewCache views) {
        this.callers = callers;
        this.views = views;
    }

    @Get
    JsonNode list(HttpRequest<?> request, @QueryValue Optional<String> limit, @QueryValue Optional<String> cursor) {
        PersonCaller caller = callers.person(request);
        Authenticator.require(caller, Permission.ORG_READ);
        Page page = Page.of(limit, cursor);
        List<Target> targets = views.fresh(caller.org()).targets().values().stream()
                .sorted(Comparator.comparing(t -> t.id().value()))
                .filter(t ->
                        page.after().map(a -> t.id().value().compareTo(a) > 0).orElse(true))
                .limit(page.fetch())
                .toList();
        return page.body(targets, TargetsController::body, t -> t.id().value());
    }

    /** As commands name a target, and the groups it is in. */
    private static JsonNode body(Target target) {
        return Parties.targetObject(target)
                .putTexts("group_ids", target.groupIds().stream().sorted().toList())
                .node();
    }
}
