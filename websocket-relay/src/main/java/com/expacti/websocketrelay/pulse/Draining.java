package com.expacti.websocketrelay.pulse;

import com.expacti.websocketrelay.connection.Connections;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.server.event.ServerShutdownEvent;
import jakarta.inject.Singleton;

/** Says 1012 to every socket when the server stops, whichever end of it stops first. */
@Singleton
final class Draining implements ApplicationEventListener<Object> {
    private final Connections connections;

    Draining(Connections connections) {
        this.connections = connections;
    }

    @Override
    public boolean supports(Object event) {
        return event instanceof ShutdownEvent || event instanceof ServerShutdownEvent;
    }

    @Override
    public void onApplicationEvent(Object event) {
        connections.drain();
    }
}
