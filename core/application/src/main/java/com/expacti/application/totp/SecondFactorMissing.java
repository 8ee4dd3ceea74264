package com.expacti.application.totp;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.passkey.RequestOptions;
import com.expacti.application.totp.SecondFactor.Way;
import java.util.Optional;
import java.util.Set;

/** The password was right and the second factor is missing: {@code totp_required}, with how it can be shown. */
public final class SecondFactorMissing extends GateException {
    private final transient Set<Way> ways;
    private final transient Optional<RequestOptions> passkey;

    SecondFactorMissing(Set<Way> ways, Optional<RequestOptions> passkey) {
        super(ErrorCode.TOTP_REQUIRED, "send totp_code, backup_code or passkey, too");
        this.ways = Set.copyOf(ways);
        this.passkey = passkey;
    }

    /** Never empty. */
    public Set<Way> ways() {
        return ways;
    }

    /** What a passkey is to sign, where the account has one. */
    public Optional<RequestOptions> passkey() {
        return passkey;
    }
}
