package com.expacti.application.report;

import com.expacti.domain.identity.OrgId;

/** The port to the figures of an org. */
public interface ReportStore {
    /** All figures of one moment: nothing is decided between one and the next. Deny reasons are not masked yet. */
    Summary summary(OrgId org, Span span);
}
