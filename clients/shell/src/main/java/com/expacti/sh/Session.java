package com.expacti.sh;

import com.expacti.client.Decision;
import com.expacti.client.Submission;
import com.expacti.sh.bash.LiveBash;
import com.expacti.sh.bash.Ran;
import com.expacti.sh.gate.Gatekeeper;
import com.expacti.sh.prompt.Commands;
import java.io.IOException;
import java.io.PrintStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks for each command and runs what was approved in one lasting bash, until the commands or bash end. */
final class Session {
    // Leaving runs nothing on the machine, so nobody is asked for it.
    private static final Pattern LEAVE = Pattern.compile("\\s*(?:exit|logout)(?:\\s+(\\d{1,3}))?\\s*;?\\s*");

    private final Gatekeeper gate;
    private final Commands commands;
    private final Runner runner;
    private final PrintStream err;

    /** Runs approved text; at a terminal, with the terminal handed over meanwhile. */
    interface Runner {
        Ran run(String text) throws IOException;

        /** Where the next command would run. */
        String directory();
    }

    Session(Gatekeeper gate, Commands commands, Runner runner, PrintStream err) {
        this.gate = gate;
        this.commands = commands;
        this.runner = runner;
        this.err = err;
    }

    static Runner plainly(LiveBash bash) {
        return new Runner() {
            @Override
            public Ran run(String text) throws IOException {
                return bash.run(text);
            }

            @Override
            public String directory() {
                return bash.directory();
            }
        };
    }

    int run() throws IOException {
        int last = 0;
        while (true) {
            switch (commands.next(runner.directory())) {
                case Commands.Next.End end -> {
                    return last;
                }
                case Commands.Next.Nothing nothing -> last = nothing.exitCode() == 0 ? last : nothing.exitCode();
                case Commands.Next.Command(String text) -> {
                    Matcher leave = LEAVE.matcher(text);
                    if (leave.matches()) {
                        return leave.group(1) == null ? last : Integer.parseInt(leave.group(1)) & 255;
                    }
                    Step step = gated(text);
                    last = step.exitCode();
                    if (step.ended()) {
                        return last;
                    }
                }
            }
        }
    }

    private record Step(int exitCode, boolean ended) {}

    private Step gated(String text) throws IOException {
        Submission submission;
        try {
            submission = Submission.of(text).in(runner.directory());
        } catch (IllegalArgumentException unusable) {
            err.println("expacti-sh: " + unusable.getMessage());
            return new Step(Gatekeeper.DENIED, false);
        }
        Decision decision = gate.permit(submission);
        if (!(decision instanceof Decision.Approved approved)) {
            return new Step(gate.refuse(decision), false);
        }
        Ran ran = runner.run(approved.submission().command());
        gate.report(approved, ran.exitCode(), ran.took(), ran.outputBytes());
        return new Step(ran.exitCode(), ran.ended());
    }
}
