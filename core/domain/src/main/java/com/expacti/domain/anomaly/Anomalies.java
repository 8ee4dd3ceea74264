package com.expacti.domain.anomaly;

import com.expacti.domain.command.SourceAddress;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.risk.RiskLevel;
import java.util.ArrayList;
import java.util.List;

/** Which rules fire for a submission, by what its agent did before it. Pure. */
public final class Anomalies {
    private Anomalies() {}

    /** The ids of the rules that fire and are not switched off, in the order of {@link AnomalyRule}. */
    public static List<String> of(AgentHistory history, Sighting sighting, AnomalySettings settings) {
        List<String> fired = new ArrayList<>();
        for (AnomalyRule rule : AnomalyRule.values()) {
            if (!settings.off().contains(rule) && fires(rule, history, sighting, settings)) {
                fired.add(rule.literal());
            }
        }
        return List.copyOf(fired);
    }

    private static boolean fires(AnomalyRule rule, AgentHistory history, Sighting s, AnomalySettings settings) {
        return switch (rule) {
            case OUTSIDE_OPERATING_HOURS ->
                settings.operatingHours()
                        .filter(hours -> !hours.cover(s.at(), settings.timeZone()))
                        .isPresent();
            case UNUSUAL_SOURCE_IP ->
                isPastLearning(history)
                        && s.source()
                                .map(SourceAddress::network)
                                .filter(network -> history.networks().isNew(network, s.at()))
                                .isPresent();
            case UNUSUAL_TARGET ->
                isPastLearning(history)
                        && s.target()
                                .map(TargetId::value)
                                .filter(target -> history.targets().isNew(target, s.at()))
                                .isPresent();
            case HIGH_FREQUENCY -> history.rate().within(s.at()) >= Thresholds.SUBMISSIONS_A_MINUTE;
            case PATTERN_DEVIATION -> deviates(history, s);
            case FIRST_HIGH_RISK_CLASS ->
                history.submitted() >= Thresholds.CLASS_SUBMISSIONS
                        && s.level().from() >= RiskLevel.HIGH.from()
                        && !history.highRiskClasses().has(s.commandClass(), s.at());
            case CONSECUTIVE_DENIALS -> deniedInARow(history, s) >= Thresholds.DENIALS;
            case RETRY_STORM -> history.denials().isRetry(s);
            case RISK_SPIKE_VS_BASELINE -> history.session(s.session(), s.at()).isSpike(s.score());
        };
    }

    private static boolean isPastLearning(AgentHistory history) {
        return history.submitted() >= Thresholds.LEARNING_SUBMISSIONS;
    }

    private static boolean deviates(AgentHistory history, Sighting s) {
        if (history.approved() < Thresholds.PATTERN_APPROVALS || s.level() == RiskLevel.LOW) {
            return false;
        }
        return !history.classes().has(s.commandClass(), s.at())
                || s.programs().stream().anyMatch(name -> !history.programs().has(name, s.at()));
    }

    /** Over all sessions, so that a new one is no clean slate, or in this one, where others were allowed something. */
    private static int deniedInARow(AgentHistory history, Sighting s) {
        int here = history.session(s.session(), s.at()).denials().row(s.at());
        return Math.max(here, history.denials().row(s.at()));
    }
}
