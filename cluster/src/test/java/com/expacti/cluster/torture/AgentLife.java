package com.expacti.cluster.torture;

import com.expacti.cluster.history.History;
import com.expacti.cluster.process.Answer;
import com.expacti.cluster.process.Cluster;
import com.expacti.cluster.process.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * One agent, at whichever node answers: it asks, asks again when no answer came or one did, waits, and redeems what it
 * may, more often than it should. It runs something only where an answer said so for the first time.
 */
final class AgentLife {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long GIVE_UP_NANOS = Duration.ofMinutes(4).toNanos();

    private final Cluster cluster;
    private final Recorder recorder;
    private final Org org;
    private final String token;
    private final Random random;

    AgentLife(Cluster cluster, Recorder recorder, Org org, String token, Random random) {
        this.cluster = cluster;
        this.recorder = recorder;
        this.org = org;
        this.token = token;
        this.random = random;
    }

    void run(Pace pace) throws InterruptedException {
        for (int number = pace.command(); number >= 0; number = pace.command()) {
            String ref = "t" + number;
            if (random.nextInt(4) == 0) {
                bySocket(ref, pace);
            } else {
                byHttp(ref, pace);
            }
        }
    }

    private Map<String, Object> request(String ref, boolean spend) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("ref", ref);
        request.put("command", org.command(random));
        request.put("spend", spend);
        request.put("timeout_seconds", 60);
        return request;
    }

    private int anyNode() {
        return random.nextInt(cluster.size());
    }

    private void byHttp(String ref, Pace pace) throws InterruptedException {
        boolean spend = random.nextInt(3) == 0;
        Map<String, Object> request = request(ref, spend);
        long end = System.nanoTime() + GIVE_UP_NANOS;
        Answer answer = new Answer(0, Map.of());
        boolean first = true;
        while (System.nanoTime() < end && !answer.isCommand()) {
            recorder.sent(ref);
            answer = ask(() -> cluster.rest(anyNode()).within(PATIENCE).post(token, "/commands", request));
            recorder.seen(ref, answer);
            if (answer.is("spent", true) && first) {
                recorder.ran(ref, answer.text("id"));
            }
            first = false;
            if (!answer.isCommand()) {
                boolean _ = pace.pause(20);
            }
        }
        if (random.nextInt(5) == 0) {
            recorder.sent(ref);
            recorder.seen(
                    ref, ask(() -> cluster.rest(anyNode()).within(PATIENCE).post(token, "/commands", request)));
        }
        finish(ref, answer, end, pace);
    }

    /** Waits for the decision and redeems what it allows. */
    private void finish(String ref, Answer asked, long end, Pace pace) throws InterruptedException {
        Answer now = asked;
        String id = asked.text("id");
        while (System.nanoTime() < end && (now.is("status", History.PENDING) || !now.isCommand())) {
            now = ask(() -> cluster.rest(anyNode()).within(PATIENCE).get(token, "/commands/" + id + "?wait_seconds=5"));
            recorder.seen(ref, now);
            if (!now.isCommand()) {
                boolean _ = pace.pause(20);
            }
        }
        if (now.body().containsKey("approval_token")) {
            redeem(ref, id, now.text("approval_token"), end, pace);
        }
    }

    /** From several nodes at once, and again where no answer came: one may run it. */
    private void redeem(String ref, String id, String approval, long end, Pace pace) throws InterruptedException {
        boolean answered = false;
        while (!answered && System.nanoTime() < end) {
            List<CompletableFuture<Answer>> asking = IntStream.rangeClosed(0, random.nextInt(3))
                    .map(_ -> anyNode())
                    .mapToObj(node -> CompletableFuture.supplyAsync(
                            () -> ask(() -> cluster.rest(node)
                                    .within(PATIENCE)
                                    .post(token, "/commands/" + id + "/redeem", Map.of("approval_token", approval))),
                            Thread::startVirtualThread))
                    .toList();
            for (CompletableFuture<Answer> one : asking) {
                Answer answer = one.join();
                recorder.count("redeem answered " + answer.status());
                if (answer.status() == 200) {
                    recorder.ran(ref, id);
                }
                answered |= answer.status() != 0 && answer.status() != 503;
            }
            answered |= !pace.pause(answered ? 0 : 20);
        }
    }

    /** A question to a node. */
    @FunctionalInterface
    private interface Question {
        Answer put() throws IOException;
    }

    /** Status 0 where no answer came. */
    private static Answer ask(Question question) {
        try {
            return question.put();
        } catch (IOException lost) {
            return new Answer(0, Map.of());
        }
    }

    /** Connects anew as often as needed; {@code resume}, or the same command again, has the answer. */
    private void bySocket(String ref, Pace pace) throws InterruptedException {
        Map<String, Object> request = request(ref, false);
        request.put("type", "command");
        long end = System.nanoTime() + GIVE_UP_NANOS;
        String session = "";
        boolean over = false;
        while (!over && System.nanoTime() < end) {
            try (Wire wire = cluster.agent(anyNode(), token)) {
                String own = String.valueOf(wire.until("welcome", PATIENCE).get("session_id"));
                session = session.isEmpty() ? own : session;
                over = converse(wire, session, ref, request);
            } catch (IOException lost) {
                recorder.count("sockets lost");
                boolean _ = pace.pause(20);
            }
        }
    }

    /** Whether the command came to its end. The first connection's session is named by all that follow. */
    private boolean converse(Wire wire, String session, String ref, Map<String, Object> request) throws IOException {
        Map<String, Object> message = new LinkedHashMap<>(request);
        message.put("session_id", session);
        int times = 1 + random.nextInt(4) / 3;
        for (int i = 0; i < times; i++) {
            recorder.sent(ref);
            wire.send(message);
        }
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (true) {
            Map<String, Object> answer = wire.next(end);
            String type = String.valueOf(answer.get("type"));
            if (type.equals("pending")) {
                recorder.seen(ref, String.valueOf(answer.get("id")), History.PENDING, List.of());
            } else if (type.equals("decision")) {
                return decided(wire, ref, answer);
            } else if (type.equals("error")) {
                recorder.count("socket answered " + answer.get("code"));
                if ("conflict".equals(answer.get("code"))) {
                    return true;
                }
                throw new IOException("refused");
            }
        }
    }

    private boolean decided(Wire wire, String ref, Map<String, Object> decision) throws IOException {
        String id = String.valueOf(decision.get("id"));
        recorder.seen(ref, id, String.valueOf(decision.get("outcome")), decision.getOrDefault("rule_ids", List.of()));
        if (decision.get("approval_token") == null) {
            return true;
        }
        Map<String, Object> redeem =
                Map.of("type", "redeem", "id", id, "approval_token", decision.get("approval_token"));
        wire.send(redeem);
        wire.send(redeem);
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int answers = 0; answers < 2; ) {
            Map<String, Object> answer = wire.next(end);
            if ("redeemed".equals(answer.get("type"))) {
                recorder.ran(ref, id);
                answers++;
            } else if ("error".equals(answer.get("type"))) {
                recorder.count("socket's redeem answered " + answer.get("code"));
                answers++;
            }
        }
        return true;
    }
}
