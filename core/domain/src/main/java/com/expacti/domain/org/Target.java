package com.expacti.domain.org;

import com.expacti.domain.identity.TargetId;
import com.expacti.domain.risk.Environment;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A system that commands act on.
 *
 * @param enforced a proxy stands before it, else the agent only declares it
 * @param address how it is reached; empty for one that is only a name
 * @param active false once it was removed; it then still says under which rules what was asked of it falls
 */
public record Target(
        TargetId id,
        String name,
        Environment environment,
        boolean enforced,
        Set<String> groupIds,
        Optional<TargetAddress> address,
        boolean active) {
    public Target {
        groupIds = Set.copyOf(groupIds);
    }

    /** One that is only a name. */
    public Target(TargetId id, String name, Environment environment, boolean enforced, Set<String> groupIds) {
        this(id, name, environment, enforced, groupIds, Optional.empty(), true);
    }

    public Target removed() {
        return new Target(id, name, environment, enforced, groupIds, address, false);
    }

    public Target without(String group) {
        Set<String> rest = new HashSet<>(groupIds);
        rest.remove(group);
        return new Target(id, name, environment, enforced, rest, address, active);
    }
}
