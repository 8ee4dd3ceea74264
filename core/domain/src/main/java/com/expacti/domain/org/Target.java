package com.expacti.domain.org;

import com.expacti.domain.identity.TargetId;
import com.expacti.domain.risk.Environment;
import java.util.Set;

/** A system that commands act on. {@code enforced} where a proxy stands before it, else the agent only declares it. */
public record Target(TargetId id, String name, Environment environment, boolean enforced, Set<String> groupIds) {
    public Target {
        groupIds = Set.copyOf(groupIds);
    }
}
