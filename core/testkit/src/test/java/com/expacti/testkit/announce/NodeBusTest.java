package com.expacti.testkit.announce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.announce.Event;
import com.expacti.application.announce.EventLines;
import com.expacti.application.announce.LocalAnnouncer;
import com.expacti.application.announce.NodeAnnouncer;
import com.expacti.application.announce.NodeBus;
import com.expacti.application.announce.Outgoing;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.testkit.InMemoryNodeBus;
import com.expacti.testkit.contract.NodeBusContract;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Events between nodes: as lines, waiting to be sent, and over the fake. */
final class NodeBusTest {
    private static final OrgId ORG = new OrgId("org_a");
    private static final CommandId COMMAND = new CommandId("cmd_a");

    @Nested
    final class InMemory extends NodeBusContract {
        @Override
        protected Bus open() {
            InMemoryNodeBus.Medium medium = new InMemoryNodeBus.Medium();
            return new Bus() {
                @Override
                public NodeBus node(String name) {
                    return medium.join(name);
                }

                @Override
                public void cut() {
                    medium.cut();
                }

                @Override
                public void mend() {
                    medium.mend();
                }
            };
        }
    }

    @Test
    void what_is_announced_here_is_heard_here_once_and_there_once() {
        InMemoryNodeBus.Medium medium = new InMemoryNodeBus.Medium();
        List<Event> here = new ArrayList<>();
        List<Event> there = new ArrayList<>();
        NodeAnnouncer announcer = announcer(medium, "one", here);
        NodeAnnouncer _ = announcer(medium, "two", there);
        Event event = new Event.CommandResolved(ORG, COMMAND);

        announcer.announce(event);

        assertEquals(List.of(event), here);
        assertEquals(List.of(event), there);
    }

    private static NodeAnnouncer announcer(InMemoryNodeBus.Medium medium, String node, List<Event> heard) {
        LocalAnnouncer local = new LocalAnnouncer();
        local.join(heard::add);
        NodeBus bus = medium.join(node);
        bus.listen(local);
        return new NodeAnnouncer(local, bus);
    }

    @Test
    void a_look_that_fails_keeps_no_other_from_looking() {
        LocalAnnouncer local = new LocalAnnouncer();
        List<String> looked = new ArrayList<>();
        local.joinMissed(() -> {
            throw new IllegalStateException("broken on purpose");
        });
        local.joinMissed(() -> looked.add("second"));

        local.missed();

        assertEquals(List.of("second"), looked);
    }

    @Test
    void lines_that_are_damaged_unknown_or_of_another_version_are_left_out() {
        String resolved = "resolved org_a cmd_a";

        assertEquals(
                List.of(new Event.CommandResolved(ORG, COMMAND)),
                EventLines.read(
                        "1 other\nresolved org_a\nresolved  cmd_a\nmoved org_a many\nburnt org_a cmd_a\n" + resolved
                                + "\nresolved org_a cmd_a more\n\n" + "resolved " + "o".repeat(65) + " cmd_a",
                        "me"));
        assertEquals(List.of(), EventLines.read("2 other\n" + resolved, "me"));
        assertEquals(List.of(), EventLines.read("1 me\n" + resolved, "me"));
        assertEquals(List.of(), EventLines.read("", "me"));
        assertEquals(List.of(), EventLines.read(resolved, "me"));
    }

    @Test
    void a_message_is_never_longer_than_its_bus_allows_and_nothing_is_left_behind() throws InterruptedException {
        Outgoing outgoing = new Outgoing("node_one", 200);
        for (int i = 0; i < 100; i++) {
            outgoing.add(new Event.CommandResolved(ORG, new CommandId("cmd_" + i)));
        }

        List<Event> told = new ArrayList<>();
        while (told.size() < 100) {
            String payload = outgoing.take();
            assertTrue(payload.getBytes(StandardCharsets.UTF_8).length <= 200, payload);
            told.addAll(EventLines.read(payload, "other"));
        }

        assertEquals(new Event.CommandResolved(ORG, new CommandId("cmd_0")), told.getFirst());
        assertEquals(new Event.CommandResolved(ORG, new CommandId("cmd_99")), told.getLast());
    }

    @Test
    void the_same_thing_twice_is_told_once_and_of_two_versions_the_newer() throws InterruptedException {
        Outgoing outgoing = new Outgoing("node_one", 7_900);

        outgoing.add(new Event.CommandResolved(ORG, COMMAND));
        outgoing.add(new Event.GateMoved(ORG, 6));
        outgoing.add(new Event.CommandResolved(ORG, COMMAND));
        outgoing.add(new Event.GateMoved(ORG, 5));

        assertEquals(
                List.of(new Event.CommandResolved(ORG, COMMAND), new Event.GateMoved(ORG, 6)),
                EventLines.read(outgoing.take(), "other"));
    }

    @Test
    void what_a_full_queue_cannot_hold_is_let_go() throws InterruptedException {
        Outgoing outgoing = new Outgoing("node_one", 10_000_000);
        for (int i = 0; i < 10_001; i++) {
            outgoing.add(new Event.CommandResolved(ORG, new CommandId("cmd_" + i)));
        }

        List<Event> told = EventLines.read(outgoing.take(), "other");

        assertEquals(10_000, told.size());
        assertFalse(told.contains(new Event.CommandResolved(ORG, new CommandId("cmd_10000"))));
    }
}
