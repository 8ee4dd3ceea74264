package com.expacti.application.command;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.Target;
import java.util.Optional;

/** Which target a command is for: the one named among the agent's, or its default, or none. */
public final class Targets {
    private Targets() {}

    /** @throws GateException {@code forbidden} where the name is not one of the targets of the agent and its token */
    public static Optional<TargetId> resolve(OrgView view, AgentCaller caller, Optional<String> named) {
        Agent agent = Optional.ofNullable(view.agents().get(caller.agent()))
                .orElseThrow(() -> new GateException(ErrorCode.UNAUTHORIZED, "the agent was removed"));
        Credential credential = Optional.ofNullable(view.credentials().get(caller.credential()))
                .orElseThrow(() -> new GateException(ErrorCode.UNAUTHORIZED, "the token was revoked"));
        if (named.isEmpty()) {
            return standard(view, agent, credential);
        }
        return Optional.of(agent.targets().stream()
                .filter(credential::isGoodFor)
                .map(view.targets()::get)
                .filter(t -> t != null && t.active() && isNamed(t, named.get()))
                .map(Target::id)
                .findFirst()
                .orElseThrow(
                        () -> new GateException(ErrorCode.FORBIDDEN, "target is none of those this agent may act on")));
    }

    /** A token that is not good for its agent's default has to name a target: nowhere is no way around its rules. */
    private static Optional<TargetId> standard(OrgView view, Agent agent, Credential credential) {
        Optional<TargetId> standard = agent.defaultTarget()
                .filter(id ->
                        view.target(Optional.of(id)).filter(Target::active).isPresent());
        if (credential.targets().isPresent()
                && standard.filter(credential::isGoodFor).isEmpty()) {
            throw new GateException(
                    ErrorCode.FORBIDDEN, "target is needed: this token is not good for the agent's default target");
        }
        return standard;
    }

    private static boolean isNamed(Target target, String name) {
        return target.id().value().equals(name) || target.name().equals(name);
    }
}
