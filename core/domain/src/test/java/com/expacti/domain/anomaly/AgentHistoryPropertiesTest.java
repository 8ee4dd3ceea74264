package com.expacti.domain.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.anomaly.HistoryEvent.By;
import com.expacti.domain.command.Digest;
import com.expacti.domain.command.SourceAddress;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.identity.TargetId;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What holds after any events, drawn by a seed that a failure names. */
final class AgentHistoryPropertiesTest {
    private static final int CASES = 60;
    private static final int EVENTS = 1_500;
    private static final long SEED = 20_260_101;
    /** Of a history as JSON, whatever an agent does. */
    private static final int BYTES_MAX = 24 * 1024;

    /** A life that tries to fill every memory there is. */
    private static final class Life {
        private final RandomGenerator random;
        private Instant now = Instant.parse("2026-03-02T09:00:00.123456Z");
        private Sighting last;

        Life(RandomGenerator random) {
            this.random = random;
            this.last = sighting();
        }

        HistoryEvent next() {
            now = now.plus(Duration.ofMillis(random.nextLong(random.nextInt(50) == 0 ? 40L * 86_400_000 : 40_000)));
            if (random.nextInt(40) == 0) {
                now = now.minusSeconds(30); // clocks of two nodes differ
            }
            return switch (random.nextInt(6)) {
                case 0 ->
                    new HistoryEvent.Denied(
                            session(),
                            now,
                            random.nextBoolean()
                                    ? Optional.empty()
                                    : Optional.of(Digest.ofText("" + random.nextInt())));
                case 1 -> new HistoryEvent.Approved(last, By.PERSON);
                case 2, 3 -> new HistoryEvent.Approved(last, By.RULE);
                default -> new HistoryEvent.Submitted(sighting());
            };
        }

        Sighting sighting() {
            Set<String> programs = new HashSet<>();
            for (int i = 0; i < random.nextInt(ProgramNames.MOST + 1); i++) {
                programs.add("p%060d".formatted(random.nextInt(1_000)));
            }
            last = new Sighting(
                    session(),
                    now,
                    random.nextInt(4) == 0
                            ? Optional.empty()
                            : Optional.of(SourceAddress.of(
                                    new byte[] {(byte) random.nextInt(256), (byte) random.nextInt(256), 3, 4})),
                    random.nextInt(4) == 0
                            ? Optional.empty()
                            : Optional.of(new TargetId("t%060d".formatted(random.nextInt(500)))),
                    random.nextInt(101),
                    "class_" + random.nextInt(60),
                    programs,
                    Digest.ofText("" + random.nextInt()));
            return last;
        }

        private SessionId session() {
            return new SessionId("s%060d".formatted(random.nextInt(300)));
        }
    }

    @Test
    void whatever_happens_the_history_stays_within_its_bounds() throws IOException {
        for (int i = 0; i < CASES; i++) {
            AgentHistory history = AgentHistory.NONE;
            Life life = new Life(new SplittableRandom(SEED + i));
            for (int n = 0; n < EVENTS; n++) {
                history = history.after(life.next());

                assertTrue(history.sessions().size() <= Thresholds.SESSIONS_MAX, "seed " + (SEED + i));
                assertTrue(history.programs().size() <= Thresholds.PROGRAMS_MAX, "seed " + (SEED + i));
                assertTrue(history.classes().size() <= Thresholds.CLASSES_MAX, "seed " + (SEED + i));
                assertTrue(history.highRiskClasses().size() <= Thresholds.CLASSES_MAX, "seed " + (SEED + i));
                bounded(history.networks(), Thresholds.NETWORKS_MAX, SEED + i);
                bounded(history.targets(), Thresholds.TARGETS_MAX, SEED + i);
            }
            assertTrue(json(history).length() <= BYTES_MAX, json(history).length() + " bytes, seed " + (SEED + i));
        }
    }

