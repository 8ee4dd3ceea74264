package com.expacti.testkit.contract;

import com.expacti.application.work.WorkQueue;
import com.expacti.domain.identity.OrgId;
import java.time.Duration;

/** A work queue under test, empty when it is opened. */
public interface WorkStore extends AutoCloseable {
    WorkQueue queue();

    /** One of two orgs that exist, {@code 0} or {@code 1}. */
    OrgId org(int which);

    /** How many times a task that was enqueued twice is there: 1 where the queue tells them apart. */
    int twinsMax();

    /** In place of a task, what no version wrote. */
    void putText(String text);

    /** Afterwards everything in the queue looks as if that much more time had passed. */
    void passTime(Duration time);

    @Override
    void close();
}
