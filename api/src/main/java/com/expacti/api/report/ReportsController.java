package com.expacti.api.report;

import com.expacti.api.access.Callers;
import com.expacti.application.failure.GateException;
import com.expacti.application.report.ReadReports;
import com.expacti.application.report.ReadReports.Report;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;

/** {@code /reports}. */
@Controller("/api/v1/reports")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReportsController {
    private static final String CSV = "text/csv";
    private static final String PDF = "application/pdf";

    private final Callers callers;
    private final ReadReports reports;

    ReportsController(Callers callers, ReadReports reports) {
        this.callers = callers;
        this.reports = reports;
    }

    @Get("/summary")
    @Produces({MediaType.APPLICATION_JSON, CSV, PDF})
    HttpResponse<?> summary(
            HttpRequest<?> request,
            @QueryValue Optional<String> from,
            @QueryValue Optional<String> to,
            @QueryValue Optional<String> format) {
        var caller = callers.person(request);
        String wanted = format.orElse("json");
        if (!wanted.equals("json") && !wanted.equals("csv") && !wanted.equals("pdf")) {
            throw GateException.badMessage("format", "format is json, csv or pdf");
        }
        Report report = reports.summary(caller, from, to);
        return switch (wanted) {
            case "csv" -> file(HttpResponse.ok(SummaryCsv.of(report)), CSV + ";charset=utf-8", "csv");
            case "pdf" -> file(HttpResponse.ok(SummaryPdf.of(report)), PDF, "pdf");
            default -> HttpResponse.ok(SummaryBody.of(report)).contentType(MediaType.APPLICATION_JSON_TYPE);
        };
    }

    private static HttpResponse<?> file(MutableHttpResponse<?> answer, String type, String ending) {
        return answer.contentType(MediaType.of(type))
                .header("Content-Disposition", "attachment; filename=\"expacti-summary." + ending + "\"");
    }
}
