package com.expacti.domain.risk;

import com.expacti.shell.Span;
import java.util.Optional;

/**
 * One reason for a score.
 *
 * @param code stable name in snake_case, for machines
 * @param label the reason in a few words, for people
 * @param points what it adds, or takes off where negative
 * @param span the part of the command line it stems from; empty where it stems from the target or from the whole line
 */
public record RiskFactor(String code, String label, int points, Optional<Span> span) {}
