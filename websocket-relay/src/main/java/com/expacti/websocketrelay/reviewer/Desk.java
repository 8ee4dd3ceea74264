package com.expacti.websocketrelay.reviewer;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.adapters.wire.view.EscalationBody;
import com.expacti.adapters.wire.view.ReviewBody;
import com.expacti.adapters.wire.view.SessionBody;
import com.expacti.adapters.wire.view.Sight;
import com.expacti.application.announce.Event;
import com.expacti.application.queue.PendingItem;
import com.expacti.domain.approval.Standing;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgView;
import com.expacti.websocketrelay.connection.Encoder;
import com.expacti.websocketrelay.connection.Serial;
import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * What one org's reviewers see. All of it happens in one order, so that snapshot and events never contradict: a command
 * is shown to a reviewer once and resolved once. A message is written once and sent to everybody it reads the same for.
 */
final class Desk {
    /** Beyond that, events are let go; the next second's catch-up finds what they meant. */
    private static final int EVENTS_MAX = 10_000;

    private final OrgId org;
    private final PendingReader reader;
    private final Encoder encoder;
    private final Serial order = new Serial();
    private final Set<ReviewerPeer> reviewers = new LinkedHashSet<>();
    private final Map<CommandId, Shown> shown = new LinkedHashMap<>();
    private final Looks looks = new Looks();
    /** The one setting that changes who may decide; a change shows everything anew. */
    private boolean selfApproval;

    /** What reviewers were last told of a command, and at which gate version its policy was chosen. */
    private record Shown(CommandRecord stored, Instant deadline, ReviewBody.Votes votes, long gateVersion) {
        static Shown of(PendingReader.Waiting waiting, long gateVersion) {
            return new Shown(
                    waiting.stored(), waiting.stored().deadline().orElse(Instant.EPOCH), waiting.votes(), gateVersion);
        }
    }

    Desk(OrgId org, PendingReader reader, Encoder encoder) {
        this.org = org;
        this.reader = reader;
        this.encoder = encoder;
    }

    void join(ReviewerPeer reviewer) {
        order.run(() -> {
            List<PendingReader.Waiting> all = reader.all(org);
            all.stream().filter(waiting -> !shown.containsKey(waiting.id())).forEach(this::show);
            settings();
            reviewers.add(reviewer);
            snapshot(reviewer, all);
        });
    }

    /** Shows everything anew to a reviewer whose rights have changed. */
    void refresh(ReviewerPeer reviewer) {
        order.run(() -> snapshot(reviewer, reader.all(org)));
    }

    void leave(ReviewerPeer reviewer) {
        order.run(() -> {
            reviewers.remove(reviewer);
            looks.away(reviewer).ifPresent(this::tellLooks);
        });
    }

    void look(ReviewerPeer reviewer, CommandId command) {
        order.run(() -> {
            looks.away(reviewer).filter(before -> !before.equals(command)).ifPresent(this::tellLooks);
            looks.at(reviewer, command);
            tellLooks(command);
        });
    }

    void heard(Event event) {
        if (order.waiting() < EVENTS_MAX) {
            order.run(() -> tell(event));
        }
    }

    private void tell(Event event) {
        switch (event) {
            case Event.CommandPending pending -> pending(pending.command());
            case Event.CommandResolved resolved -> resolved(resolved.command());
            case Event.VoteRecorded vote -> reader.item(org, vote.command()).ifPresent(this::voted);
            case Event.Stirred stirred ->
                reader.item(org, stirred.command()).ifPresent(item -> {
                    voted(item);
                    deadline(item.command(), item.deadline());
                });
            case Event.DeadlineChanged changed -> deadline(changed.command(), changed.expiresAt());
            case Event.Escalated escalated -> deadline(escalated.command(), escalated.expiresAt());
            case Event.Reminded reminded ->
                reader.item(org, reminded.command()).ifPresent(item -> reminded(item.command(), item.deadline()));
            case Event.SessionOpened opened -> opened(opened.session());
            case Event.SessionClosed closed ->
                all(JsonObject.message("session_closed")
                        .put("session_id", closed.session().value()));
            case Event.GateMoved moved -> {
                settings();
                reader.items(org).forEach(this::voted);
            }
        }
    }

    /** Compares what was told with what is so. */
    void catchUp() {
        order.run(() -> {
            settings();
            Set<CommandId> there = new HashSet<>();
            for (PendingItem item : reader.items(org)) {
                there.add(item.command());
                if (shown.containsKey(item.command())) {
                    voted(item);
                    deadline(item.command(), item.deadline());
                } else {
                    pending(item.command());
                }
            }
            List.copyOf(shown.keySet()).stream()
                    .filter(id -> !there.contains(id))
                    .forEach(this::resolved);
        });
    }

