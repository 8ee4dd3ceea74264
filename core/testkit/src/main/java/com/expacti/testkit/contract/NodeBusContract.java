package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.announce.Event;
import com.expacti.application.announce.NodeBus;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.identity.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every bus between nodes keeps: hints reach the others, as ids, and whoever may have missed some is told to look. */
public abstract class NodeBusContract {
    private static final int PATIENCE_SECONDS = 30;
    private static final OrgId ORG = new OrgId("org_bus");
    private static final CommandId COMMAND = new CommandId("cmd_bus");

    private final List<NodeBus> open = new ArrayList<>();
    private Bus bus = name -> {
        throw new IllegalStateException("not open yet");
    };

    /** What the nodes tell each other over. */
    public interface Bus {
        NodeBus node(String name);

        /** Nothing gets through from here on. */
        default void cut() {}

        default void mend() {}
    }

    protected abstract Bus open();

    /** A node that listens, with what it has heard. */
    private static final class Listener implements NodeBus.Hearing {
        private final NodeBus node;
        private final LinkedBlockingQueue<Event> heard = new LinkedBlockingQueue<>();
        private final Semaphore looks = new Semaphore(0);

        Listener(NodeBus node) {
            this.node = node;
            node.listen(this);
        }

        @Override
        public void heard(Event event) {
            heard.add(event);
        }

        @Override
        public void missed() {
            looks.release();
        }

        void looks() throws InterruptedException {
            assertTrue(looks.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS), "nobody was told to look");
        }

        /** Everything heard up to this event. */
        List<Event> until(Event last) throws InterruptedException {
            List<Event> out = new ArrayList<>();
            for (Event event = next(); !event.equals(last); event = next()) {
                out.add(event);
            }
            return out;
        }

        private Event next() throws InterruptedException {
            Event event = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertTrue(event != null, "nothing was heard");
            return java.util.Objects.requireNonNull(event);
        }
    }

    @BeforeEach
    final void start() {
        bus = open();
    }

    @AfterEach
    final void stop() {
        open.forEach(NodeBus::close);
    }

    private Listener listener(String name) throws InterruptedException {
        NodeBus node = bus.node(name);
        open.add(node);
        Listener listener = new Listener(node);
        listener.looks();
        return listener;
    }

    @Test
    final void what_one_node_tells_the_others_hear() throws InterruptedException {
        Listener one = listener("one");
        Listener two = listener("two");
        Listener three = listener("three");
        Event resolved = new Event.CommandResolved(ORG, COMMAND);

        one.node.tell(resolved);

        assertEquals(List.of(), two.until(resolved));
        assertEquals(List.of(), three.until(resolved));
    }

    @Test
    final void a_node_does_not_hear_itself() throws InterruptedException {
        Listener one = listener("one");
        Listener two = listener("two");
        Event own = new Event.CommandPending(ORG, COMMAND);
        Event others = new Event.CommandResolved(ORG, COMMAND);

        one.node.tell(own);
        List<Event> before = two.until(own);
        two.node.tell(others);

        assertEquals(List.of(), before);
        assertEquals(List.of(), one.until(others));
    }

    @Test
    final void every_kind_of_event_arrives_and_is_nothing_but_ids() throws InterruptedException {
        Listener one = listener("one");
        Listener two = listener("two");
        CommandId voted = new CommandId("cmd_voted");
        CommandId longer = new CommandId("cmd_longer");
        CommandId escalated = new CommandId("cmd_escalated");
        List<Event> told = List.of(
                new Event.CommandPending(ORG, COMMAND),
                new Event.VoteRecorded(ORG, voted, List.of("Rita")),
                new Event.DeadlineChanged(ORG, longer, Instant.EPOCH),
                new Event.Escalated(ORG, escalated, Instant.EPOCH, List.of(new UserId("user_backup"))),
                new Event.CommandResolved(ORG, COMMAND),
                new Event.SessionOpened(ORG, new SessionId("sess_a")),
                new Event.SessionClosed(ORG, new SessionId("sess_b")),
                new Event.GateMoved(ORG, 7),
                new Event.Reminded(ORG, COMMAND));
        List<Event> expected = List.of(
                told.get(0),
                new Event.Stirred(ORG, voted),
                new Event.Stirred(ORG, longer),
                new Event.Stirred(ORG, escalated),
                told.get(4),
                told.get(5),
                told.get(6),
                told.get(7),
                told.get(8));

        told.forEach(one.node::tell);

        List<Event> heard = new ArrayList<>();
        while (heard.size() < expected.size()) {
            heard.add(two.next());
        }
        assertEquals(java.util.Set.copyOf(expected), java.util.Set.copyOf(heard));
    }

    @Test
    final void of_a_burst_of_changes_the_last_is_heard() throws InterruptedException {
        Listener one = listener("one");
        Listener two = listener("two");
        Event last = new Event.GateMoved(ORG, 500);

        for (int version = 1; version <= 500; version++) {
            one.node.tell(new Event.GateMoved(ORG, version));
        }

        List<Event> before = two.until(last);
        assertFalse(before.contains(last));
    }

    @Test
    final void a_thousand_commands_at_once_all_arrive() throws InterruptedException {
        Listener one = listener("one");
        Listener two = listener("two");

        for (int i = 0; i < 1_000; i++) {
            one.node.tell(new Event.CommandResolved(ORG, new CommandId("cmd_01arz3ndektsv4rrffq69g" + i)));
        }

        java.util.Set<Event> heard = new java.util.HashSet<>();
        while (heard.size() < 1_000) {
            heard.add(two.next());
        }
        assertEquals(1_000, heard.size());
    }

    @Test
    final void whoever_was_cut_off_is_told_to_look_and_hears_again() throws InterruptedException {
        Listener one = listener("one");
        Listener two = listener("two");
        Event after = new Event.CommandResolved(ORG, COMMAND);

        bus.cut();
        one.node.tell(new Event.CommandPending(ORG, COMMAND));
        bus.mend();
        one.looks();
        two.looks();

        // The sender's own way may take longer to mend than the hearer's; a hint told then may be lost, so it is told
        // on.
        Event heard = null;
        for (int i = 0; heard == null && i < 300; i++) {
            one.node.tell(after);
            heard = two.heard.poll(100, TimeUnit.MILLISECONDS);
            heard = after.equals(heard) ? heard : null;
        }
        assertEquals(after, heard);
    }

    @Test
    final void telling_a_bus_that_is_cut_neither_blocks_nor_throws_nor_grows_without_end() throws InterruptedException {
        Listener one = listener("one");

        bus.cut();
        for (int i = 0; i < 50_000; i++) {
            one.node.tell(new Event.CommandResolved(ORG, new CommandId("cmd_" + i)));
        }
        bus.mend();

        one.looks();
    }

    @Test
    final void a_node_that_leaves_is_told_nothing_more_and_stops_nobody() throws InterruptedException {
        Listener one = listener("one");
        Listener two = listener("two");
        Listener three = listener("three");
        Event resolved = new Event.CommandResolved(ORG, COMMAND);

        two.node.close();
        one.node.tell(resolved);

        assertEquals(List.of(), three.until(resolved));
        assertFalse(two.heard.contains(resolved));
    }
}
