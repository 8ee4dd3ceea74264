package com.expacti.application.command;

import com.expacti.application.ledger.Judgement;
import com.expacti.application.ledger.Lesson;
import com.expacti.application.ledger.Settlement;
import com.expacti.domain.anomaly.HistoryEvent;
import com.expacti.domain.anomaly.HistoryEvent.By;
import com.expacti.domain.anomaly.Sighting;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Digest;
import com.expacti.domain.command.Via;
import com.expacti.domain.decision.Gate;
import java.time.Instant;
import java.util.Optional;

/** What the gate learns of an agent from how one of its commands ended. */
final class Lessons {
    private Lessons() {}

    /** The judgement of a stored command with what it teaches, where it settles it. */
    static Judgement with(Judgement judgement, CommandRecord stored, Instant now) {
        if (!(judgement instanceof Judgement.Settle(Settlement settlement, Optional<Lesson> _))) {
            return judgement;
        }
        Sighting sighting =
                Sighting.of(stored.submission(), Gate.parse(stored.submission().command()), stored.risk());
        return new Judgement.Settle(
                settlement,
                event(settlement, sighting, now)
                        .map(event -> new Lesson(stored.submission().agent(), event)));
    }

    /** Empty for what says nothing of the agent: time-outs, cancelled and failed commands. */
    static Optional<HistoryEvent> event(Settlement settlement, Sighting sighting, Instant now) {
        boolean byPerson = settlement.via() == Via.REVIEWER;
        return switch (settlement.outcome()) {
            case APPROVED -> Optional.of(new HistoryEvent.Approved(sighting, byPerson ? By.PERSON : By.RULE));
            case DENIED, BLOCKED ->
                byPerson || settlement.via() == Via.DENY_RULE
                        ? Optional.of(denied(settlement, sighting, now))
                        : Optional.empty();
            case TIMED_OUT, CANCELLED -> Optional.empty();
        };
    }

    private static HistoryEvent denied(Settlement settlement, Sighting sighting, Instant now) {
        return new HistoryEvent.Denied(
                sighting.session(), now, settlement.suggestedCommand().map(Digest::ofText));
    }
}
