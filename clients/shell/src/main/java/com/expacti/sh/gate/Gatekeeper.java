package com.expacti.sh.gate;

import com.expacti.client.Ask;
import com.expacti.client.Decision;
import com.expacti.client.ExpactiClient;
import com.expacti.client.Submission;
import com.expacti.client.Waiting;
import com.expacti.client.shown.Printable;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;

/** Asks for one command at a time and redeems what was approved; only then may it run, once. */
public final class Gatekeeper {
    /** What a shell answers for a command it may not run. */
    public static final int DENIED = 126;
    /** What a shell answers for a command that was interrupted. */
    public static final int INTERRUPTED = 130;

    private final ExpactiClient client;
    private final Interrupts interrupts;
    private final PrintStream err;
    private final boolean terminal;
    private final InstantSource clock;

    public Gatekeeper(
            ExpactiClient client, Interrupts interrupts, PrintStream err, boolean terminal, InstantSource clock) {
        this.client = client;
        this.interrupts = interrupts;
        this.err = err;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** An approved answer is redeemed for the submission's exact bytes already. */
    public Decision permit(Submission submission) {
        try (WaitingLine line = new WaitingLine(err, terminal, clock)) {
            Waiting waiting = line::show;
            Ask ask = client.ask(submission, waiting);
            try (var ignored = new Hold(interrupts, ask)) {
                return client.permit(ask);
            }
        }
    }

    /** Says why nothing runs, and gives the exit code for it. */
    public int refuse(Decision decision) {
        if (decision instanceof Decision.Denied denied
                && denied.settled().outcome().equals("cancelled")
                && denied.settled().comment().isEmpty()) {
            err.println(terminal ? "^C" : "expacti: command cancelled");
            return INTERRUPTED;
        }
        decision.refusal().map(Printable::of).ifPresent(err::println);
        err.flush();
        return DENIED;
    }

    public void report(Decision.Approved approved, int exitCode, Duration took, OptionalLong outputBytes) {
        client.result(approved.settled().id(), exitCode, took, outputBytes);
    }

    private static final class Hold implements AutoCloseable {
        private final Interrupts interrupts;

        Hold(Interrupts interrupts, Ask ask) {
            this.interrupts = interrupts;
            interrupts.set(ask::cancel);
        }

        @Override
        public void close() {
            interrupts.clear();
        }
    }
}
