package com.expacti.api.command;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.api.access.Callers;
import com.expacti.application.audit.IssueReceipt;
import com.expacti.domain.identity.Caller;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** {@code /commands/{id}/receipt}: what was decided, signed, for whoever may read the command. */
@Controller("/api/v1/commands")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReceiptsController {
    private final Callers callers;
    private final ReadableCommands commands;
    private final IssueReceipt receipts;

    ReceiptsController(Callers callers, ReadableCommands commands, IssueReceipt receipts) {
        this.callers = callers;
        this.commands = commands;
        this.receipts = receipts;
    }

    @Get("/{id}/receipt")
    JsonNode receipt(HttpRequest<?> request, String id) {
        Caller caller = callers.any(request);
        return JsonObject.object()
                .put("receipt", receipts.of(caller, commands.get(caller, id)))
                .node();
    }
}
