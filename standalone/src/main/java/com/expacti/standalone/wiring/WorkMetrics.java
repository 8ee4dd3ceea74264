package com.expacti.standalone.wiring;

import com.expacti.application.work.WorkQueue.Backlog;
import com.expacti.workers.queue.WatchBacklog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** How the work queue stands, as metrics. */
@Singleton
final class WorkMetrics implements MeterBinder {
    private final BeanProvider<WatchBacklog> backlog;

    /** @param backlog asked for later: the database's pool is counted as well, and waits for whoever counts */
    WorkMetrics(BeanProvider<WatchBacklog> backlog) {
        this.backlog = backlog;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        tasks(registry, "waiting", Backlog::waiting);
        tasks(registry, "delayed", Backlog::delayed);
        tasks(registry, "leased", Backlog::leased);
        tasks(registry, "dead", Backlog::dead);
        Gauge.builder("expacti.work.oldest", this, each -> seconds(each.last().oldest()))
                .baseUnit("seconds")
                .description("how long the task that waits longest has waited after its delay")
                .register(registry);
    }

    private void tasks(MeterRegistry registry, String state, ToDoubleFunction<Backlog> count) {
        Gauge.builder("expacti.work.tasks", this, each -> count.applyAsDouble(each.last()))
                .tag("state", state)
                .description("tasks in the work queue; dead ones wait for people")
                .register(registry);
    }

    private Backlog last() {
        return backlog.get().last();
    }

    private static double seconds(Optional<Duration> time) {
        return time.orElse(Duration.ZERO).toMillis() / 1000.0;
    }
}
