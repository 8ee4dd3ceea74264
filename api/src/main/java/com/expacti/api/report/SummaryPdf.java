package com.expacti.api.report;

import com.expacti.application.report.ReadReports.Report;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** A summary as pages to print or to send on. */
final class SummaryPdf {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private SummaryPdf() {}

    static byte[] of(Report report) {
        var zone = report.span().zone();
        try (Pages pages = new Pages("expacti summary: " + report.org(), report.madeAt())) {
            pages.title(report.org());
            pages.line(
                    "Commands from %s to %s (%s)"
                            .formatted(
                                    MOMENT.format(report.span().from().atZone(zone)),
                                    MOMENT.format(report.span().to().atZone(zone)),
                                    zone.getId()),
                    "");
            String section = "";
            List<Figures> figures = Figures.of(report.summary());
            for (Figures one : figures) {
                if (!one.section().equals(section)) {
                    section = one.section();
                    pages.heading(section.replace('_', ' '));
                }
                pages.line(one.name() + "  " + one.figure().replace('_', ' '), one.value());
            }
            return pages.bytes();
        }
    }
}
