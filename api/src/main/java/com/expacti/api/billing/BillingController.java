package com.expacti.api.billing;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.api.access.Callers;
import com.expacti.application.billing.ManageBilling;
import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.plan.Plan;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** {@code /billing}. */
@Controller("/api/v1/billing")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BillingController {
    private final Callers callers;
    private final ManageBilling billing;

    BillingController(Callers callers, ManageBilling billing) {
        this.callers = callers;
        this.billing = billing;
    }

    @Get
    JsonNode get(HttpRequest<?> request) {
        return BillingBody.of(billing.get(callers.person(request)));
    }

    @Post("/checkout")
    @Status(io.micronaut.http.HttpStatus.CREATED)
    JsonNode checkout(HttpRequest<?> request, @Body JsonNode body) {
        PersonCaller caller = callers.person(request);
        String wanted = Fields.of(body).text("plan");
        Plan plan = Plan.of(wanted).orElseThrow(() -> GateException.invalid("plan", "plan is pro"));
        return page(billing.checkout(caller, plan));
    }

    @Post("/portal")
    @Status(io.micronaut.http.HttpStatus.CREATED)
    JsonNode portal(HttpRequest<?> request) {
        return page(billing.portal(callers.person(request)));
    }

    private static JsonNode page(String url) {
        return JsonObject.object().put("url", url).node();
    }
}
