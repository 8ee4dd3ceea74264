package com.expacti.api.report;

import com.expacti.api.rule.CsvText;
import com.expacti.application.report.ReadReports.Report;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** A summary as comma-separated values (RFC 4180), one figure a line; no cell is a formula to a spreadsheet. */
final class SummaryCsv {
    private SummaryCsv() {}

    static String of(Report report) {
        StringWriter out = new StringWriter();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out)) {
            csv.writeRecord("section", "name", "figure", "value");
            line(
                    csv,
                    new Figures(
                            "report", report.org(), "from", report.span().from().toString()));
            line(
                    csv,
                    new Figures("report", report.org(), "to", report.span().to().toString()));
            line(
                    csv,
                    new Figures(
                            "report",
                            report.org(),
                            "time_zone",
                            report.span().zone().getId()));
            Figures.of(report.summary()).forEach(figure -> line(csv, figure));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static void line(CsvWriter csv, Figures figure) {
        csv.writeRecord(
                figure.section(), CsvText.guarded(figure.name()), figure.figure(), CsvText.guarded(figure.value()));
    }
}
