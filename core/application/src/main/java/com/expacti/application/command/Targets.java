package com.expacti.application.command;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.Target;
import java.util.Optional;

/** Which target a command is for: the one named among the agent's, or its default, or none. */
public final class Targets {
    private Targets() {}

    /** @throws GateException {@code forbidden} where the name is not one of the agent's targets */
    public static Optional<TargetId> resolve(OrgView view, AgentId agentId, Optional<String> named) {
        Agent agent = Optional.ofNullable(view.agents().get(agentId))
                .orElseThrow(() -> new GateException(ErrorCode.UNAUTHORIZED, "the agent was removed"));
        if (named.isEmpty()) {
            return agent.defaultTarget()
                    .filter(id ->
                            view.target(Optional.of(id)).filter(Target::active).isPresent());
        }
        return Optional.of(agent.targets().stream()
                .map(view.targets()::get)
                .filter(t -> t != null && t.active() && isNamed(t, named.get()))
                .map(Target::id)
                .findFirst()
                .orElseThrow(
                        () -> new GateException(ErrorCode.FORBIDDEN, "target is none of those this agent may act on")));
    }

    private static boolean isNamed(Target target, String name) {
        return target.id().value().equals(name) || target.name().equals(name);
    }
}
