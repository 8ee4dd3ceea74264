package com.expacti.api.audit;

import com.expacti.api.access.Callers;
import com.expacti.api.history.Horizon;
import com.expacti.api.page.Page;
import com.expacti.application.audit.AuditLog;
import com.expacti.application.audit.ReadAudit;
import com.expacti.application.failure.GateException;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.identity.Caller.PersonCaller;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /audit}: the entries. */
@Controller("/api/v1/audit")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuditController {
    private final Callers callers;
    private final AuditLog log;
    private final ReadAudit audit;
    private final JsonMapper json;
    private final Horizon horizon;

    AuditController(Callers callers, AuditLog log, ReadAudit audit, JsonMapper json, Horizon horizon) {
        this.callers = callers;
        this.log = log;
        this.audit = audit;
        this.json = json;
        this.horizon = horizon;
    }

    /** Newest first; the cursor is the number of the last entry seen. */
    @Get
    JsonNode list(HttpRequest<?> request, @QueryValue Optional<String> limit, @QueryValue Optional<String> cursor) {
        PersonCaller caller = reader(request);
        Page page = Page.of(limit, cursor);
        long before = page.after().map(AuditController::number).orElse(Long.MAX_VALUE);
        return page.body(
                log.newest(caller.org(), before, page.fetch()),
                horizon.entries(caller.org()),
                this::body,
                entry -> Long.toString(entry.seq()));
    }

    @Get(value = "/export", produces = Lines.NDJSON)
    HttpResponse<InputStream> export(HttpRequest<?> request) {
        Iterator<AuditEntry> entries = audit.export(reader(request).org());
        return Lines.answer(
                "expacti-audit.jsonl",
                Stream.generate(() -> entries)
                        .takeWhile(Iterator::hasNext)
                        .map(Iterator::next)
                        .map(AuditEntry::json));
    }

    private PersonCaller reader(HttpRequest<?> request) {
        return AuditReader.of(callers, request);
    }

    private JsonNode body(AuditEntry entry) {
        try {
            return json.readValue(entry.json(), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(String cursor) {
        if (!cursor.matches("[0-9]{1,15}")) {
            throw GateException.badMessage("cursor", "cursor is the next_cursor of an earlier answer");
        }
        return Long.parseLong(cursor);
    }
}
