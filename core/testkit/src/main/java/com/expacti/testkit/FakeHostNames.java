package com.expacti.testkit;

import com.expacti.application.egress.HostNames;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

/** Names that point where a test says, and elsewhere at the next look-up where it says so. */
public final class FakeHostNames implements HostNames {
    private final Map<String, Queue<List<InetAddress>>> answers = new ConcurrentHashMap<>();

    /** The next look-up's answer; the last one given is the answer from then on. */
    public FakeHostNames point(String name, String... addresses) {
        answers.computeIfAbsent(name, n -> new ArrayDeque<>())
                .add(List.of(addresses).stream().map(InetAddress::ofLiteral).toList());
        return this;
    }

    @Override
    public synchronized List<InetAddress> lookUp(String name) {
        Queue<List<InetAddress>> rest = answers.getOrDefault(name, new ArrayDeque<>(List.of(List.of())));
        List<InetAddress> next = rest.element();
        if (rest.size() > 1) {
            rest.remove();
        }
        return next;
    }
}
