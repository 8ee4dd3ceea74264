package com.expacti.domain.org;

import java.util.OptionalInt;

/**
 * What an org keeps of what its agents do, and for how long.
 *
 * @param recordings what sessions put out is stored; switched off, what was recorded stays
 * @param retentionDays after how many days what is over is erased, {@value #RETENTION_DAYS_MIN} to {@value #RETENTION_DAYS_MAX};
 *     empty: never
 */
public record Keeping(boolean recordings, OptionalInt retentionDays) {
    /** Nobody erases the last month: whoever takes an org over could else hide how. */
    public static final int RETENTION_DAYS_MIN = 30;

    public static final int RETENTION_DAYS_MAX = 3_650;

    public static final Keeping STANDARD = new Keeping(true);

    /** For ever. */
    public Keeping(boolean recordings) {
        this(recordings, OptionalInt.empty());
    }
}
