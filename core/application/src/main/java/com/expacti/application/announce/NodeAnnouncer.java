package com.expacti.application.announce;

/** Tells this node at once, and the others by the bus. */
public final class NodeAnnouncer implements Announcer {
    private final LocalAnnouncer here;
    private final NodeBus others;

    public NodeAnnouncer(LocalAnnouncer here, NodeBus others) {
        this.here = here;
        this.others = others;
    }

    @Override
    public void announce(Event event) {
        here.announce(event);
        others.tell(event);
    }
}
