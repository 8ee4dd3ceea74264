package com.expacti.application.announce;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells the listeners of this process, in the order of their joining; a listener that fails stops no other. */
public final class LocalAnnouncer implements Announcer, NodeBus.Hearing {
    private static final System.Logger LOG = System.getLogger(LocalAnnouncer.class.getName());

    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> looks = new CopyOnWriteArrayList<>();

    public void join(Consumer<Event> listener) {
        listeners.add(listener);
    }

    /** @param look what to do when other nodes may have said something that nobody here heard */
    public void joinMissed(Runnable look) {
        looks.add(look);
    }

    @Override
    public void announce(Event event) {
        listeners.forEach(listener -> guarded(event.getClass().getSimpleName(), () -> listener.accept(event)));
    }

    @Override
    public void heard(Event event) {
        announce(event);
    }

    @Override
    public void missed() {
        looks.forEach(look -> guarded("what was missed", look));
    }

    private static void guarded(String what, Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a listener failed on " + what, e);
        }
    }
}
