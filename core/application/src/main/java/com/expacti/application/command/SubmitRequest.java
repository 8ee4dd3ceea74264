package com.expacti.application.command;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.command.SourceAddress;
import com.expacti.domain.command.Submission;
import com.expacti.domain.identity.SessionId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A command as a caller sends it, checked for shape.
 *
 * @param target a name or id among the token's targets
 * @param node the node that holds the caller's socket; empty over HTTP
 * @param source the caller's address, where the gate saw it
 */
public record SubmitRequest(
        SessionId session,
        String ref,
        String command,
        Optional<String> cwd,
        Optional<String> target,
        Optional<String> context,
        OptionalInt step,
        OptionalInt timeoutSeconds,
        boolean spend,
        Optional<String> node,
        Optional<SourceAddress> source) {
    private static final int TEXT_LENGTH_MAX = 4096;

    public SubmitRequest {
        text("ref", ref, Submission.REF_LENGTH_MAX);
        if (ref.isEmpty()) {
            throw GateException.badMessage("ref", "ref is empty; give each command its own, up to 128 characters");
        }
        command(command);
        cwd.ifPresent(c -> text("cwd", c, TEXT_LENGTH_MAX));
        context.ifPresent(c -> text("context", c, TEXT_LENGTH_MAX));
        target.ifPresent(t -> text("target", t, 128));
        if (step.isPresent() && (step.getAsInt() < 1 || step.getAsInt() > 10_000)) {
            throw GateException.badMessage("step", "step is 1 to 10000");
        }
    }

    private static void command(String command) {
        if (command.isBlank()) {
            throw GateException.badMessage("command", "command is empty; send the text to be run");
        }
        if (command.length() > Submission.COMMAND_BYTES_MAX
                || command.getBytes(StandardCharsets.UTF_8).length > Submission.COMMAND_BYTES_MAX) {
            throw new GateException(
                    ErrorCode.TOO_LARGE, "command is over 65536 bytes of UTF-8; put it in a file and run that");
        }
        storable("command", command);
    }

    private static void text(String field, String value, int lengthMax) {
        if (value.length() > lengthMax) {
            throw GateException.badMessage(field, "%s is over %d characters".formatted(field, lengthMax));
        }
        storable(field, value);
    }

    /** What has no UTF-8 form, or that no shell and no store can hold, is refused rather than altered. */
    private static void storable(String field, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean lone = Character.isSurrogate(c) && !pair(value, i);
            if (c == 0 || lone) {
                throw GateException.badMessage(
                        field,
                        "%s holds a character at %d that is not text (NUL or half a surrogate pair)"
                                .formatted(field, i));
            }
        }
    }

    private static boolean pair(String value, int at) {
        return Character.isHighSurrogate(value.charAt(at))
                ? at + 1 < value.length() && Character.isLowSurrogate(value.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(value.charAt(at - 1));
    }
}
