package com.expacti.application.announce;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells the listeners of this process, in the order of their joining; a listener that fails stops no other. */
public final class LocalAnnouncer implements Announcer {
    private static final System.Logger LOG = System.getLogger(LocalAnnouncer.class.getName());

    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();

    public void join(Consumer<Event> listener) {
        listeners.add(listener);
    }

    @Override
    public void announce(Event event) {
        for (Consumer<Event> listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "a listener failed on " + event.getClass().getSimpleName(),
                        e);
            }
        }
    }
}
