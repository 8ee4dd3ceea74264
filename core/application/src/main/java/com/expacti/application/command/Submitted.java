package com.expacti.application.command;

import com.expacti.domain.approval.ApprovalPolicy;
import com.expacti.domain.command.CommandRecord;

/** What a submission is answered with. */
public sealed interface Submitted {
    CommandRecord stored();

    /** Decided. {@code repeated} where the answer was given before, so that a spent approval is not run again. */
    record Decided(CommandRecord stored, boolean repeated) implements Submitted {}

    /** Waiting for people. */
    record Waiting(CommandRecord stored, ApprovalPolicy policy) implements Submitted {}
}
