package com.expacti.cluster.torture;

import com.expacti.cluster.process.Answer;
import com.expacti.cluster.process.Cluster;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** The org of a run: its rules, which come and go, and who decides. */
final class Org {
    private static final int RULES = 8;

    private final Cluster cluster;
    private final Recorder recorder;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    /** A rule as its author knows it. */
    private record Rule(String id, String command) {}

    Org(Cluster cluster, Recorder recorder) {
        this.cluster = cluster;
        this.recorder = recorder;
    }

    /** What an agent asks for: often something a rule lets through, or did a moment ago. */
    String command(Random random) {
        List<Rule> now = List.copyOf(rules);
        return now.isEmpty() || random.nextInt(10) < 4
                ? "touch /tmp/torture" + random.nextInt(1_000)
                : now.get(random.nextInt(now.size())).command();
    }

    /** Replaces rules until told to stop. A removal counts from its answer on, whoever then asks. */
    void replaceRules(Pace pace, Random random) throws InterruptedException {
        do {
            try {
                int node = random.nextInt(cluster.size());
                if (rules.size() < RULES) {
                    add(node);
                } else {
                    remove(node, rules.get(random.nextInt(rules.size())));
                }
            } catch (IOException unanswered) {
                recorder.count("rule changes unanswered");
            }
        } while (pace.pause(rules.size() < RULES ? 1 : 50 + random.nextInt(200)));
    }

    private void add(int node) throws IOException {
        String command = "cargo " + cluster.fresh("build");
        Answer made = cluster.rest(node)
                .post(
                        cluster.key(),
                        "/whitelist",
                        Map.of("effect", "allow", "pattern_type", "exact", "pattern", command, "scope", "global"));
        if (made.status() == 201) {
            rules.add(new Rule(made.text("id"), command));
        }
    }

    private void remove(int node, Rule rule) throws IOException {
        Answer gone = cluster.rest(node).call(cluster.key(), "DELETE", "/whitelist/" + rule.id(), Map.of());
        if (gone.status() == 204) {
            recorder.removed(rule.id());
        }
        // Agents go on asking for some of what is removed: the one that was quickest keeps its command in its hands.
        if (gone.status() == 204 || gone.status() == 404) {
            rules.remove(rule);
        }
    }

    /** Approves and denies what waits, sometimes the same thing again, until told to stop. */
    void review(Pace pace, Random random) throws InterruptedException {
        do {
            try {
                Answer waiting = cluster.rest(random.nextInt(cluster.size()))
                        .get(cluster.key(), "/commands?status=pending&limit=50");
                for (Object one : (List<?>) waiting.body().getOrDefault("items", List.of())) {
                    vote(cluster.key(), String.valueOf(((Map<?, ?>) one).get("id")), random);
                }
            } catch (IOException unanswered) {
                recorder.count("looks unanswered");
            }
        } while (pace.pause(20));
    }

    private void vote(String token, String command, Random random) throws IOException {
        int times = 1 + random.nextInt(5) / 4;
        for (int i = 0; i < times; i++) {
            String verdict = random.nextInt(3) == 0 ? "deny" : "approve";
            Answer answer = cluster.rest(random.nextInt(cluster.size()))
                    .post(token, "/commands/" + command + "/" + verdict, Map.of());
            recorder.count("votes answered " + answer.status());
        }
    }

    /** Somebody who decides, is demoted, votes all the same, and is promoted again, until told to stop. */
    void demote(Member member, Pace pace, Random random) throws InterruptedException {
        do {
            try {
                long from = 0;
                if (role(member, "auditor", random)) {
                    from = System.nanoTime();
                }
                votesOf(member, random);
                long to = System.nanoTime();
                if (from != 0) {
                    recorder.demoted(from, to);
                }
                while (!role(member, "reviewer", random) && pace.pause(50)) {
                    recorder.count("promotions tried again");
                }
                votesOf(member, random);
            } catch (IOException unanswered) {
                recorder.count("role changes unanswered");
            }
        } while (pace.pause(50));
    }

    /** A member and the token they sign in with. */
    record Member(String id, String token) {}

    private boolean role(Member member, String role, Random random) throws IOException {
        return cluster.rest(random.nextInt(cluster.size()))
                        .call(cluster.key(), "PATCH", "/members/" + member.id(), Map.of("role", role))
                        .status()
                == 200;
    }

    private void votesOf(Member member, Random random) throws IOException {
        Answer waiting =
                cluster.rest(random.nextInt(cluster.size())).get(cluster.key(), "/commands?status=pending&limit=5");
        for (Object one : (List<?>) waiting.body().getOrDefault("items", List.of())) {
            String command = String.valueOf(((Map<?, ?>) one).get("id"));
            long sent = System.nanoTime();
            Answer answer = cluster.rest(random.nextInt(cluster.size()))
                    .post(member.token(), "/commands/" + command + "/approve", Map.of());
            if (answer.status() == 200) {
                recorder.counted(command, sent);
            }
            recorder.count("member's votes answered " + answer.status());
        }
    }
}
