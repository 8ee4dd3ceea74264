package com.expacti.domain.org;

/**
 * What an org keeps of what its agents do, beside the audit log.
 *
 * @param recordings what sessions put out is stored; switched off, what was recorded stays
 */
public record Keeping(boolean recordings) {
    public static final Keeping STANDARD = new Keeping(true);
}
