package com.expacti.application.recovery;

import com.expacti.domain.identity.AccountId;
import java.time.Instant;

/**
 * A way back that was begun and has not ended.
 *
 * @param id {@code rcv_} and a ULID
 * @param begunAt when whoever read the mail said the password
 * @param readyAt from when the second factor can be removed
 * @param endsAt from when it can't any more
 */
public record Recovery(AccountId account, String id, Instant begunAt, Instant readyAt, Instant endsAt) {
    /** What its id begins with. */
    public static final String PREFIX = "rcv_";

    /** How far it is. */
    public enum Stage {
        WAITING,
        READY,
        LAPSED
    }

    public Stage at(Instant now) {
        if (!now.isBefore(endsAt)) {
            return Stage.LAPSED;
        }
        return now.isBefore(readyAt) ? Stage.WAITING : Stage.READY;
    }
}
