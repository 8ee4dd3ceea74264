package com.expacti.domain.rule;

/** What a rule does to a command it matches. A deny rule always beats an allow rule. */
public enum RuleEffect {
    ALLOW,
    DENY
}
