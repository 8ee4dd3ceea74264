package com.expacti.domain.rule;

/**
 * An allow rule that almost let a command through.
 *
 * @param ruleId the rule
 * @param reason a sentence saying what kept it from matching
 */
public record NearMiss(String ruleId, String reason) {}
