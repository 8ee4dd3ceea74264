package com.expacti.adapters.aws.recording;

import com.expacti.application.recording.Recording;
import com.expacti.application.recording.RecordingStore;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Removes from the bucket what no row names any more: recordings that were erased with their sessions, and chunks whose rows were never
 * written. Any node may run it, and any number at once.
 */
public final class Leftovers {
    /** What is younger may be waiting for its row. The clocks of S3 and of this machine may differ, never by so much. */
    public static final Duration AGE = Duration.ofDays(1);

    private static final int PAGE = 1000;

    private final Chunks chunks;
    private final RecordingStore rows;
    private final InstantSource clock;
    private final int page;

    /** @param rows the store of the rows, not the one before it */
    public Leftovers(S3Client client, Bucket bucket, RecordingStore rows, InstantSource clock) {
        this(new Chunks(client, bucket), rows, clock, PAGE);
    }

    Leftovers(Chunks chunks, RecordingStore rows, InstantSource clock, int page) {
        this.chunks = chunks;
        this.rows = rows;
        this.clock = clock;
        this.page = page;
    }

    /**
     * How many chunks of this org it removed. What it finds later than it looked is another time's.
     *
     * @param most how many at most, 1 to 1,000
     */
    public int remove(OrgId org, int most) {
        if (most < 1 || most > Chunks.REMOVED_MAX) {
            throw new IllegalArgumentException("`most` is 1 to " + Chunks.REMOVED_MAX);
        }
        Instant old = clock.instant().minus(AGE);
        List<Place> doomed = new ArrayList<>();
        Sessions sessions = new Sessions(chunks.of(org, page));
        for (List<Chunks.Found> one = sessions.next(); !one.isEmpty() && doomed.size() < most; one = sessions.next()) {
            Predicate<Place> needed = needed(org, one);
            one.stream()
                    .filter(found -> found.since().isBefore(old))
                    .map(Chunks.Found::place)
                    .filter(needed.negate())
                    .forEach(doomed::add);
        }
        return chunks.remove(org, doomed.subList(0, Math.min(most, doomed.size())));
    }

    /** Most numbers have one chunk: only where there are several, the row is asked which is its own. */
    private Predicate<Place> needed(OrgId org, List<Chunks.Found> all) {
        SessionId session = all.getFirst().place().session();
        int count = rows.recording(org, session).map(Recording::chunks).orElse(0);
        var twins = all.stream()
                .collect(Collectors.groupingBy(found -> found.place().number(), Collectors.counting()));
        return place -> place.number() < count
                && (twins.getOrDefault(place.number(), 0L) == 1
                        || rows.chunk(org, session, place.number())
                                .flatMap(Fingerprint::read)
                                .map(place.chunk()::equals)
                                .orElse(true));
    }

    /** A listing, a session at a time. */
    private static final class Sessions {
        private final Iterator<Chunks.Found> listing;
        private Optional<Chunks.Found> first;

        private Sessions(Iterator<Chunks.Found> listing) {
            this.listing = listing;
            this.first = step();
        }

        private Optional<Chunks.Found> step() {
            return listing.hasNext() ? Optional.of(listing.next()) : Optional.empty();
        }

        /** Empty at the end. */
        private List<Chunks.Found> next() {
            List<Chunks.Found> out = new ArrayList<>();
            while (first.isPresent() && (out.isEmpty() || sameSession(out.getFirst(), first.get()))) {
                out.add(first.get());
                first = step();
            }
            return out;
        }

        private static boolean sameSession(Chunks.Found one, Chunks.Found other) {
            return one.place().session().equals(other.place().session());
        }
    }
}
