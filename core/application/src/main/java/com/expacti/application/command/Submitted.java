package com.expacti.application.command;

import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.policy.ApprovalPolicy;

/** What a submission is answered with. */
public sealed interface Submitted {
    CommandRecord stored();

    /** Decided. {@code repeated} where the answer was given before, so that a spent approval is not run again. */
    record Decided(CommandRecord stored, boolean repeated) implements Submitted {}

    /** Waiting for people. */
    record Waiting(CommandRecord stored, ApprovalPolicy policy) implements Submitted {}
}
