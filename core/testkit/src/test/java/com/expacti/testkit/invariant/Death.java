package com.expacti.testkit.invariant;

import com.expacti.application.fault.FaultPoint;
import java.util.concurrent.atomic.AtomicInteger;

/** The end of a process: no code of the product catches it. */
final class Death extends Error {
    private Death(FaultPoint.Step step) {
        super("died when " + step);
    }

    /** Dies the first time this step is reached. */
    static FaultPoint at(FaultPoint.Step wanted) {
        return at(wanted, 1);
    }

    /** Dies the {@code nth} time this step is reached. */
    static FaultPoint at(FaultPoint.Step wanted, int nth) {
        AtomicInteger reached = new AtomicInteger();
        return step -> {
            if (step == wanted && reached.incrementAndGet() == nth) {
                throw new Death(step);
            }
        };
    }

    /** Runs it; whether the process died of it. */
    static boolean of(Runnable work) {
        try {
            work.run();
            return false;
        } catch (Death death) {
            return true;
        }
    }
}
