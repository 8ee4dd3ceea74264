package com.expacti.domain.org;

import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import java.util.Optional;
import java.util.Set;

/** An automated agent: whose it is, who made it, and where it may act. */
public record Agent(
        AgentId id,
        String name,
        Optional<UserId> owner,
        Optional<UserId> createdBy,
        Optional<TargetId> defaultTarget,
        Set<TargetId> targets,
        boolean active) {
    public Agent {
        targets = Set.copyOf(targets);
    }
}
