package com.expacti.domain.command;

import com.expacti.domain.identity.UserId;
import java.time.Instant;
import java.util.List;

/**
 * A wait that went on with more people asked, because those asked first let it pass.
 *
 * @param to the backup reviewers who may decide the command; it gives nobody a right they did not have
 */
public record Escalation(Instant at, List<UserId> to) {
    public Escalation {
        to = List.copyOf(to);
    }
}
