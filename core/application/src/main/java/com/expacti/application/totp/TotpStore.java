package com.expacti.application.totp;

import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The port to second factors. Each use is one conditional change, so that of those who try at once one succeeds. */
public interface TotpStore {
    /** How long an enrolment waits for its first code. */
    Duration PATIENCE = Duration.ofMinutes(15);

    /** Where an enrolment stands. */
    enum State {
        /** Waits for its first code; asks nobody for one yet. */
        BEGUN,
        ON
    }

    /** @param sealed the secret, encrypted */
    record Enrolment(String sealed, State state) {}

    /** What came of trying. */
    enum Use {
        TAKEN,
        REFUSED
    }

    Optional<Enrolment> of(AccountId account);

    /** Begins one in place of any that was begun; refused where one is on. */
    Use begin(AccountId account, String sealed);

    /** Switches on what was begun with this secret, uses the step up and keeps the codes; refused where it is over or another. */
    Use confirm(AccountId account, String sealed, long step, List<Digest> backupCodes);

    /** Uses a step up: refused where it, or a later one, was used before. */
    Use useStep(AccountId account, long step);

    Use useBackupCode(AccountId account, Digest code);

    /** These are good instead of those before. */
    void replaceBackupCodes(AccountId account, List<Digest> codes);

    /** Afterwards there is none; backup codes go with the account's last factor. */
    void remove(AccountId account);
}
