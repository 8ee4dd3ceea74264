package com.expacti.api.auth;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.view.PasskeyBody;
import com.expacti.application.totp.SecondFactor.Shown;

/** A second factor as a body brings it: {@code totp_code}, {@code backup_code} or {@code passkey}. */
final class SecondProof {
    private SecondProof() {}

    static Shown of(Fields fields) {
        return new Shown(
                fields.optionalText("totp_code"),
                fields.optionalText("backup_code"),
                PasskeyBody.assertion(fields, "passkey"));
    }
}
