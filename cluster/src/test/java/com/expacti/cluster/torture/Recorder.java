package com.expacti.cluster.torture;

import com.expacti.cluster.history.History;
import com.expacti.cluster.history.History.Counted;
import com.expacti.cluster.history.History.Entry;
import com.expacti.cluster.history.History.Ran;
import com.expacti.cluster.history.History.Seen;
import com.expacti.cluster.history.History.Sent;
import com.expacti.cluster.history.History.Span;
import com.expacti.cluster.process.Answer;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes down what clients do and are told, from many threads, by the one clock of this process. */
final class Recorder {
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final Queue<Ran> ran = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> removals = new ConcurrentHashMap<>();
    private final Queue<Counted> votes = new ConcurrentLinkedQueue<>();
    private final Queue<Span> demoted = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicInteger> tally = new ConcurrentHashMap<>();

    void sent(String ref) {
        sent.add(new Sent(ref, System.nanoTime()));
    }

    void seen(String ref, Answer answer) {
        if (answer.isCommand()) {
            seen(ref, answer.text("id"), answer.text("status"), answer.body().getOrDefault("rule_ids", List.of()));
        } else {
            count("answered " + answer.status());
        }
    }

    void seen(String ref, String command, String status, Object rules) {
        List<String> ids = rules instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        seen.add(new Seen(ref, command, status, ids));
        count(status);
    }

    void ran(String ref, String command) {
        ran.add(new Ran(ref, command));
        count("ran");
    }

    void removed(String rule) {
        removals.put(rule, System.nanoTime());
        count("rules removed");
    }

    void counted(String command, long sentNanos) {
        votes.add(new Counted(command, sentNanos));
    }

    void demoted(long fromNanos, long toNanos) {
        demoted.add(new Span(fromNanos, toNanos));
        count("demotions");
    }

    void count(String what) {
        tally.computeIfAbsent(what, _ -> new AtomicInteger()).incrementAndGet();
    }

    int many(String what) {
        return tally.getOrDefault(what, new AtomicInteger()).get();
    }

    Map<String, AtomicInteger> tally() {
        return new java.util.TreeMap<>(tally);
    }

    History history(List<Entry> entries, boolean chainIsValid) {
        return new History(
                List.copyOf(sent),
                List.copyOf(seen),
                List.copyOf(ran),
                removals,
                List.copyOf(votes),
                List.copyOf(demoted),
                entries,
                chainIsValid);
    }
}
