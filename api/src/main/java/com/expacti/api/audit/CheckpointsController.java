package com.expacti.api.audit;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.api.access.Callers;
import com.expacti.application.audit.Checkpoints;
import com.expacti.application.audit.ReadAudit;
import com.expacti.application.audit.SignCheckpoint;
import com.expacti.application.audit.Signing;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.audit.AuditChain;
import com.expacti.domain.audit.SignedCheckpoint;
import com.expacti.domain.identity.OrgId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code /audit}: what is kept outside the database, and the chain held against it. */
@Controller("/api/v1/audit")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CheckpointsController {
    private final Callers callers;
    private final ReadAudit audit;
    private final SignCheckpoint signer;
    private final Checkpoints checkpoints;
    private final JsonMapper json;

    CheckpointsController(
            Callers callers, ReadAudit audit, SignCheckpoint signer, Checkpoints checkpoints, JsonMapper json) {
        this.callers = callers;
        this.audit = audit;
        this.signer = signer;
        this.checkpoints = checkpoints;
        this.json = json;
    }

    @Get("/verify")
    JsonNode verify(HttpRequest<?> request) {
        OrgId org = AuditReader.of(callers, request).org();
        AuditChain.Finding finding = audit.verify(org);
        return JsonObject.object()
                .put("valid", finding.valid())
                .put("entries", finding.entries())
                .put("head", head(finding.head()))
                .putNode("checkpoint", finding.checkpoint().map(head -> checkpoint(org, head)))
                .put("checkpoint_refused", signer.refusal(org))
                .put("first_bad_seq", finding.firstBadSeq())
                .put("reason", finding.reason())
                .node();
    }

    /** As it was signed, with the time that tells its age. */
    private JsonNode checkpoint(OrgId org, AuditChain.Head head) {
        return checkpoints
                .last(org)
                .filter(last -> last.head().equals(head))
                .map(this::signed)
                .orElseGet(() -> head(head));
    }

    /** All that were signed, oldest first. */
    @Get(value = "/checkpoints", produces = Lines.NDJSON)
    HttpResponse<InputStream> all(HttpRequest<?> request) {
        OrgId org = AuditReader.of(callers, request).org();
        return Lines.answer("expacti-checkpoints.jsonl", checkpoints.all(org).map(SignedCheckpoint::line));
    }

    /** Has the head as it is now signed and kept outside the database, and says what was. */
    @Get("/checkpoint")
    JsonNode checkpoint(HttpRequest<?> request) {
        return switch (signer.sign(AuditReader.of(callers, request).org())) {
            case Signing.Signed(SignedCheckpoint checkpoint) -> signed(checkpoint);
            case Signing.Nothing _ -> throw GateException.notFound("checkpoint");
            case Signing.Refused(String reason) ->
                throw new GateException(ErrorCode.CONFLICT, "the head is not signed: " + reason);
        };
    }

    private JsonNode signed(SignedCheckpoint checkpoint) {
        try {
            return json.readValue(checkpoint.line(), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode head(AuditChain.Head head) {
        return JsonObject.object()
                .put("seq", head.seq())
                .put("hash", head.hash())
                .node();
    }
}
