package com.expacti.api.command;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.api.path.PathId;
import com.expacti.application.command.SubmitCommand;
import com.expacti.application.command.SubmitRequest;
import com.expacti.application.command.Submitted;
import com.expacti.application.failure.GateException;
import com.expacti.application.session.ManageSessions;
import com.expacti.application.session.Session;
import com.expacti.domain.command.Digest;
import com.expacti.domain.command.SourceAddress;
import com.expacti.domain.command.Submission;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.identity.TargetId;
import jakarta.inject.Singleton;
import java.util.Optional;

/** A command as JSON brings it, submitted in the session it names or in the agent's standing one. */
@Singleton
final class Submissions {
    /**
     * What a request says of itself outside its body.
     *
     * @param key its {@code Idempotency-Key}, which is the {@code ref} of a command that has none
     */
    record Origin(Optional<SourceAddress> source, Optional<String> key) {
        String ref(Fields fields) {
            return fields.optionalText("ref").or(() -> key.map(Origin::fitting)).orElseGet(() -> fields.text("ref"));
        }

        private static String fitting(String key) {
            return key.length() <= Submission.REF_LENGTH_MAX
                    ? key
                    : Digest.ofText(key).hex();
        }
    }

    private final SubmitCommand submit;
    private final ManageSessions sessions;

    Submissions(SubmitCommand submit, ManageSessions sessions) {
        this.submit = submit;
        this.sessions = sessions;
    }

    /** @throws GateException as {@link SubmitCommand}, and {@code not_found} for a session that is not the agent's */
    Submitted submit(AgentCaller caller, Origin origin, Fields fields) {
        if (fields.has("encrypted")) {
            throw GateException.badMessage("encrypted", "encrypted commands are not built yet; send `command`");
        }
        Optional<Session> session = fields.optionalText("session_id")
                .map(id -> sessions.own(caller, new SessionId(PathId.of("session", id))));
        return submit.submit(caller, request(caller, origin, session, fields), session.flatMap(Session::onBehalfOf));
    }

    private SubmitRequest request(AgentCaller caller, Origin origin, Optional<Session> session, Fields fields) {
        return new SubmitRequest(
                session.map(Session::id).orElseGet(() -> sessions.standing(caller)),
                origin.ref(fields),
                fields.text("command"),
                fields.optionalText("cwd"),
                fields.optionalText("target")
                        .or(() -> session.flatMap(Session::target).map(TargetId::value)),
                fields.optionalText("context"),
                fields.optionalInt("step"),
                fields.optionalInt("timeout_seconds"),
                fields.optionalFlag("spend").orElse(false),
                Optional.empty(),
                origin.source());
    }
}
