package com.expacti.application.announce;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be told to other nodes. Whoever adds pays for one entry of a map; what comes while a message is being
 * sent goes along with the next one, and the same thing twice is one.
 */
public final class Outgoing {
    /** Beyond that events are let go: the others look by themselves every second. */
    static final int EVENTS_MAX = 10_000;

    private final String node;
    private final int payloadBytesMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition some = lock.newCondition();
    private final Map<String, EventLines.Line> waiting = new LinkedHashMap<>();

    /** @param payloadBytesMax what one message of the bus may hold; all of it is ASCII */
    public Outgoing(String node, int payloadBytesMax) {
        this.node = node;
        this.payloadBytesMax = payloadBytesMax;
    }

    public void add(Event event) {
        EventLines.Line line = EventLines.line(event);
        lock.lock();
        try {
            if (waiting.size() < EVENTS_MAX || waiting.containsKey(line.key())) {
                waiting.merge(line.key(), line, EventLines.Line::newer);
                some.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The next message; waits until there is anything to tell. */
    public String take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty()) {
                some.await();
            }
            StringBuilder payload = new StringBuilder(EventLines.header(node));
            Iterator<EventLines.Line> lines = waiting.values().iterator();
            boolean fits = true;
            while (fits && lines.hasNext()) {
                String line = lines.next().text();
                fits = payload.length() + 1 + line.length() <= payloadBytesMax;
                if (fits) {
                    payload.append('\n').append(line);
                    lines.remove();
                }
            }
            return payload.toString();
        } finally {
            lock.unlock();
        }
    }
}
