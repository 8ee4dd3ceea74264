package com.expacti.domain.risk;

/** The four words people read instead of a number: LOW 0–24, MEDIUM 25–49, HIGH 50–74, CRITICAL 75–100. */
public enum RiskLevel {
    LOW(0),
    MEDIUM(25),
    HIGH(50),
    CRITICAL(75);

    private final int from;

    RiskLevel(int from) {
        this.from = from;
    }

    /** The lowest score of this level. */
    public int from() {
        return from;
    }

    /**
     * The level of a score.
     *
     * @throws IllegalArgumentException if the score is outside 0–100
     */
    public static RiskLevel of(int score) {
        if (score < 0 || score > 100) {
            throw new IllegalArgumentException("score is `%d`, it must be 0 to 100".formatted(score));
        }
        if (score >= CRITICAL.from) {
            return CRITICAL;
        }
        if (score >= HIGH.from) {
            return HIGH;
        }
        return score >= MEDIUM.from ? MEDIUM : LOW;
    }
}
