package com.expacti.testkit;

import com.expacti.application.announce.Event;
import com.expacti.application.announce.EventLines;
import com.expacti.application.announce.NodeBus;
import com.expacti.application.announce.Outgoing;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A bus of nodes in one process, with the lines real ones send; a medium that can be cut and mended. */
public final class InMemoryNodeBus implements NodeBus {
    private final Medium medium;
    private final String node;
    private volatile Optional<Hearing> hearing = Optional.empty();

    /** What the nodes share. */
    public static final class Medium {
        private final List<InMemoryNodeBus> nodes = new CopyOnWriteArrayList<>();
        private volatile boolean cut;

        public InMemoryNodeBus join(String node) {
            InMemoryNodeBus bus = new InMemoryNodeBus(this, node);
            nodes.add(bus);
            return bus;
        }

        public void cut() {
            cut = true;
        }

        public void mend() {
            cut = false;
            nodes.forEach(bus -> bus.hearing.ifPresent(Hearing::missed));
        }
    }

    private InMemoryNodeBus(Medium medium, String node) {
        this.medium = medium;
        this.node = node;
    }

    @Override
    public void tell(Event event) {
        if (medium.cut) {
            return;
        }
        Outgoing one = new Outgoing(node, 1_000);
        one.add(event);
        try {
            String payload = one.take();
            medium.nodes.forEach(bus -> bus.arrived(payload));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void arrived(String payload) {
        hearing.ifPresent(to -> EventLines.read(payload, node).forEach(to::heard));
    }

    @Override
    public void listen(Hearing to) {
        hearing = Optional.of(to);
        to.missed();
    }

    @Override
    public void close() {
        medium.nodes.remove(this);
        hearing = Optional.empty();
    }
}
