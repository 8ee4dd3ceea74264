package com.expacti.api.audit;

import com.expacti.application.audit.AuditKeys;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** {@code /.well-known/expacti-audit-keys.json}: the public keys of checkpoints and receipts, for anybody. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuditKeysController {
    private final AuditKeys keys;

    AuditKeysController(AuditKeys keys) {
        this.keys = keys;
    }

    /** The same for everybody, and soon enough the new one after a rotation. */
    @Get(value = "/.well-known/expacti-audit-keys.json", produces = MediaType.APPLICATION_JSON)
    HttpResponse<String> keys() {
        return HttpResponse.ok(keys.published().json()).header("Cache-Control", "public, max-age=300");
    }
}
