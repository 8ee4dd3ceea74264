package com.expacti.adapters.wire.view;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.Target;
import com.expacti.domain.risk.Environment;
import io.micronaut.json.tree.JsonNode;
import java.util.Locale;
import java.util.Optional;

/** Agents and targets as other shapes name them. */
public final class Parties {
    private Parties() {}

    /** {@code id}, {@code name}; the name is the id where the agent is not known any more. */
    public static JsonNode agent(OrgView view, AgentId id) {
        Optional<Agent> agent = Optional.ofNullable(view.agents().get(id));
        return JsonObject.object()
                .put("id", id.value())
                .put("name", agent.map(Agent::name).orElse(id.value()))
                .node();
    }

    /** {@code id}, {@code name}, {@code environment} where stated, {@code enforced}. */
    public static Optional<JsonNode> target(OrgView view, Optional<TargetId> id) {
        return id.map(t -> Optional.ofNullable(view.targets().get(t))
                .map(Parties::target)
                .orElseGet(() -> JsonObject.object()
                        .put("id", t.value())
                        .put("name", t.value())
                        .put("enforced", false)
                        .node()));
    }

    public static JsonNode target(Target target) {
        return targetObject(target).node();
    }

    /** The same, to add to. */
    public static JsonObject targetObject(Target target) {
        return JsonObject.object()
                .put("id", target.id().value())
                .put("name", target.name())
                .put("environment", environment(target.environment()))
                .put("enforced", target.enforced());
    }

    private static Optional<String> environment(Environment environment) {
        return environment == Environment.NONE
                ? Optional.empty()
                : Optional.of(environment.name().toLowerCase(Locale.ROOT));
    }
}