    private void settings() {
        boolean now = reader.view(org).settings().allowSelfApproval();
        if (now != selfApproval) {
            selfApproval = now;
            List<PendingReader.Waiting> all = reader.all(org);
            reviewers.forEach(reviewer -> snapshot(reviewer, all));
        }
    }

    private void snapshot(ReviewerPeer reviewer, List<PendingReader.Waiting> all) {
        OrgView view = reader.view(org);
        reviewer.connection()
                .send(JsonObject.message("snapshot")
                        .put(
                                "pending",
                                JsonNode.createArrayNode(all.stream()
                                        .map(waiting -> waiting.body(view, reads(view, reviewer, waiting))
                                                .node())
                                        .toList())));
    }

    private void pending(CommandId command) {
        if (!shown.containsKey(command)) {
            reader.waiting(org, command).ifPresent(this::show);
        }
    }

    private void show(PendingReader.Waiting waiting) {
        OrgView view = reader.view(org);
        shown.put(waiting.id(), Shown.of(waiting, view.gateVersion()));
        reviewers.stream()
                .collect(Collectors.groupingBy(reviewer -> reads(view, reviewer, waiting)))
                .forEach((reader, same) ->
                        send(same, JsonObject.message("pending_command").putAll(waiting.body(view, reader))));
    }

    private void resolved(CommandId command) {
        if (!shown.containsKey(command)) {
            return;
        }
        reader.command(org, command)
                .filter(stored -> stored.decision().isPresent())
                .ifPresent(stored -> {
                    shown.remove(command);
                    looks.forget(command);
                    bySight((sight, same) -> send(same, ReviewBody.resolved(stored, sight)));
                });
    }

    /** Tells what changed: a vote, a vote that lapsed, or what the votes have to meet. */
    private void voted(PendingItem item) {
        Shown before = shown.get(item.command());
        if (before == null) {
            return;
        }
        OrgView view = reader.view(org);
        ReviewBody.Votes votes = before.gateVersion() == view.gateVersion()
                ? PendingReader.votes(view, before.stored(), before.votes().review(), Optional.of(item))
                : PendingReader.votes(view, before.stored(), Optional.of(item));
        shown.put(item.command(), new Shown(before.stored(), before.deadline(), votes, view.gateVersion()));
        if (!votes.equals(before.votes())) {
            all(ReviewBody.voted(item.command(), votes));
        }
    }

    private void deadline(CommandId command, Instant deadline) {
        Shown before = shown.get(command);
        if (before == null || before.deadline().equals(deadline)) {
            return;
        }
        CommandRecord stored = reader.command(org, command).orElse(before.stored());
        shown.put(command, new Shown(stored, deadline, before.votes(), before.gateVersion()));
        all(JsonObject.message("deadline_changed")
                .put("id", command.value())
                .put("expires_at", Moments.UNIX_SECONDS.of(deadline))
                .putAll(EscalationBody.of(stored.escalation(), Moments.UNIX_SECONDS)));
    }

    /** To those who see the command; whoever does not know the message lets it be. */
    private void reminded(CommandId command, Instant deadline) {
        if (shown.containsKey(command)) {
            all(JsonObject.message("reminder")
                    .put("id", command.value())
                    .put("expires_at", Moments.UNIX_SECONDS.of(deadline)));
        }
    }

    private void opened(SessionId id) {
        reader.session(org, id)
                .ifPresent(session -> all(JsonObject.message("session_opened")
                        .put("session_id", id.value())
                        .putAll(SessionBody.of(reader.view(org), session, Moments.UNIX_SECONDS))));
    }

    private void tellLooks(CommandId command) {
        all(JsonObject.message("looking").put("id", command.value()).putTexts("users", looks.names(command)));
    }

    private void all(JsonObject message) {
        send(List.copyOf(reviewers), message);
    }

    private void bySight(BiConsumer<Sight, List<ReviewerPeer>> send) {
        reviewers.stream()
                .collect(Collectors.groupingBy(reviewer -> Sight.of(reviewer.caller())))
                .forEach(send);
    }

    private void send(List<ReviewerPeer> to, JsonObject message) {
        byte[] bytes = encoder.bytes(message);
        to.forEach(reviewer -> reviewer.connection().send(bytes));
    }

    private static ReviewBody.Reader reads(OrgView view, ReviewerPeer reviewer, PendingReader.Waiting waiting) {
        UserId user = reviewer.caller().user();
        boolean mayDecide = reviewer.decides()
                && !waiting.voters().contains(user)
                && Standing.mayDecide(view, user, waiting.stored().excluded());
        return new ReviewBody.Reader(Sight.of(reviewer.caller()), mayDecide);
    }
}
