package com.expacti.websocketrelay.agent;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.adapters.wire.view.AgentMessages;
import com.expacti.application.announce.Event;
import com.expacti.application.announce.LocalAnnouncer;
import com.expacti.application.command.ApprovalTokens;
import com.expacti.application.fault.FaultPoint;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.queue.PendingItem;
import com.expacti.application.queue.PendingQueue;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.websocketrelay.connection.Connection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The undecided commands this node's agents wait for, each on one connection: the one that asked last. Messages say when
 * to look; what is sent is what the ledger says.
 *
 * <p>INVARIANT: whoever takes an entry out of the map sends its decision, so each is sent once.
 */
@Singleton
public final class HeldCommands {
    private static final System.Logger LOG = System.getLogger(HeldCommands.class.getName());

    private final Ledger ledger;
    private final PendingQueue queue;
    private final ApprovalTokens tokens;
    private final FaultPoint faults;
    private final Map<CommandId, Held> held = new ConcurrentHashMap<>();

    HeldCommands(
            Ledger ledger, PendingQueue queue, ApprovalTokens tokens, FaultPoint faults, LocalAnnouncer announcer) {
        this.ledger = ledger;
        this.queue = queue;
        this.tokens = tokens;
        this.faults = faults;
        announcer.join(this::heard);
    }

    /** One wait. The item's epoch is unknown (0) until the queue has been asked. */
    private static final class Held {
        private final Connection connection;
        private final OrgId org;
        private final CommandId command;
        private volatile long epoch;
        private volatile Instant deadline = Instant.EPOCH;

        Held(Connection connection, OrgId org, CommandId command) {
            this.connection = connection;
            this.org = org;
            this.command = command;
        }
    }

    /** Says {@code pending}; from then on the decision goes to this connection, at once where it has been made meanwhile. */
    void hold(Connection connection, CommandRecord waiting, JsonObject pending) {
        Held entry = new Held(
                connection, waiting.submission().org(), waiting.submission().id());
        entry.deadline = waiting.deadline().orElse(Instant.EPOCH);
        // Whoever finds the entry before `pending` is on its way waits for that.
        synchronized (entry) {
            held.put(entry.command, entry);
            connection.send(pending);
        }
        // What was decided or extended before the entry was there told nobody; the queue knows.
        Optional<PendingItem> item = queue.get(entry.org, entry.command);
        item.ifPresentOrElse(
                there -> {
                    entry.epoch = there.epoch();
                    extended(entry, there.deadline());
                },
                () -> deliver(entry));
    }

    boolean holds(Connection connection, CommandId command) {
        Held entry = held.get(command);
        return entry != null && entry.connection == connection;
    }

    /** The decision is being told otherwise. */
    void forget(CommandId command) {
        held.remove(command);
    }

    /** Sends the decision, unless that was done. */
    void decided(CommandRecord stored) {
        Optional.ofNullable(held.remove(stored.submission().id())).ifPresent(entry -> send(entry.connection, stored));
    }

    void send(Connection connection, CommandRecord stored) {
        connection.send(AgentMessages.decision(stored, tokens));
        faults.reached(FaultPoint.Step.DELIVERED);
    }

    /** The connection is gone: its commands' grace begins, unless another connection has taken them over. */
    void lose(Connection connection, List<CommandId> commands) {
        for (CommandId command : commands) {
            Held entry = held.get(command);
            if (entry != null && entry.connection == connection && held.remove(command, entry)) {
                detach(entry);
            }
        }
    }

    /** Where the queue cannot be reached the command waits until its deadline instead, and is denied then. */
    private void detach(Held entry) {
        try {
            queue.detach(entry.org, entry.command, entry.epoch);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a lost agent's command could not be given its 15 s", e);
        }
    }

    /** Finds what was decided, or extended, without this node hearing of it. */
    public void catchUp(OrgId org) {
        List<Held> waiting =
                held.values().stream().filter(entry -> entry.org.equals(org)).toList();
        if (waiting.isEmpty()) {
            return;
        }
        try {
            Map<CommandId, PendingItem> items =
                    queue.pending(org).stream().collect(Collectors.toMap(PendingItem::command, Function.identity()));
            waiting.forEach(entry -> Optional.ofNullable(items.get(entry.command))
                    .ifPresentOrElse(item -> extended(entry, item.deadline()), () -> deliver(entry)));
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "waiting commands could not be looked at; the next second tries again");
        }
    }

    private void heard(Event event) {
        switch (event) {
            case Event.CommandResolved resolved ->
                Optional.ofNullable(held.get(resolved.command()))
                        .ifPresent(entry -> Thread.ofVirtual().name("deliver").start(() -> deliverLater(entry)));
            case Event.DeadlineChanged changed ->
                Optional.ofNullable(held.get(changed.command()))
                        .ifPresent(entry -> extended(entry, changed.expiresAt()));
            case Event.Escalated escalated ->
                Optional.ofNullable(held.get(escalated.command()))
                        .ifPresent(entry -> extended(entry, escalated.expiresAt()));
            case Event.Stirred stirred ->
                Optional.ofNullable(held.get(stirred.command()))
                        .ifPresent(entry -> Thread.ofVirtual().name("stirred").start(() -> lookLater(entry)));
            case Event.CommandPending pending -> {}
            case Event.VoteRecorded vote -> {}
            case Event.Reminded reminded -> {}
            case Event.SessionOpened opened -> {}
            case Event.SessionClosed closed -> {}
            case Event.GateMoved moved -> {}
        }
    }

    private void deliverLater(Held entry) {
        try {
            deliver(entry);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a decision could not be read; the next second tries again", e);
        }
    }

    private void lookLater(Held entry) {
        try {
            queue.get(entry.org, entry.command).ifPresent(item -> extended(entry, item.deadline()));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a new deadline could not be read; the next second tries again", e);
        }
    }

    private void deliver(Held entry) {
        Optional<CommandRecord> decided = ledger.command(entry.org, entry.command)
                .filter(stored -> stored.decision().isPresent());
        if (decided.isPresent() && held.remove(entry.command, entry)) {
            synchronized (entry) {
                send(entry.connection, decided.get());
            }
        }
    }

    private static void extended(Held entry, Instant deadline) {
        synchronized (entry) {
            if (!entry.deadline.equals(deadline)) {
                entry.deadline = deadline;
                entry.connection.send(JsonObject.message("deadline_changed")
                        .put("id", entry.command.value())
                        .put("expires_at", Moments.UNIX_SECONDS.of(deadline)));
            }
        }
    }
}
