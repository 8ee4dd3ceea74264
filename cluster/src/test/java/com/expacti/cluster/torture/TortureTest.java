package com.expacti.cluster.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.cluster.history.Checker;
import com.expacti.cluster.history.History.Entry;
import com.expacti.cluster.process.Answer;
import com.expacti.cluster.process.Cluster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Invariants 1 to 4, 7, 9 and 10 with three nodes and two hundred agents, while nodes are killed, restarted, frozen, cut
 * off, slowed down and put off in time, messages come twice and late, and rules and roles change. The seed decides
 * what is done, not when: the same seed is the same kind of run, not the same run.
 */
final class TortureTest {
    private static final int NODES = 3;
    private static final int AGENTS = 200;
    private static final int COMMANDS = Integer.getInteger("expacti.torture.commands", 2_000);
    private static final long SEED = Long.getLong("expacti.seed", System.nanoTime());
    private static final int COMMANDS_A_DEED = 140;
    private static final int DEEDS = Math.max(1, COMMANDS / COMMANDS_A_DEED);
    private static final int REVIEWERS = 2;

    private final Random random = new Random(SEED);
    private final Recorder recorder = new Recorder();
    private final Pace pace = new Pace(COMMANDS, DEEDS);

    @Test
    void whatever_happens_each_command_is_decided_once_and_runs_once_at_most() throws Exception {
        System.out.println("torture: seed " + SEED + ", " + COMMANDS + " commands");
        try (Cluster cluster = Cluster.start(NODES)) {
            Org org = new Org(cluster, recorder);
            Org.Member member = member(cluster);
            List<AgentLife> agents = agents(cluster, org);

            live(cluster, org, member, agents);

            List<Entry> entries = entries(cluster);
            List<String> violations = Checker.violations(recorder.history(entries, verifies(cluster)));
            System.out.println("torture: " + entries.size() + " decisions; " + recorder.tally());
            assertEquals(List.of(), violations, "seed " + SEED);
            assertTrue(entries.size() >= COMMANDS * 9 / 10, "only " + entries.size() + " commands were decided");
            assertTrue(
                    recorder.many("ran") > 0 && recorder.many("rules removed") > 0 && recorder.many("demotions") > 0);
        }
    }

    private void live(Cluster cluster, Org org, Org.Member member, List<AgentLife> agents)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> around = around(threads, org, member);
            try {
                List<Future<?>> living = new ArrayList<>();
                Chaos chaos = new Chaos(cluster, recorder, pace, other());
                living.add(start(threads, () -> chaos.run(DEEDS)));
                agents.forEach(agent -> living.add(start(threads, () -> agent.run(pace))));
                await(living);
            } finally {
                pace.settled();
            }
            await(around);
        }
    }

    private List<Future<?>> around(ExecutorService threads, Org org, Org.Member member) {
        List<Future<?>> around = new ArrayList<>();
        Random rules = other();
        Random roles = other();
        around.add(start(threads, () -> org.replaceRules(pace, rules)));
        around.add(start(threads, () -> org.demote(member, pace, roles)));
        for (int i = 0; i < REVIEWERS; i++) {
            Random mood = other();
            around.add(start(threads, () -> org.review(pace, mood)));
        }
        return around;
    }

    private Random other() {
        return new Random(random.nextLong());
    }

    /** Something that goes on for long. */
    @FunctionalInterface
    private interface Life {
        void live() throws IOException, InterruptedException;
    }

    private static Future<?> start(ExecutorService threads, Life life) {
        return threads.submit(() -> {
            life.live();
            return true;
        });
    }

    private static void await(List<Future<?>> all) throws InterruptedException, ExecutionException {
        for (Future<?> one : all) {
            var _ = one.get();
        }
    }

    private List<AgentLife> agents(Cluster cluster, Org org) throws IOException {
        List<AgentLife> agents = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            Answer agent = cluster.rest(i % NODES).post(cluster.key(), "/agents", Map.of("name", "agent" + i));
            Answer token = cluster.rest(i % NODES)
                    .post(cluster.key(), "/agents/" + agent.text("id") + "/tokens", Map.of("name", "torture"));
            assertEquals(201, token.status(), token.toString());
            agents.add(new AgentLife(cluster, recorder, org, token.text("token"), other()));
        }
        return agents;
    }

    private static Org.Member member(Cluster cluster) throws IOException {
        Cluster.Member joined = cluster.join(0, "rita@example.com", "reviewer");
        return new Org.Member(joined.id(), joined.token());
    }

    private static List<Entry> entries(Cluster cluster) throws IOException {
        List<Entry> out = new ArrayList<>();
        String path = "/audit?limit=200";
        for (Object cursor = ""; cursor instanceof String; ) {
            Map<String, Object> page = cluster.rest(0).get(cluster.key(), path).body();
            for (Object each : (List<?>) page.getOrDefault("items", List.of())) {
                Map<?, ?> entry = (Map<?, ?>) each;
                if ("command_decided".equals(entry.get("event"))) {
                    out.add(new Entry(String.valueOf(entry.get("command_id")), String.valueOf(entry.get("decision"))));
                }
            }
            cursor = page.getOrDefault("next_cursor", false);
            path = "/audit?limit=200&cursor=" + cursor;
        }
        return out;
    }

    private static boolean verifies(Cluster cluster) throws IOException {
        return cluster.rest(1).get(cluster.key(), "/audit/verify").is("valid", true);
    }
}
