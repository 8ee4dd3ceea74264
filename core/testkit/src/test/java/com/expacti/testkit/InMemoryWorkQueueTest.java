package com.expacti.testkit;

import com.expacti.application.work.WorkQueue;
import com.expacti.domain.identity.OrgId;
import com.expacti.testkit.contract.WorkQueueContract;
import com.expacti.testkit.contract.WorkStore;
import java.time.Duration;

/** The fake keeps the queue's contract. */
final class InMemoryWorkQueueTest extends WorkQueueContract {
    @Override
    protected WorkStore open() {
        FakeClock clock = new FakeClock();
        InMemoryWorkQueue queue = new InMemoryWorkQueue(clock);
        return new WorkStore() {
            @Override
            public WorkQueue queue() {
                return queue;
            }

            @Override
            public OrgId org(int which) {
                return new OrgId("org_" + which);
            }

            @Override
            public int twinsMax() {
                return 1;
            }

            @Override
            public void putText(String text) {
                queue.putText(text);
            }

            @Override
            public void passTime(Duration time) {
                clock.advance(time);
            }

            @Override
            public void close() {}
        };
    }
}
