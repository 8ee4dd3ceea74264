package com.expacti.application.report;

import com.expacti.domain.identity.OrgId;

/** The port to the figures of an org. */
public interface ReportStore {
    /** So many different deny reasons are looked at, the most frequent ones: some are the same once they are masked. */
    int REASONS_MAX = 1_000;

    /**
     * All figures of one moment: nothing is decided between one and the next. Deny reasons are not masked yet, and there are up
     * to {@value #REASONS_MAX}.
     */
    Summary summary(OrgId org, Span span);

    /** Day by day and in all, of one moment. */
    Analytics analytics(OrgId org, Span span);
}
