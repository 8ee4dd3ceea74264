package com.expacti.websocketrelay.reviewer;

import com.expacti.domain.identity.CommandId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is looking at which command: each connection at one at most. For one thread at a time. */
final class Looks {
    private final Map<ReviewerPeer, CommandId> at = new LinkedHashMap<>();

    void at(ReviewerPeer reviewer, CommandId command) {
        at.put(reviewer, command);
    }

    /** The command they looked at until now. */
    Optional<CommandId> away(ReviewerPeer reviewer) {
        return Optional.ofNullable(at.remove(reviewer));
    }

    void forget(CommandId command) {
        at.values().removeIf(command::equals);
    }

    /** Display names, each person once however many windows they have. */
    List<String> names(CommandId command) {
        return at.entrySet().stream()
                .filter(entry -> entry.getValue().equals(command))
                .map(entry -> entry.getKey().caller().person())
                .distinct()
                .map(person -> person.displayName())
                .toList();
    }
}
