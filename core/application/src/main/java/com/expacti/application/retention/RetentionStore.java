package com.expacti.application.retention;

import com.expacti.domain.identity.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The port to what retention takes away. The store's clock says what is old, and the store itself refuses to touch anything that is
 * younger than the org keeps. Every method may be repeated, and run on several nodes at once.
 */
public interface RetentionStore {
    /** After a change of the setting nothing is taken away for as long, so that it can be taken back. */
    Duration RESPITE = Duration.ofHours(24);

    /** Those that keep things for so long only, and chose so longer ago than the respite. */
    List<OrgId> due();

    /**
     * Erases the oldest entries of the chain that are old enough, under one new entry {@code audit_erased} that accounts for them, all
     * in one transaction. Entries that account for others stay; so does everything from the first entry on that is young, says no
     * moment, or is about a command that waits.
     *
     * @param most how many entries to look at
     * @return how many were erased; none, and no new entry, where nothing is old enough
     */
    int erase(OrgId org, int most);

    /**
     * Drops commands whose entry was erased, sessions that ended with their recordings, and answered suggestions, where they are old
     * enough.
     *
     * @param most of each
     * @return how many commands and sessions there were
     */
    int drop(OrgId org, int most);

    /** How the org keeps now, and how many entries would be erased first if it were for {@code days}. */
    Standing standing(OrgId org, int days);

    /**
     * @param since since when the org keeps things as it does
     * @param entries how many entries of the chain are older than the days asked about, and not erased yet
     * @param erasedTo the number of the last entry that was erased, 0 for none
     */
    record Standing(Instant since, long entries, long erasedTo) {}
}
