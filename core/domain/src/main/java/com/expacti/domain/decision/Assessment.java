package com.expacti.domain.decision;

import com.expacti.domain.risk.Risk;
import com.expacti.domain.rule.RuleMatch;

/** A verdict with everything that explains it. */
public record Assessment(Risk risk, RuleMatch match, Verdict verdict) {}
