package com.expacti.application.passkey;

import com.expacti.application.passkey.Challenges.Use;
import com.expacti.application.passkey.Passkey.Backup;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import java.util.List;

/** The port to accounts' passkeys. */
public interface PasskeyStore {
    /** How many one account has. */
    int MAX = 20;

    /** Oldest first. */
    List<Passkey> of(AccountId account);

    /** What authenticators know the account by: {@code fresh}, unless it has one already. */
    String handle(AccountId account, String fresh);

    /** What came of adding. */
    enum Added {
        /** It is the account's only factor: the backup codes are good. */
        FIRST,
        /** The backup codes the account has stay. */
        ANOTHER,
        /** The authenticator's key is somebody's already. */
        KNOWN,
        FULL
    }

    /** @param backupCodes good from now on where it is the first factor; nothing otherwise */
    Added add(AccountId account, Passkey passkey, List<Digest> backupCodes);

    Use rename(AccountId account, String id, String name);

    /** The backup codes go with the last factor. */
    Use remove(AccountId account, String id);

    /** Remembers a use; refused unless it counted further than ever before, or does not count at all. */
    Use used(AccountId account, String id, long signCount, Backup backup);

    /** Afterwards the account has no second factor of any kind, and no backup code. */
    void removeAllFactors(AccountId account);
}
