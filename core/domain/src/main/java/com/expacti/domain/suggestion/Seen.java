package com.expacti.domain.suggestion;

import com.expacti.domain.risk.Environment;
import com.expacti.domain.rule.MatchContext;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The same text at the same place, as people decided it, once or often.
 *
 * @param command the exact text
 * @param cwd the working directory it was declared for
 * @param place the target it was for
 * @param times how often it was decided that way, at least 1
 * @param reviewers display names of those who did
 * @param first when the first of these decisions fell
 * @param last when the last of them fell
 */
public record Seen(
        String command,
        Optional<String> cwd,
        Place place,
        int times,
        Set<String> reviewers,
        Instant first,
        Instant last) {
    public Seen {
        reviewers = Set.copyOf(reviewers);
    }

    /**
     * Where a command ran, or would have.
     *
     * @param targetId empty for a command without a target
     * @param groupIds the groups that target is in
     * @param environment what the target is used for
     */
    public record Place(Optional<String> targetId, Set<String> groupIds, Environment environment) {
        /** No target. */
        public static final Place NOWHERE = new Place(Optional.empty(), Set.of(), Environment.NONE);

        public Place {
            groupIds = Set.copyOf(groupIds);
        }
    }

    MatchContext contextAt(Instant now) {
        return new MatchContext(cwd, place.targetId(), place.groupIds(), now);
    }
}
