package com.expacti.testkit;

import com.expacti.application.work.Task;
import com.expacti.application.work.TaskText;
import com.expacti.application.work.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The work queue in memory. Every method is one step that nothing comes between. */
public final class InMemoryWorkQueue implements WorkQueue {
    private final InstantSource clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long takings;

    public InMemoryWorkQueue(InstantSource clock) {
        this.clock = clock;
    }

    /** @param receipt of who has it, or had it last; empty where nobody ever did */
    private record Entry(
            String text, Instant due, int attempts, String receipt, boolean leased, Optional<String> dead) {
        Entry dead(String reason) {
            return new Entry(text, due, attempts, "", false, Optional.of(reason));
        }
    }

    @Override
    public synchronized List<Task> enqueue(List<Later> tasks) {
        WorkQueue.checkBatch(tasks.size());
        tasks.forEach(later -> put(later.task().id(), TaskText.write(later.task()), later.delay()));
        return List.of();
    }

    private void put(String id, String text, Duration delay) {
        Entry before = entries.get(id);
        if (before == null || before.dead().isPresent()) {
            entries.put(id, new Entry(text, clock.instant().plus(delay), 0, "", false, Optional.empty()));
        }
    }

    /** In place of a task, what no version wrote. */
    public synchronized void putText(String text) {
        put("text:" + text, text, Duration.ZERO);
    }

    @Override
    public synchronized List<Leased> take(int max, Duration lease) {
        WorkQueue.checkBatch(max);
        WorkQueue.checkLease(lease);
        List<Leased> out = new ArrayList<>();
        for (String id : due().map(Map.Entry::getKey).toList()) {
            if (out.size() < max) {
                give(id, lease).ifPresent(out::add);
            }
        }
        return out;
    }

    private Stream<Map.Entry<String, Entry>> due() {
        Instant now = clock.instant();
        return entries.entrySet().stream()
                .filter(e ->
                        e.getValue().dead().isEmpty() && !e.getValue().due().isAfter(now))
                .sorted(Comparator.comparing(e -> e.getValue().due()));
    }

    private Optional<Leased> give(String id, Duration lease) {
        Entry entry = entries.getOrDefault(id, new Entry("", Instant.EPOCH, 0, "", false, Optional.empty()));
        if (entry.attempts() >= ATTEMPTS_MAX) {
            entries.put(id, entry.dead("given 5 times and finished by nobody"));
            return Optional.empty();
        }
        return switch (TaskText.read(entry.text())) {
            case TaskText.Read.Unreadable(String reason) -> {
                entries.put(id, entry.dead(reason));
                yield Optional.empty();
            }
            case TaskText.Read.Known(Task task) -> {
                String receipt = "taking-" + ++takings;
                int attempt = entry.attempts() + 1;
                entries.put(
                        id,
                        new Entry(entry.text(), clock.instant().plus(lease), attempt, receipt, true, Optional.empty()));
                yield Optional.of(new Leased(task, receipt, attempt));
            }
        };
    }

    private Optional<Entry> held(Leased task) {
        return Optional.ofNullable(entries.get(task.task().id()))
                .filter(entry -> entry.leased() && entry.receipt().equals(task.receipt()));
    }

    @Override
    public synchronized List<Leased> done(List<Leased> tasks) {
        tasks.forEach(
                task -> held(task).ifPresent(_ -> entries.remove(task.task().id())));
        return List.of();
    }

    @Override
    public synchronized void retry(Leased task, Duration delay) {
        held(task)
                .ifPresent(entry -> entries.put(
                        task.task().id(),
                        new Entry(
                                entry.text(),
                                clock.instant().plus(delay),
                                entry.attempts(),
                                "",
                                false,
                                Optional.empty())));
    }

    @Override
    public synchronized Optional<Leased> extend(Leased task, Duration lease) {
        WorkQueue.checkLease(lease);
        Optional<Entry> entry = held(task).filter(e -> e.due().isAfter(clock.instant()));
        entry.ifPresent(e -> entries.put(
                task.task().id(),
                new Entry(e.text(), clock.instant().plus(lease), e.attempts(), e.receipt(), true, Optional.empty())));
        return entry.map(_ -> task);
    }

    @Override
    public synchronized void bury(Leased task, String reason) {
        held(task).ifPresent(entry -> entries.put(task.task().id(), entry.dead(reason)));
    }

    @Override
    public synchronized List<DeadLetter> dead(int max) {
        return entries.values().stream()
                .flatMap(entry ->
                        entry.dead().stream().map(reason -> new DeadLetter(entry.text(), reason, entry.attempts())))
                .limit(max)
                .toList();
    }

    @Override
    public synchronized int redrive(int max) {
        List<String> ids = entries.entrySet().stream()
                .filter(e -> e.getValue().dead().isPresent())
                .limit(max)
                .map(Map.Entry::getKey)
                .toList();
        ids.forEach(id -> entries.computeIfPresent(
                id, (_, entry) -> new Entry(entry.text(), clock.instant(), 0, "", false, Optional.empty())));
        return ids.size();
    }

    @Override
    public synchronized Backlog backlog() {
        Instant now = clock.instant();
        List<Entry> alive = entries.values().stream()
                .filter(entry -> entry.dead().isEmpty())
                .toList();
        List<Entry> waiting =
                alive.stream().filter(entry -> !entry.due().isAfter(now)).toList();
        long leased = alive.stream()
                .filter(entry -> entry.leased() && entry.due().isAfter(now))
                .count();
        return new Backlog(
                waiting.size(),
                alive.size() - waiting.size() - leased,
                leased,
                entries.size() - alive.size(),
                waiting.stream().map(Entry::due).min(Comparator.naturalOrder()).map(due -> Duration.between(due, now)));
    }
}
