package com.expacti.api.command;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.api.access.Callers;
import com.expacti.api.path.PathId;
import com.expacti.application.command.CancelCommand;
import com.expacti.application.command.RedeemApproval;
import com.expacti.application.command.ReportResult;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.CommandId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.OptionalLong;

/** {@code /commands/{id}/cancel}, {@code /redeem} and {@code /result}: what the agent does with a command of its own. */
@Controller("/api/v1/commands/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ExecutionController {
    private final Callers callers;
    private final CancelCommand cancel;
    private final RedeemApproval redeem;
    private final ReportResult report;
    private final CommandAnswers answers;

    ExecutionController(
            Callers callers, CancelCommand cancel, RedeemApproval redeem, ReportResult report, CommandAnswers answers) {
        this.callers = callers;
        this.cancel = cancel;
        this.redeem = redeem;
        this.report = report;
        this.answers = answers;
    }

    @Post("/cancel")
    JsonNode cancel(HttpRequest<?> request, String id) {
        AgentCaller caller = callers.agent(request);
        CommandRecord stored = cancel.cancel(caller, command(id));
        if (stored.decision().filter(d -> d.outcome() != Outcome.CANCELLED).isPresent()) {
            throw new GateException(ErrorCode.ALREADY_DECIDED, "the command is decided; there is nothing to cancel");
        }
        return answers.of(caller, stored);
    }

    @Post("/redeem")
    JsonNode redeem(HttpRequest<?> request, String id, @Body JsonNode body) {
        AgentCaller caller = callers.agent(request);
        Fields fields = Fields.of(body);
        redeem.redeem(caller, command(id), fields.text("approval_token"), fields.optionalText("command_sha256"));
        return JsonObject.object().put("id", id).node();
    }

    @Post("/result")
    @Status(HttpStatus.NO_CONTENT)
    void result(HttpRequest<?> request, String id, @Body JsonNode body) {
        AgentCaller caller = callers.agent(request);
        Fields fields = Fields.of(body);
        report.report(
                caller,
                command(id),
                fields.optionalInt("exit_code"),
                amount(fields, "duration_ms"),
                amount(fields, "output_bytes"));
    }

    private static OptionalLong amount(Fields fields, String name) {
        OptionalLong value = fields.optionalLong(name);
        if (value.isPresent() && value.getAsLong() < 0) {
            throw GateException.invalid(name, name + " is 0 or more");
        }
        return value;
    }

    private static CommandId command(String id) {
        return new CommandId(PathId.of("command", id));
    }
}
