package com.expacti.application.command;

import com.expacti.application.failure.GateException;
import com.expacti.application.passkey.Assertion;
import com.expacti.domain.approval.Remember;
import com.expacti.domain.command.Submission;
import com.expacti.domain.command.Utf8;
import java.util.Optional;

/**
 * What a person says of a command, checked for shape.
 *
 * @param stepUp what their passkey signed for it
 */
public record Vote(
        boolean allow,
        Optional<String> comment,
        Optional<String> suggestedCommand,
        Optional<Remember> remember,
        Optional<Assertion> stepUp) {
    private static final int COMMENT_LENGTH_MAX = 2000;

    /** One without a stronger proof. */
    public Vote(
            boolean allow, Optional<String> comment, Optional<String> suggestedCommand, Optional<Remember> remember) {
        this(allow, comment, suggestedCommand, remember, Optional.empty());
    }

    public Vote {
        comment = comment.map(String::strip).filter(c -> !c.isEmpty());
        comment.ifPresent(c -> limit("comment", c, COMMENT_LENGTH_MAX));
        suggestedCommand.ifPresent(s -> limit("suggested_command", s, Submission.COMMAND_BYTES_MAX));
        if (allow && suggestedCommand.isPresent()) {
            throw GateException.invalid("suggested_command", "only a denial can suggest another command");
        }
        remember.ifPresent(r -> limit("whitelist.pattern", r.pattern(), Submission.COMMAND_BYTES_MAX));
        if (!allow && remember.isPresent()) {
            throw GateException.invalid("whitelist", "only an approval can be remembered");
        }
    }

    private static void limit(String field, String value, int lengthMax) {
        if (value.length() > lengthMax) {
            throw GateException.invalid(field, "%s is over %d characters".formatted(field, lengthMax));
        }
        if (value.indexOf(0) >= 0 || !Utf8.encodes(value)) {
            throw GateException.invalid(
                    field, field + " holds a character that is not text (NUL or half a surrogate pair)");
        }
    }
}
