package com.expacti.api.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.report.ReadReports.Report;
import com.expacti.application.report.Span;
import com.expacti.application.report.Summary;
import com.expacti.application.report.Summary.Decider;
import com.expacti.application.report.Summary.Latency;
import com.expacti.application.report.Summary.Reason;
import com.expacti.application.report.Summary.Share;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Threat D3: reports that are opened in a spreadsheet, and pages that show what there is. */
final class SummaryFilesTest {
    private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");

    @Test
    void d3_no_cell_is_a_formula() {
        String csv = SummaryCsv.of(report("=1+1", "@SUM(A1)\n,\"x", 1));

        for (String line : csv.split("\r\n")) {
            for (String cell : line.split(",")) {
                assertFalse(cell.matches("\"?[=+\\-@\t].*"), cell);
            }
        }
        assertTrue(csv.contains("report,'=1+1,from,2026-11-01T00:00:00Z\r\n"), csv);
        assertTrue(csv.contains("deny_reasons,\"'@SUM(A1)\n,\"\"x\",commands,3\r\n"), csv);
    }

    @Test
    void every_figure_is_a_line() {
        String csv = SummaryCsv.of(report("Acme", "no", 2));

        assertTrue(csv.startsWith("section,name,figure,value\r\n"), csv);
        for (String line : List.of(
                "commands,all,commands,12",
                "commands,whitelist,percent,75.0",
                "latency,all,median_ms,40",
                "outcomes,approved,commands,9",
                "top_agents,builder,denied,1",
                "deciders,ada@acme.example,approved,2",
                "days,2026-11-02,commands,1")) {
            assertTrue(csv.contains(line + "\r\n"), line + " in " + csv);
        }
    }

    @Test
    void pages_show_every_figure_in_letters_of_many_scripts() throws IOException {
        String text = text(SummaryPdf.of(report("Žluťoučký Ωμέγα Привет", "nicht so — ✓?", 3)));

        assertTrue(text.contains("Žluťoučký Ωμέγα Привет"), text);
        assertTrue(text.contains("ada@acme.example"), text);
        assertTrue(text.contains("75.0"), text);
        assertTrue(text.contains("nicht so —"), text);
    }

    @Test
    void what_cannot_be_drawn_or_would_hide_text_is_shown_as_its_number() throws IOException {
        String text = text(SummaryPdf.of(report("a\u202Eb\u0000c", "漢", 1)));

        assertTrue(text.contains("a[U+202E]b[U+0000]c"), text);
        assertTrue(text.contains("[U+6F22]"), text);
    }

    @Test
    void a_year_of_days_and_a_long_reason_take_several_pages_and_lose_nothing() throws IOException {
        byte[] pdf = SummaryPdf.of(report("Acme", "w".repeat(2_000), 366));

        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertTrue(document.getNumberOfPages() > 5, "pages " + document.getNumberOfPages());
        }
        String text = text(pdf);
        assertEquals(2_000, text.chars().filter(c -> c == 'w').count() - 4, "four of them in the words of figures");
        assertTrue(text.contains("2027-11-01"), "the last day");
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static Report report(String org, String reason, int days) {
        Map<String, Long> counts = new TreeMap<>();
        for (int i = 0; i < days; i++) {
            counts.put(LocalDate.of(2026, 11, 1).plusDays(i).toString(), 1L);
        }
        Latency latency = new Latency(OptionalLong.of(40), OptionalLong.of(900));
        Summary summary = new Summary(
                12,
                counts,
                Map.of("approved", 9L, "denied", 3L),
                Map.of("whitelist", 9L, "reviewer", 3L),
                Map.of("LOW", 12L),
                Map.of("retry_storm", 2L),
                latency,
                latency,
                List.of(new Share("agent_1", "builder", 12, 1)),
                List.of(new Share("tgt_1", "db", 12, 1)),
                List.of(new Reason(reason, 3)),
                List.of(new Decider("ada@acme.example", 2, 1)));
        return new Report(
                org, new Span(FROM, FROM.plusSeconds(86_400), ZoneId.of("UTC")), summary, FROM.plusSeconds(90_000));
    }
}
