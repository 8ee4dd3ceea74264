package com.expacti.api.targets;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.application.failure.GateException;
import com.expacti.application.targets.LoginProof;
import com.expacti.application.targets.TargetDraft;
import java.util.Optional;
import java.util.Set;

/** A target as JSON brings it. */
final class TargetFields {
    private TargetFields() {}

    /** With all that a target needs. */
    static TargetDraft whole(Fields fields) {
        var _ = fields.text("name");
        var _ = fields.text("host");
        var _ = fields.wholeNumber("port");
        var _ = fields.text("login");
        if (!fields.has("auth")) {
            throw GateException.badMessage("auth", "`auth` is missing");
        }
        return change(fields);
    }

    /** A field that is absent or {@code null} stays as it is. */
    static TargetDraft change(Fields fields) {
        return new TargetDraft(
                fields.optionalText("name"),
                fields.optionalText("host"),
                fields.optionalInt("port"),
                fields.optionalText("login"),
                fields.optionalText("host_key"),
                fields.object("auth").map(TargetFields::proof),
                fields.optionalText("environment"),
                fields.optionalTexts("group_ids").map(Set::copyOf));
    }

    private static LoginProof proof(Fields auth) {
        Optional<String> key = auth.optionalText("private_key");
        Optional<String> password = auth.optionalText("password");
        if (key.isPresent() == password.isPresent()) {
            throw GateException.invalid("auth", "auth has either private_key or password");
        }
        return key.map(LoginProof::privateKey).orElseGet(() -> LoginProof.password(password.orElseThrow()));
    }
}
