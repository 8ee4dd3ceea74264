package com.expacti.standalone.durability;

import com.expacti.standalone.crash.ServerProcess.Answer;
import com.expacti.standalone.durability.CopiedFolderTest.Approved;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * Agents that have commands approved, by turns spent with the answer and redeemed afterwards, from when this is made
 * until it is stopped or their commands run out.
 */
final class Submitters {
    private static final int AGENTS = 3;
    private static final int COMMANDS_MAX = 300;

    private final Gate gate;
    private final Map<String, Approved> approved = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Semaphore answers = new Semaphore(0);
    private final List<Thread> agents = new ArrayList<>();
    private volatile boolean enough;

    Submitters(Gate gate) {
        this.gate = gate;
        for (int agent = 1; agent <= AGENTS; agent++) {
            String name = "agent-" + agent;
            agents.add(Thread.ofVirtual().start(() -> work(name)));
        }
    }

    static boolean spends(String ref) {
        return ref.endsWith("-spend");
    }

    void awaitAnswers(int count) throws InterruptedException {
        answers.acquire(count);
        throwFailures();
    }

    /** What has been answered by now, by ref. */
    Map<String, Approved> approved() {
        return Map.copyOf(approved);
    }

    /** Lets them finish the command they are at. */
    Map<String, Approved> stop() throws InterruptedException {
        enough = true;
        for (Thread agent : agents) {
            agent.join();
        }
        throwFailures();
        return approved();
    }

    private void work(String name) {
        try {
            for (int i = 1; i <= COMMANDS_MAX && !enough; i++) {
                command(name + "-" + i + (i % 2 == 0 ? "-spend" : "-redeem"));
                answers.release();
            }
        } catch (IOException | RuntimeException e) {
            failures.add(name + ": " + e);
            answers.release(COMMANDS_MAX);
        }
    }

    private void command(String ref) throws IOException {
        Answer answer = gate.submit(ref, spends(ref));
        if (!answer.text("status").equals("approved")) {
            throw new IllegalStateException(ref + " was answered " + answer);
        }
        boolean spent = "true".equals(answer.text("spent"));
        Optional<String> token =
                Optional.ofNullable(answer.body().get("approval_token")).map(String::valueOf);
        Approved command = new Approved(ref, answer.text("id"), token, spent, false);
        approved.put(ref, command);
        if (token.isPresent() && gate.redeem(command.id(), token.get()).status() == 200) {
            approved.put(ref, command.used());
        }
    }

    private void throwFailures() {
        if (!failures.isEmpty()) {
            throw new IllegalStateException("agents failed: " + failures);
        }
    }
}
