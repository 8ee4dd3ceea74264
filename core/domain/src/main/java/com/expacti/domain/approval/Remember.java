package com.expacti.domain.approval;

import com.expacti.domain.rule.PatternType;
import java.util.OptionalLong;

/** The rule a vote asks to be kept along with its approval. {@code scope} as the wire has it. */
public record Remember(PatternType patternType, String pattern, String scope, OptionalLong ttlSeconds) {}
