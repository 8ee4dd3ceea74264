package com.expacti.domain.anomaly;

import com.expacti.domain.anomaly.HistoryEvent.By;
import java.time.Instant;

/** What is remembered of one session: its scores, those of its allowed commands apart, and its denials. */
record SessionPart(long commands, long scores, long allowed, long allowedScores, Denials denials, Instant lastUsed) {
    static SessionPart opened(Instant at) {
        return new SessionPart(0, 0, 0, 0, Denials.NONE, at);
    }

    SessionPart submitted(int score, Instant at) {
        return new SessionPart(
                commands + 1, scores + score, allowed, allowedScores, denials, Recents.later(lastUsed, at));
    }

    SessionPart approved(int score, By by) {
        return new SessionPart(
                commands,
                scores,
                allowed + 1,
                allowedScores + score,
                by == By.PERSON ? denials.broken() : denials,
                lastUsed);
    }

    SessionPart denied(HistoryEvent.Denied denied) {
        return new SessionPart(
                commands,
                scores,
                allowed,
                allowedScores,
                denials.oneMore(denied),
                Recents.later(lastUsed, denied.at()));
    }

    /**
     * Whether {@code score} is that many times the mean. Where enough commands were allowed, their mean counts too: what
     * was denied must not make room for more of it.
     */
    boolean isSpike(int score) {
        return isSpike(score, commands, scores) || isSpike(score, allowed, allowedScores);
    }

    private static boolean isSpike(int score, long count, long sum) {
        return count >= Thresholds.SPIKE_COMMANDS
                && score * count >= Thresholds.SPIKE_FACTOR * sum
                && score * count > sum; // of a mean of 0 everything is three times as much
    }
}
