package com.expacti.workers;

import com.expacti.application.work.Task;
import com.expacti.application.work.WorkQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A queue that counts how often a lease was lengthened, and what was done. */
record LengthCounted(WorkQueue queue, CountDownLatch lengthened, CountDownLatch finished) implements WorkQueue {
    @Override
    public List<Task> enqueue(List<Later> tasks) {
        return queue.enqueue(tasks);
    }

    @Override
    public List<Leased> take(int max, Duration lease) {
        return queue.take(max, lease);
    }

    @Override
    public List<Leased> done(List<Leased> tasks) {
        List<Leased> left = queue.done(tasks);
        tasks.forEach(_ -> finished.countDown());
        return left;
    }

    @Override
    public void retry(Leased task, Duration delay) {
        queue.retry(task, delay);
    }

    @Override
    public Optional<Leased> extend(Leased task, Duration lease) {
        lengthened.countDown();
        return queue.extend(task, lease);
    }

    @Override
    public void bury(Leased task, String reason) {
        queue.bury(task, reason);
    }

    @Override
    public List<DeadLetter> dead(int max) {
        return queue.dead(max);
    }

    @Override
    public int redrive(int max) {
        return queue.redrive(max);
    }

    @Override
    public Backlog backlog() {
        return queue.backlog();
    }
}
