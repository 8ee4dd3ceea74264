package com.expacti.application.suggestion;

import com.expacti.domain.identity.OrgId;
import com.expacti.domain.suggestion.Dismissal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The port to suggestions. Accepting and dismissing are changes of the org and go through {@code OrgStore}. */
public interface SuggestionStore {
    /** Whose turn it is to look for suggestions. */
    enum Turn {
        YOURS,
        /** Another has the turn, or nothing has happened since somebody last looked. */
        NOT_NOW
    }

    /** After so long it is looked again though nothing has happened: what is 30 days old no longer counts. */
    Duration LOOK_AGAIN = Duration.ofDays(1);

    /**
     * Takes the turn for an org, once for each chain position.
     *
     * @param chainSeq the chain's last number, as of now
     * @param lease after which another may take it, if {@link #finish} was not called
     */
    Turn begin(OrgId org, long chainSeq, Duration lease);

    /**
     * Keeps what was found and gives the turn back: open suggestions are these from now on. What a person has answered stays
     * as it is, also where it was found again.
     *
     * @param chainSeq as given to {@link #begin}
     */
    void finish(OrgId org, long chainSeq, List<Suggestion> found);

    /** Those of one status, or all: the best supported first, at most {@code limit}. */
    List<Suggestion> suggestions(OrgId org, Optional<Suggestion.Status> status, int limit);

    Optional<Suggestion> suggestion(OrgId org, String id);

    /** What people did not want, the latest first. */
    List<Dismissal> dismissals(OrgId org, int limit);
}
