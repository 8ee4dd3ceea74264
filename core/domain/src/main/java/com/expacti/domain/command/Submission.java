package com.expacti.domain.command;

import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.identity.TargetId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A command as an agent submitted it, with the id it was given.
 *
 * @param ref the agent's own idempotency key inside the session, 1–128 characters
 * @param command the exact text, at most 64 KiB of UTF-8
 * @param wantedTimeoutSeconds what the agent asked for, not yet clamped
 * @param spend whether the approval is to be spent in the settling transaction
 * @param source where it came from, where the gate saw that
 * @param heldBySocket whether the agent holds a socket on a node (15 s of grace), or asked over HTTP
 */
public record Submission(
        CommandId id,
        OrgId org,
        SessionId session,
        AgentId agent,
        CredentialId credential,
        String ref,
        String command,
        Optional<String> cwd,
        Optional<TargetId> target,
        Optional<String> context,
        OptionalInt step,
        OptionalInt wantedTimeoutSeconds,
        boolean spend,
        boolean heldBySocket,
        Optional<String> onBehalfOf,
        Optional<SourceAddress> source,
        Instant submittedAt) {
    public static final int COMMAND_BYTES_MAX = 64 * 1024;
    public static final int REF_LENGTH_MAX = 128;

    /** What may not change under one {@code ref}: command, cwd, target and spend. */
    public Digest digest() {
        return Digest.of(command, cwd.orElse(null), target.map(TargetId::value).orElse(null), spend ? "spend" : null);
    }
}
