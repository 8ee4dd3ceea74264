package com.expacti.domain.anomaly;

import com.expacti.domain.anomaly.HistoryEvent.Approved;
import com.expacti.domain.anomaly.HistoryEvent.By;
import com.expacti.domain.anomaly.HistoryEvent.Denied;
import com.expacti.domain.anomaly.HistoryEvent.Submitted;
import com.expacti.domain.command.SourceAddress;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.risk.RiskLevel;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What the gate remembers of one agent, over all its sessions: bounded whatever happens, and the same after the same
 * events. What was asked for is counted; only what was allowed becomes usual, so that asking changes nobody's mind.
 *
 * @param submitted commands ever
 * @param approved commands ever
 * @param classes risk categories of allowed commands
 * @param highRiskClasses those of them with a score of HIGH or above
 */
public record AgentHistory(
        long submitted,
        long approved,
        Rate rate,
        Denials denials,
        Familiar networks,
        Familiar targets,
        Recents programs,
        Recents classes,
        Recents highRiskClasses,
        Map<SessionId, SessionPart> sessions) {
    public static final AgentHistory NONE = new AgentHistory(
            0,
            0,
            Rate.NONE,
            Denials.NONE,
            Familiar.NOTHING,
            Familiar.NOTHING,
            Recents.NONE,
            Recents.NONE,
            Recents.NONE,
            Map.of());

    public AgentHistory {
        sessions = Map.copyOf(sessions);
    }

    public AgentHistory after(List<HistoryEvent> events) {
        AgentHistory history = this;
        for (HistoryEvent event : events) {
            history = history.after(event);
        }
        return history;
    }

    public AgentHistory after(HistoryEvent event) {
        return switch (event) {
            case Submitted(Sighting sighting) -> submitted(sighting);
            case Approved(Sighting sighting, By by) -> approved(sighting, by);
            case Denied denied -> denied(denied);
        };
    }

    SessionPart session(SessionId id, Instant now) {
        return sessions.getOrDefault(id, SessionPart.opened(now));
    }

    private AgentHistory submitted(Sighting s) {
        boolean learning = submitted < Thresholds.LEARNING_SUBMISSIONS;
        return new AgentHistory(
                submitted + 1,
                approved,
                rate.oneMore(s.at()),
                denials,
                s.source()
                        .map(SourceAddress::network)
                        .map(network -> networks.seen(network, s.at(), learning, Thresholds.NETWORKS_MAX))
                        .orElse(networks),
                s.target()
                        .map(TargetId::value)
                        .map(target -> targets.seen(target, s.at(), learning, Thresholds.TARGETS_MAX))
                        .orElse(targets),
                programs,
                classes,
                highRiskClasses,
                with(s.session(), s.at(), part -> part.submitted(s.score(), s.at())));
    }

    private AgentHistory approved(Sighting s, By by) {
        Set<String> known = new HashSet<>(s.programs());
        known.remove(ProgramNames.UNCLEAR);
        Set<String> commandClass = Set.of(s.commandClass());
        return new AgentHistory(
                submitted,
                approved + 1,
                rate,
                by == By.PERSON ? denials.broken() : denials,
                s.source()
                        .map(SourceAddress::network)
                        .map(network -> networks.approved(network, by, s.at(), Thresholds.NETWORKS_MAX))
                        .orElse(networks),
                s.target()
                        .map(TargetId::value)
                        .map(target -> targets.approved(target, by, s.at(), Thresholds.TARGETS_MAX))
                        .orElse(targets),
                programs.with(known, s.at(), Thresholds.PROGRAMS_MAX),
                classes.with(commandClass, s.at(), Thresholds.CLASSES_MAX),
                s.level().from() >= RiskLevel.HIGH.from()
                        ? highRiskClasses.with(commandClass, s.at(), Thresholds.CLASSES_MAX)
                        : highRiskClasses,
                with(s.session(), s.at(), part -> part.approved(s.score(), by)));
    }

    private AgentHistory denied(Denied denied) {
        return new AgentHistory(
                submitted,
                approved,
                rate,
                denials.oneMore(denied),
                networks,
                targets,
                programs,
                classes,
                highRiskClasses,
                with(denied.session(), denied.at(), part -> part.denied(denied)));
    }

    private Map<SessionId, SessionPart> with(SessionId id, Instant at, UnaryOperator<SessionPart> change) {
        Map<SessionId, SessionPart> next = new HashMap<>(sessions);
        next.put(id, change.apply(session(id, at)));
        while (next.size() > Thresholds.SESSIONS_MAX) {
            Optional<SessionId> oldest = next.entrySet().stream()
                    .filter(entry -> !entry.getKey().equals(id))
                    .min(Comparator.comparing((Map.Entry<SessionId, SessionPart> entry) ->
                                    entry.getValue().lastUsed())
                            .thenComparing(entry -> entry.getKey().value()))
                    .map(Map.Entry::getKey);
            oldest.ifPresent(next::remove);
        }
        return next;
    }
}
