package com.expacti.client.review;

import com.expacti.client.Risk;
import com.expacti.client.wire.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A command that waits, as a reviewer sees it. All text is as the agent sent it: whoever shows it makes it safe first.
 *
 * @param votes what the policy asks and has
 */
public record QueuedCommand(
        String id,
        String command,
        Origin origin,
        Risk risk,
        List<String> anomalies,
        Optional<Instant> expiresAt,
        Votes votes) {
    /** Where it comes from and what it is for; empty text where the server did not say. */
    public record Origin(
            String agent,
            String onBehalfOf,
            String target,
            String environment,
            String tier,
            String cwd,
            String goal,
            String step) {}

    /** What the policy asks and has. */
    public record Votes(int needed, List<String> given, boolean mayDecide) {
        public Votes {
            given = List.copyOf(given);
        }
    }

    public QueuedCommand {
        anomalies = List.copyOf(anomalies);
    }

    static QueuedCommand of(Message message) {
        return new QueuedCommand(
                message.text("id").orElse(""),
                message.text("command").orElse(""),
                origin(message),
                Risk.of(message),
                message.texts("anomaly_reasons"),
                message.number("expires_at").isPresent()
                        ? Optional.of(Instant.ofEpochSecond(
                                message.number("expires_at").getAsLong()))
                        : Optional.empty(),
                votes(message));
    }

    private static Origin origin(Message message) {
        Optional<Message> target = message.object("target");
        return new Origin(
                message.object("agent").flatMap(agent -> agent.text("name")).orElse(""),
                message.text("on_behalf_of").orElse(""),
                target.flatMap(there -> there.text("name")).orElse(""),
                target.flatMap(there -> there.text("environment")).orElse(""),
                message.text("tier").orElse(""),
                message.text("cwd").orElse(""),
                message.text("goal").orElse(""),
                step(message));
    }

    private static String step(Message message) {
        if (message.number("step").isEmpty()) {
            return "";
        }
        int all = message.texts("steps").size();
        return "step " + message.number("step").getAsLong() + (all == 0 ? "" : " of " + all);
    }

    private static Votes votes(Message message) {
        Optional<Message> policy = message.object("policy");
        return new Votes(
                Math.toIntExact(Math.clamp(
                        policy.map(rule -> rule.number("approvals_required").orElse(1))
                                .orElse(1L),
                        1,
                        1000)),
                policy.map(rule -> names(rule)).orElse(List.of()),
                policy.flatMap(rule -> rule.flag("may_decide")).orElse(true));
    }

    static List<String> names(Message holder) {
        List<String> plain = holder.texts("approvals");
        return plain.isEmpty()
                ? holder.objects("approvals").stream()
                        .map(vote -> vote.text("name")
                                .or(() -> vote.text("display_name"))
                                .or(() -> vote.text("user_id"))
                                .orElse("somebody"))
                        .toList()
                : plain;
    }

    public QueuedCommand expiring(Instant at) {
        return new QueuedCommand(id, command, origin, risk, anomalies, Optional.of(at), votes);
    }

    public QueuedCommand voted(List<String> names) {
        return new QueuedCommand(
                id, command, origin, risk, anomalies, expiresAt, new Votes(votes.needed(), names, votes.mayDecide()));
    }
}