    private static void bounded(Familiar familiar, int most, long seed) {
        assertTrue(familiar.usual().size() <= most, "seed " + seed);
        assertTrue(familiar.newcomers().size() <= Thresholds.NEWCOMERS_MAX, "seed " + seed);
    }

    @Test
    void a_replay_of_the_events_gives_what_was_stored_on_the_way() throws IOException {
        for (int i = 0; i < CASES; i++) {
            List<HistoryEvent> events = new ArrayList<>();
            AgentHistory stored = AgentHistory.NONE;
            Life life = new Life(new SplittableRandom(SEED + i));
            for (int n = 0; n < 200; n++) {
                events.add(life.next());
                stored = HistoryFields.read(JSON.std.mapFrom(json(stored.after(events.getLast()))));
            }

            assertEquals(AgentHistory.NONE.after(events), stored, "seed " + (SEED + i));
        }
    }

    @Test
    void a_rule_that_is_off_never_fires_and_the_others_fire_as_before() {
        for (int i = 0; i < CASES; i++) {
            RandomGenerator random = new SplittableRandom(SEED + i);
            Life life = new Life(random);
            AgentHistory history = AgentHistory.NONE;
            for (int n = 0; n < 200; n++) {
                history = history.after(life.next());
                Sighting sighting = life.sighting();
                AnomalyRule off = AnomalyRule.values()[random.nextInt(AnomalyRule.values().length)];
                List<String> all = Anomalies.of(history, sighting, AnomalySettings.STANDARD);
                List<String> expected =
                        all.stream().filter(id -> !id.equals(off.literal())).toList();

                assertEquals(
                        expected,
                        Anomalies.of(
                                history,
                                sighting,
                                new AnomalySettings(
                                        Optional.empty(), AnomalySettings.STANDARD.timeZone(), Set.of(off))),
                        "seed " + (SEED + i));
            }
        }
    }

    @Test
    void the_rate_agrees_with_counting_every_submission() {
        for (int i = 0; i < CASES; i++) {
            RandomGenerator random = new SplittableRandom(SEED + i);
            List<Instant> all = new ArrayList<>();
            Rate rate = Rate.NONE;
            Instant now = Instant.parse("2026-03-02T09:00:00Z");
            for (int n = 0; n < 400; n++) {
                now = now.plusMillis(random.nextLong(random.nextInt(30) == 0 ? 90_000 : 2_000));
                long oldest = now.getEpochSecond() / 10 - 5;
                long counted = all.stream()
                        .filter(at -> at.getEpochSecond() / 10 >= oldest)
                        .count();

                assertEquals(counted, rate.within(now), "seed " + (SEED + i));
                all.add(now);
                rate = rate.oneMore(now);
            }
        }
    }

    @Test
    void only_what_was_allowed_becomes_usual() {
        for (int i = 0; i < CASES; i++) {
            RandomGenerator random = new SplittableRandom(SEED + i);
            Life life = new Life(random);
            AgentHistory history = AgentHistory.NONE;
            for (int n = 0; n < Thresholds.LEARNING_SUBMISSIONS; n++) {
                history = history.after(new HistoryEvent.Submitted(life.sighting()));
            }
            AgentHistory learned = history;
            for (int n = 0; n < 300; n++) {
                Sighting asked = life.sighting();
                history = history.after(new HistoryEvent.Submitted(asked))
                        .after(new HistoryEvent.Denied(asked.session(), asked.at(), Optional.empty()));
            }

            assertEquals(
                    learned.networks().usual().lastUsed().keySet(),
                    history.networks().usual().lastUsed().keySet(),
                    "seed " + (SEED + i));
            assertEquals(
                    learned.targets().usual().lastUsed().keySet(),
                    history.targets().usual().lastUsed().keySet(),
                    "seed " + (SEED + i));
            assertEquals(learned.programs(), history.programs());
            assertEquals(learned.classes(), history.classes());
            assertEquals(learned.highRiskClasses(), history.highRiskClasses());
        }
    }

    private static String json(AgentHistory history) throws IOException {
        return JSON.std.asString(HistoryFields.write(history));
    }
}
