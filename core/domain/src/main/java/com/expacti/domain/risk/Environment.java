package com.expacti.domain.risk;

/** What a target is used for, as its owner declared it. It can raise a score, never lower it. */
public enum Environment {
    DEVELOPMENT,
    STAGING,
    PRODUCTION,
    /** No target, or one whose use was not stated. */
    NONE
}
