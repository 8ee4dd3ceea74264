package com.expacti.standalone.start;

import com.expacti.adapters.files.FileAuditKeys;
import com.expacti.adapters.files.FileSecretBox;
import com.expacti.domain.audit.KeyRotation.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * {@code rotate-audit-key [--compromised]}: a new key signs checkpoints and receipts from now on. Servers over the same folder
 * of keys notice by themselves.
 */
public final class RotateAuditKey {
    private static final String COMMAND = "rotate-audit-key";

    private RotateAuditKey() {}

    public static boolean asks(List<String> arguments) {
        return !arguments.isEmpty() && arguments.getFirst().equals(COMMAND);
    }

    /**
     * @return one line for the operator
     * @throws StartFailure with one line that says what is wrong and what to do
     */
    public static String run(List<String> arguments, Map<String, String> environment) {
        Path folder = Settings.of(List.of(), environment).keys();
        if (!Files.exists(folder.resolve("audit-keys"))) {
            throw new StartFailure(
                    "there are no audit keys in `%s`: set EXPACTI_DATA to the server's data folder, or EXPACTI_KEYS where it has that"
                            .formatted(folder));
        }
        try {
            FileAuditKeys keys = FileAuditKeys.open(folder, FileSecretBox.open(folder), InstantSource.system());
            return "the audit key `%s` signs from now on; publish /.well-known/expacti-audit-keys.json anew"
                    .formatted(keys.rotate(reason(arguments)));
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new StartFailure("the audit key is the same as before: " + e.getMessage());
        }
    }

    private static Reason reason(List<String> arguments) {
        List<String> rest = arguments.subList(1, arguments.size());
        if (rest.isEmpty()) {
            return Reason.SCHEDULED;
        }
        if (rest.equals(List.of("--compromised"))) {
            return Reason.COMPROMISED;
        }
        throw new StartFailure(
                "unknown argument `%s`; `%s` takes only --compromised".formatted(rest.getFirst(), COMMAND));
    }
}
