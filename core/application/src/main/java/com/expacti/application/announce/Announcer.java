package com.expacti.application.announce;

/** Tells whoever listens, on this node and on others. Never throws and never blocks on a listener. */
@FunctionalInterface
public interface Announcer {
    void announce(Event event);
}
