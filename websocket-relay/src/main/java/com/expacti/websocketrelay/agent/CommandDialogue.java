package com.expacti.websocketrelay.agent;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.view.AgentMessages;
import com.expacti.application.command.CancelCommand;
import com.expacti.application.command.RedeemApproval;
import com.expacti.application.command.ReportResult;
import com.expacti.application.command.ResumeCommand;
import com.expacti.application.command.SubmitCommand;
import com.expacti.application.command.SubmitRequest;
import com.expacti.application.command.Submitted;
import com.expacti.application.failure.GateException;
import com.expacti.application.session.Session;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.policy.ApprovalPolicy;
import com.expacti.websocketrelay.connection.WireIds;
import jakarta.inject.Singleton;
import java.util.Optional;

/** {@code command cancel redeem result resume}: from message to use case and back. */
@Singleton
final class CommandDialogue {
    private final UseCases useCases;
    private final HeldCommands held;
    private final RelayNode node;

    /** What an agent may ask for concerning commands. */
    @Singleton
    record UseCases(
            SubmitCommand submit,
            CancelCommand cancel,
            RedeemApproval redeem,
            ReportResult report,
            ResumeCommand resume) {}

    CommandDialogue(UseCases useCases, HeldCommands held, RelayNode node) {
        this.useCases = useCases;
        this.held = held;
        this.node = node;
    }

    void command(AgentPeer peer, Fields message) {
        if (message.has("encrypted")) {
            throw GateException.badMessage("encrypted", "`encrypted` is reserved; send `command`");
        }
        Optional<Session> named = message.optionalText("session_id").map(id -> peer.ownSession(WireIds.session(id)));
        SubmitRequest request = new SubmitRequest(
                named.map(Session::id).orElse(peer.implicitSession()),
                message.text("ref"),
                message.text("command"),
                message.optionalText("cwd"),
                message.optionalText("target")
                        .or(() -> named.flatMap(Session::target).map(target -> target.value())),
                message.optionalText("context"),
                message.optionalInt("step"),
                message.optionalInt("timeout_seconds"),
                message.optionalFlag("spend").orElse(false),
                Optional.of(node.id()),
                peer.source());
        answer(peer, useCases.submit().submit(peer.caller(), request, named.flatMap(Session::onBehalfOf)));
    }

    void resume(AgentPeer peer, Fields message) {
        Optional<String> id = message.optionalText("id");
        answer(
                peer,
                id.isPresent()
                        ? useCases.resume().resume(peer.caller(), WireIds.command(id.get()), node.id())
                        : useCases.resume()
                                .resume(
                                        peer.caller(),
                                        WireIds.session(message.text("session_id")),
                                        message.text("ref"),
                                        node.id()));
    }

    void cancel(AgentPeer peer, Fields message) {
        CommandId id = WireIds.command(message.text("id"));
        boolean waits = held.holds(peer.connection(), id);
        CommandRecord stored = useCases.cancel().cancel(peer.caller(), id);
        if (stored.decision().isEmpty()) {
            answer(peer, useCases.resume().resume(peer.caller(), id, node.id()));
        } else if (waits) {
            held.decided(stored);
        } else {
            held.send(peer.connection(), stored);
        }
    }

    void redeem(AgentPeer peer, Fields message) {
        CommandId id = WireIds.command(message.text("id"));
        useCases.redeem()
                .redeem(peer.caller(), id, message.text("approval_token"), message.optionalText("command_sha256"));
        peer.connection()
                .send(JsonObject.message("redeemed").put("id", id.value()).put("ref", message.optionalText("ref")));
    }

    void result(AgentPeer peer, Fields message) {
        useCases.report()
                .report(
                        peer.caller(),
                        WireIds.command(message.text("id")),
                        message.optionalInt("exit_code"),
                        message.optionalLong("duration_ms"),
                        message.optionalLong("output_bytes"));
    }

    private void answer(AgentPeer peer, Submitted submitted) {
        switch (submitted) {
            case Submitted.Decided decided -> {
                held.forget(decided.stored().submission().id());
                held.send(peer.connection(), decided.stored());
            }
            case Submitted.Waiting waiting -> hold(peer, waiting.stored(), waiting.policy());
        }
    }

    private void hold(AgentPeer peer, CommandRecord stored, ApprovalPolicy policy) {
        peer.waitsFor(stored.submission().id());
        held.hold(peer.connection(), stored, AgentMessages.pending(stored, policy));
    }
}
