package com.expacti.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A command to ask for.
 *
 * @param command the exact text, at most 64 KiB of UTF-8, no NUL
 * @param cwd the directory it would run in, where it has one
 * @param target a name or id among the token's targets; empty for the agent's default
 * @param context what the reviewer may read beside it; it never lowers the risk
 * @param sessionId an opened session; empty for the connection's own
 * @param timeoutSeconds 30 to 600, the server clamps it; empty for the org's
 * @param spend whether the approval is spent as it is given, because it runs at once
 */
public record Submission(
        String command,
        Optional<String> cwd,
        Optional<String> target,
        Optional<String> context,
        Optional<String> sessionId,
        OptionalInt timeoutSeconds,
        boolean spend) {
    /** Longest command the gate takes, in bytes of UTF-8. */
    public static final int COMMAND_BYTES_MAX = 64 * 1024;

    public Submission {
        int bytes = command.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > COMMAND_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "the command has %d bytes, the limit is %d: put it in a file and ask for that"
                            .formatted(bytes, COMMAND_BYTES_MAX));
        }
        if (command.isBlank() || command.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the command must have text and no NUL character");
        }
        // An unpaired surrogate has no bytes: what runs could not be what was shown.
        if (!new String(command.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(command)) {
            throw new IllegalArgumentException("the command is not valid UTF-8 text");
        }
    }

    /** A command with nothing said about it. */
    public static Submission of(String command) {
        return new Submission(
                command,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                false);
    }

    public Submission in(String directory) {
        return new Submission(command, Optional.of(directory), target, context, sessionId, timeoutSeconds, spend);
    }

    public Submission on(String named) {
        return new Submission(command, cwd, Optional.of(named), context, sessionId, timeoutSeconds, spend);
    }

    public Submission because(String said) {
        return new Submission(command, cwd, target, Optional.of(said), sessionId, timeoutSeconds, spend);
    }

    public Submission inSession(String session) {
        return new Submission(command, cwd, target, context, Optional.of(session), timeoutSeconds, spend);
    }

    public Submission waitingAtMost(int seconds) {
        return new Submission(command, cwd, target, context, sessionId, OptionalInt.of(seconds), spend);
    }

    public Submission spending() {
        return new Submission(command, cwd, target, context, sessionId, timeoutSeconds, true);
    }

    /** Lower-case hex SHA-256 of the command's UTF-8 bytes, what a redemption is checked against. */
    public String digest() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(command.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no SHA-256", impossible);
        }
    }

    /** The message {@code command} without its {@code ref}. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", "command");
        fields.put("command", command);
        cwd.ifPresent(value -> fields.put("cwd", value));
        target.ifPresent(value -> fields.put("target", value));
        context.ifPresent(value -> fields.put("context", value));
        sessionId.ifPresent(value -> fields.put("session_id", value));
        timeoutSeconds.ifPresent(value -> fields.put("timeout_seconds", value));
        if (spend) {
            fields.put("spend", true);
        }
        return fields;
    }
}
