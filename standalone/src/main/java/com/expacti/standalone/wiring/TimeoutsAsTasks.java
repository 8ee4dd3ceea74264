package com.expacti.standalone.wiring;

import com.expacti.application.queue.PendingQueue;
import com.expacti.application.queue.TimedQueue;
import com.expacti.application.work.WorkQueue;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/**
 * Makes each deadline a task, as it is where the pending queue has no index that is asked several times a second. Here it costs two writes
 * more for each command that waits: for trying that form on one machine.
 */
@Singleton
@Requires(property = TimeoutsAsTasks.PROPERTY, value = TimeoutsAsTasks.TASKS)
final class TimeoutsAsTasks implements BeanCreatedEventListener<PendingQueue> {
    /** {@code EXPACTI_TIMEOUTS} in the environment. */
    static final String PROPERTY = "expacti.timeouts";

    static final String TASKS = "tasks";

    private final BeanProvider<WorkQueue> work;
    private final BeanProvider<InstantSource> clock;

    TimeoutsAsTasks(BeanProvider<WorkQueue> work, BeanProvider<InstantSource> clock) {
        this.work = work;
        this.clock = clock;
    }

    @Override
    public PendingQueue onCreated(BeanCreatedEvent<PendingQueue> event) {
        return new TimedQueue(event.getBean(), work.get(), clock.get());
    }
}
