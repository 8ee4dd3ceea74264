package com.expacti.websocketrelay.pulse;

import com.expacti.application.announce.LocalAnnouncer;
import com.expacti.websocketrelay.agent.HeldCommands;
import com.expacti.websocketrelay.agent.RelayNode;
import com.expacti.websocketrelay.connection.Connections;
import com.expacti.websocketrelay.reviewer.Desks;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/** Once a second, looks after every socket and catches up with what no message told. */
@Singleton
public class Pulse {
    private final Connections connections;
    private final HeldCommands held;
    private final Desks desks;
    private final RelayNode node;
    private final AtomicLong second = new AtomicLong();

    Pulse(Connections connections, HeldCommands held, Desks desks, RelayNode node, LocalAnnouncer announcer) {
        this.connections = connections;
        this.held = held;
        this.desks = desks;
        this.node = node;
        announcer.joinMissed(this::catchUp);
    }

    @Scheduled(fixedRate = "${expacti.relay.pulse:1s}")
    void beat() {
        long now = second.incrementAndGet();
        connections.second(now);
        catchUp();
        Thread.ofVirtual().name("lease").start(() -> node.second(now));
    }

    private void catchUp() {
        connections
                .orgs()
                .forEach(org -> Thread.ofVirtual().name("catch-up").start(() -> {
                    connections.recheck(org);
                    held.catchUp(org);
                    desks.catchUp(org);
                }));
    }
}
