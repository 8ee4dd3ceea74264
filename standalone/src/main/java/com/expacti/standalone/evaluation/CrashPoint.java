package com.expacti.standalone.evaluation;

import com.expacti.application.fault.FaultPoint;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** Kills this very process, as {@code kill -9} does, when a command reaches a step. Tests only. */
public final class CrashPoint implements FaultPoint {
    private final Step step;

    private CrashPoint(Step step) {
        this.step = step;
    }

    /** @param step a step's name in lower case, for example {@code pending_stored} */
    public static CrashPoint at(String step) {
        return new CrashPoint(Step.valueOf(step.toUpperCase(Locale.ROOT)));
    }

    @Override
    public void reached(Step reached) {
        if (reached != step) {
            return;
        }
        try {
            Process _ = new ProcessBuilder(
                            "kill", "-9", Long.toString(ProcessHandle.current().pid()))
                    .start();
            new CountDownLatch(1).await(); // nothing after this step happens
        } catch (IOException e) {
            throw new IllegalStateException("could not crash where a test asked to", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
