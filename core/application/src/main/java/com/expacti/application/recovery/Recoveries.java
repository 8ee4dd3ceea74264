package com.expacti.application.recovery;

import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The port to ways back that wait. An account has one at most. Moments are kept to the microsecond. */
public interface Recoveries {
    /** What came of beginning. */
    enum Begun {
        DONE,
        /** One waits already. */
        ANOTHER
    }

    /** What came of trying what one of several at once succeeds in. */
    enum Taken {
        TAKEN,
        REFUSED
    }

    /** @param nextMail when its owner is written to again */
    Begun begin(Recovery recovery, Instant nextMail);

    Optional<Recovery> of(AccountId account);

    /** Those of an org's people, of whom was removed too. */
    Map<UserId, Recovery> in(OrgId org);

    /** For the one call that ends it; refused where it has ended, also if another was begun since. */
    Taken end(Recovery recovery);

    /** Those whose next mail is due, longest due first. */
    List<Recovery> due(Instant now, int most);

    /** For the one call that writes the mail that is due now: the next one is due at {@code next}. */
    Taken takeMail(Recovery recovery, Instant now, Instant next);
}
