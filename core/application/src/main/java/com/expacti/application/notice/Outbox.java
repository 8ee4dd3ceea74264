package com.expacti.application.notice;

import com.expacti.application.ledger.Ledger.Ref;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The port to what people are to be told. All moments are the store's. */
public interface Outbox {
    /**
     * Stores a notice with its deliveries, durable before it returns; or nothing, where there is one of that org, kind and command. Whoever
     * is given deliveries, be it none, was first.
     */
    Optional<List<Delivery>> open(Notice notice, List<Delivery.Address> to);

    Optional<Delivery> delivery(OrgId org, String id);

    /** Counts a failed attempt of a pending delivery. */
    void attempted(OrgId org, String id, String problem);

    /** Ends a pending delivery; whether it was one. */
    boolean end(OrgId org, String id, Delivery.State state, Optional<String> problem);

    /** What people were told of a command, oldest first. */
    List<Delivery> history(OrgId org, CommandId command);

    /** Pending deliveries nothing has happened to for so long, of any org: whoever was to send them may have died. */
    List<Late> late(Duration age, int limit);

    /** Undecided commands half of whose wait is over and that have no {@code REMINDER} notice yet, of any org. */
    List<Ref> halfWaited(int limit);

    /** Undecided commands that were escalated and have no {@code ESCALATED} notice yet, of any org. */
    List<Ref> escalated(int limit);

    /** @param expired it was opened longer ago than {@link #GIVEN_UP_AFTER} */
    record Late(OrgId org, String id, boolean expired) {}

    /** A message about a wait of ten minutes at most is of no use to anybody after that. */
    Duration GIVEN_UP_AFTER = Duration.ofMinutes(15);
}
