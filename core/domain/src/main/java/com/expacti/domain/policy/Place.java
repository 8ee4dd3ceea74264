package com.expacti.domain.policy;

import com.expacti.domain.identity.TargetId;
import java.util.Optional;
import java.util.Set;

/** Where a command would run: on a target, which is in groups, or nowhere stated. */
public record Place(Optional<TargetId> target, Set<String> groupIds) {
    public Place {
        groupIds = Set.copyOf(groupIds);
    }
}
