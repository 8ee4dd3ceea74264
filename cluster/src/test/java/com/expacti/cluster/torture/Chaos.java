package com.expacti.cluster.torture;

import com.expacti.cluster.process.Cluster;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Disturbs one node after the other, each in every way before any way comes again. */
final class Chaos {
    private static final int MOMENT_MILLIS_MAX = 1_500;
    private static final int JUMP_SECONDS_MAX = 600;

    private final Cluster cluster;
    private final Recorder recorder;
    private final Pace pace;
    private final Random random;

    private enum Deed {
        KILL,
        STOP,
        FREEZE,
        JUMP,
        CUT,
        SILENCE,
        SLOW
    }

    Chaos(Cluster cluster, Recorder recorder, Pace pace, Random random) {
        this.cluster = cluster;
        this.recorder = recorder;
        this.pace = pace;
        this.random = random;
    }

    void run(int deeds) throws IOException, InterruptedException {
        List<Deed> order = new ArrayList<>();
        try {
            for (int i = 0; i < deeds; i++) {
                if (order.isEmpty()) {
                    order.addAll(List.of(Deed.values()));
                    Collections.shuffle(order, random);
                }
                disturb(order.removeLast(), random.nextInt(cluster.size()));
                pace.deed();
            }
        } finally {
            pace.calm();
        }
    }

    private void disturb(Deed deed, int node) throws IOException, InterruptedException {
        recorder.count("deed " + deed);
        switch (deed) {
            case KILL -> {
                cluster.node(node).kill();
                cluster.restart(node);
            }
            case STOP -> {
                cluster.node(node).stop();
                cluster.restart(node);
            }
            case FREEZE -> {
                cluster.node(node).freeze();
                moment();
                cluster.node(node).thaw();
            }
            case JUMP -> {
                cluster.jump(node, random.nextInt(2 * JUMP_SECONDS_MAX) - JUMP_SECONDS_MAX);
                moment();
                cluster.jump(node, 0);
            }
            case CUT -> {
                cluster.tunnel(node).cut();
                moment();
                cluster.tunnel(node).mend();
            }
            case SILENCE -> {
                cluster.tunnel(node).silence();
                moment();
                cluster.tunnel(node).mend();
            }
            case SLOW -> {
                cluster.tunnel(node).slow(Duration.ofMillis(1 + random.nextInt(40)));
                moment();
                cluster.tunnel(node).mend();
            }
        }
    }

    private void moment() throws InterruptedException {
        boolean _ = pace.pause(200 + random.nextInt(MOMENT_MILLIS_MAX));
    }
}
