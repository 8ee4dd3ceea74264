package com.expacti.api.command;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.api.path.PathId;
import com.expacti.application.command.SubmitCommand;
import com.expacti.application.command.SubmitRequest;
import com.expacti.application.command.Submitted;
import com.expacti.application.failure.GateException;
import com.expacti.application.session.ManageSessions;
import com.expacti.application.session.Session;
import com.expacti.domain.command.SourceAddress;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.identity.TargetId;
import jakarta.inject.Singleton;
import java.util.Optional;

/** A command as JSON brings it, submitted in the session it names or in the agent's standing one. */
@Singleton
final class Submissions {
    private final SubmitCommand submit;
    private final ManageSessions sessions;

    Submissions(SubmitCommand submit, ManageSessions sessions) {
        this.submit = submit;
        this.sessions = sessions;
    }

    /** @throws GateException as {@link SubmitCommand}, and {@code not_found} for a session that is not the agent's */
    Submitted submit(AgentCaller caller, Optional<SourceAddress> source, Fields fields) {
        if (fields.has("encrypted")) {
            throw GateException.badMessage("encrypted", "encrypted commands are not built yet; send `command`");
        }
        Optional<Session> session = fields.optionalText("session_id")
                .map(id -> sessions.own(caller, new SessionId(PathId.of("session", id))));
        return submit.submit(caller, request(caller, source, session, fields), session.flatMap(Session::onBehalfOf));
    }

    private SubmitRequest request(
            AgentCaller caller, Optional<SourceAddress> source, Optional<Session> session, Fields fields) {
        return new SubmitRequest(
                session.map(Session::id).orElseGet(() -> sessions.standing(caller)),
                fields.text("ref"),
                fields.text("command"),
                fields.optionalText("cwd"),
                fields.optionalText("target")
                        .or(() -> session.flatMap(Session::target).map(TargetId::value)),
                fields.optionalText("context"),
                fields.optionalInt("step"),
                fields.optionalInt("timeout_seconds"),
                fields.optionalFlag("spend").orElse(false),
                Optional.empty(),
                source);
    }
}
