package com.expacti.application.rule;

import com.expacti.domain.rule.Rule;
import java.time.Instant;
import java.util.Optional;

/** A rule with what it has done so far. */
public record StoredRule(Rule rule, Instant createdAt, long hits, Optional<Instant> lastHitAt) {}
