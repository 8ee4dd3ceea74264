package com.expacti.client;

import com.expacti.client.wire.Message;
import java.util.List;

/**
 * How dangerous the gate holds a command.
 *
 * @param score 0 to 100
 * @param level {@code LOW} {@code MEDIUM} {@code HIGH} {@code CRITICAL}, or empty where the server did not say
 * @param factors what it is made of, strongest first
 */
public record Risk(int score, String level, List<Factor> factors) {
    /** One reason: its stable code, its plain words, its points. */
    public record Factor(String code, String label, int points) {}

    public Risk {
        factors = List.copyOf(factors);
    }

    /** Reads {@code risk_score}, {@code risk_level} and {@code risk_factors} of any message that carries them. */
    public static Risk of(Message message) {
        List<Factor> factors = message.objects("risk_factors").stream()
                .map(factor -> new Factor(
                        factor.text("code").orElse(""),
                        factor.text("label").orElse(""),
                        Math.toIntExact(Math.clamp(factor.number("points").orElse(0), -1000, 1000))))
                .sorted((one, other) -> Integer.compare(other.points(), one.points()))
                .toList();
        int score = Math.toIntExact(Math.clamp(message.number("risk_score").orElse(0), 0, 100));
        return new Risk(score, message.text("risk_level").orElse(""), factors);
    }
}
