package com.expacti.domain.rule;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Where and when a command would run.
 *
 * @param cwd the declared working directory
 * @param targetId the target; with none, only global rules apply
 * @param groupIds the groups that target is in
 * @param now the moment that rules' expiry is judged by
 */
public record MatchContext(Optional<String> cwd, Optional<String> targetId, Set<String> groupIds, Instant now) {
    public MatchContext {
        groupIds = Set.copyOf(groupIds);
    }

    boolean isIn(RuleScope scope) {
        return switch (scope) {
            case RuleScope.Global() -> true;
            case RuleScope.Group(String id) -> targetId.isPresent() && groupIds.contains(id);
            case RuleScope.Target(String id) ->
                targetId.isPresent() && targetId.get().equals(id);
        };
    }
}
