package com.expacti.api.rule;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.api.access.Callers;
import com.expacti.application.access.Authenticator;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.rule.ManageRules;
import com.expacti.domain.command.Submission;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.rule.InvalidRule;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleTester;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** {@code /whitelist/test}: rules tried on a command. Stores nothing and looks at no stored rule. */
@Controller("/api/v1/whitelist/test")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RuleTrialController {
    private static final int TRIED_MAX = 100;

    private final Callers callers;
    private final ManageRules rules;
    private final InstantSource clock;

    RuleTrialController(Callers callers, ManageRules rules, InstantSource clock) {
        this.callers = callers;
        this.rules = rules;
        this.clock = clock;
    }

    @Post
    JsonNode test(HttpRequest<?> request, @Body JsonNode body) {
        Authenticator.require(callers.person(request), Permission.ORG_READ);
        Fields fields = Fields.of(body);
        String command = command(fields);
        try {
            return answer(RuleTester.test(rules(fields), command, fields.optionalText("cwd")));
        } catch (InvalidRule e) {
            throw GateException.invalid(e.field(), e.message());
        }
    }

    private static String command(Fields fields) {
        String command = fields.text("command");
        if (command.isEmpty()) {
            throw GateException.invalid("command", "command is empty; send the text to try the rules on");
        }
        if (command.getBytes(StandardCharsets.UTF_8).length > Submission.COMMAND_BYTES_MAX) {
            throw new GateException(ErrorCode.TOO_LARGE, "command is over 65536 bytes of UTF-8");
        }
        return command;
    }

    private List<Rule> rules(Fields fields) {
        List<Fields> tried = fields.objects("rules");
        if (tried.isEmpty() || tried.size() > TRIED_MAX) {
            throw GateException.invalid("rules", "rules are 1 to 100 in a test");
        }
        List<Rule> made = new ArrayList<>();
        for (int i = 0; i < tried.size(); i++) {
            int index = i;
            made.add(Located.at(
                    index, () -> rules.draft(RuleFields.tested(tried.get(index), clock.instant()), "test-" + index)));
        }
        return made;
    }

    private static JsonNode answer(RuleTester.Outcome outcome) {
        List<JsonNode> indexes =
                outcome.ruleIndexes().stream().map(JsonNode::createNumberNode).toList();
        return JsonObject.object()
                .put("matched", outcome.matched())
                .put("rule_indexes", JsonNode.createArrayNode(indexes))
                .put("reason", outcome.reason())
                .node();
    }
}
