package com.expacti.api.rule;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.adapters.wire.view.RuleBody;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.rule.StoredRule;
import com.expacti.domain.identity.Caller.PersonCaller;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Rules as answers show them, with why one had to disable itself. */
@Singleton
final class RuleAnswers {
    private final OrgViewCache views;

    RuleAnswers(OrgViewCache views) {
        this.views = views;
    }

    JsonNode of(PersonCaller caller, StoredRule stored) {
        JsonObject body = RuleBody.of(stored, Moments.RFC_3339);
        Optional.ofNullable(views.current(caller.org())
                        .rules()
                        .disabled()
                        .get(stored.rule().id()))
                .ifPresent(bad -> body.put("disabled_reason", bad.message()));
        return body.node();
    }

    JsonNode all(PersonCaller caller, List<StoredRule> stored) {
        return JsonNode.createArrayNode(
                stored.stream().map(one -> of(caller, one)).toList());
    }
}
