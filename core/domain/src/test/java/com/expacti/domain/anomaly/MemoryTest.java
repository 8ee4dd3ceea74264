package com.expacti.domain.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.anomaly.HistoryEvent.By;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.SessionId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where the memories of an agent's history begin and end. */
final class MemoryTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void a_name_used_again_within_the_hour_changes_nothing() {
        Recents once = Recents.NONE.with(Set.of("git"), NOW, 8);

        assertSame(once, once.with(Set.of("git"), NOW.plusSeconds(3_599), 8));
        assertEquals(
                Map.of("git", NOW.plusSeconds(3_600)),
                once.with(Set.of("git"), NOW.plusSeconds(3_600), 8).lastUsed());
        assertEquals(2, once.with(Set.of("git", "ls"), NOW, 8).size());
    }

    @Test
    void a_name_not_used_for_90_days_is_forgotten() {
        Recents once = Recents.NONE.with(Set.of("git"), NOW, 8);
        Instant last = NOW.plus(Duration.ofDays(90));

        assertTrue(once.has("git", last));
        assertFalse(once.has("git", last.plusMillis(1)));
        assertEquals(2, once.with(Set.of("ls"), last, 8).size());
        assertEquals(
                Set.of("ls"),
                once.with(Set.of("ls"), last.plusMillis(1), 8).lastUsed().keySet());
    }

    @Test
    void of_more_names_than_are_kept_the_one_used_longest_ago_goes_and_of_equals_the_first() {
        Recents full = Recents.NONE.with(Set.of("b"), NOW, 3).with(Set.of("a", "c"), NOW.plusSeconds(1), 3);

        assertEquals(Set.of("a", "b", "c"), full.lastUsed().keySet());
        Recents next = full.with(Set.of("d"), NOW.plusSeconds(2), 3);
        assertEquals(Set.of("a", "c", "d"), next.lastUsed().keySet());
        assertEquals(
                Set.of("c", "d", "e"),
                next.with(Set.of("e"), NOW.plusSeconds(3), 3).lastUsed().keySet());
    }

    @Test
    void of_more_newcomers_than_are_kept_the_one_seen_longest_ago_goes_and_never_the_latest() {
        Familiar familiar = Familiar.NOTHING.seen("home", NOW, true, 8);
        for (int i = 1; i <= 4; i++) {
            familiar = familiar.seen("n" + i, NOW.plusSeconds(10 - i), false, 8);
        }
        assertEquals(Set.of("n1", "n2", "n3", "n4"), familiar.newcomers().keySet());

        Familiar next = familiar.seen("n0", NOW, false, 8);

        assertEquals(Set.of("n0", "n1", "n2", "n3"), next.newcomers().keySet());
        assertSame(next, next.seen("n1", NOW.plusSeconds(60), false, 8));
        assertSame(next, next.seen("home", NOW.plusSeconds(60), false, 8));
    }

    @Test
    void rules_make_usual_by_twenty_yeses_over_a_day_and_not_a_moment_sooner() {
        Familiar familiar = Familiar.NOTHING.seen("home", NOW, true, 8);
        for (int i = 0; i < 19; i++) {
            familiar = familiar.approved("new", By.RULE, NOW, 8);
        }
        Instant day = NOW.plus(Duration.ofHours(24));

        assertTrue(familiar.approved("new", By.RULE, day.minusMillis(1), 8).isNew("new", day));
        Familiar usual = familiar.approved("new", By.RULE, day, 8);
        assertFalse(usual.isNew("new", day));
        assertEquals(Map.of(), usual.newcomers());
    }

    @Test
    void of_seventeen_sessions_the_one_used_longest_ago_is_forgotten() {
        AgentHistory history = AgentHistory.NONE;
        for (int i = 0; i < 16; i++) {
            history = history.after(denied("s" + i, NOW.plusSeconds(100 - i)));
        }
        assertEquals(16, history.sessions().size());

        AgentHistory next = history.after(List.of(denied("s16", NOW), denied("s14", NOW.plusSeconds(200))));

        assertEquals(16, next.sessions().size());
        assertFalse(next.sessions().containsKey(new SessionId("s15")));
        assertTrue(next.sessions().containsKey(new SessionId("s16")));
    }

    @Test
    void of_sessions_used_at_one_moment_the_first_by_name_is_forgotten() {
        AgentHistory history = AgentHistory.NONE;
        for (int i = 10; i <= 26; i++) {
            history = history.after(denied("s" + i, NOW));
        }

        assertFalse(history.sessions().containsKey(new SessionId("s10")));
        assertEquals(16, history.sessions().size());
    }

    @Test
    void the_last_of_two_denials_is_the_later_one_in_whatever_order_they_come() {
        Denials later = Denials.NONE.oneMore(denied("s", NOW.plusSeconds(9))).oneMore(denied("s", NOW));

        assertEquals(Optional.of(NOW.plusSeconds(9)), later.last());
        assertEquals(2, later.row(NOW.plusSeconds(9).plus(Duration.ofMinutes(30))));
        assertEquals(
                0, later.row(NOW.plusSeconds(9).plus(Duration.ofMinutes(30)).plusMillis(1)));
    }

    @Test
    void a_stored_history_that_is_damaged_or_of_another_version_is_refused() {
        Map<String, Object> good = HistoryFields.write(AgentHistory.NONE);
        assertEquals(AgentHistory.NONE, HistoryFields.read(good));

        for (String field : good.keySet()) {
            Map<String, Object> damaged = new HashMap<>(good);
            damaged.put(field, "x");
            assertThrows(IllegalStateException.class, () -> HistoryFields.read(damaged), field);
        }
        Map<String, Object> other = new HashMap<>(good);
        other.put("v", 2L);
        assertThrows(IllegalStateException.class, () -> HistoryFields.read(other));
    }

    @Test
    void hours_have_one_to_fourteen_windows_and_read_as_people_write_them() {
        OperatingHours.Window window = new OperatingHours.Window(
                Set.of(DayOfWeek.TUESDAY, DayOfWeek.MONDAY), LocalTime.of(8, 0), LocalTime.of(18, 0));
        OperatingHours.Window late =
                new OperatingHours.Window(Set.of(DayOfWeek.SUNDAY), LocalTime.of(22, 30), LocalTime.MIDNIGHT);

        assertEquals("mon,tue 08:00–18:00", window.toString());
        assertEquals("sun 22:30–24:00", late.toString());
        assertEquals(List.of("mon", "tue"), window.dayNames());
        assertEquals(
                14,
                new OperatingHours(Collections.nCopies(14, window)).windows().size());
        assertThrows(IllegalArgumentException.class, () -> new OperatingHours(Collections.nCopies(15, window)));
        assertThrows(IllegalArgumentException.class, () -> new OperatingHours(List.of()));
    }

    @Test
    void a_name_of_64_characters_is_told_and_so_are_32_programs_of_256_commands() {
        assertEquals(Set.of("x".repeat(64)), programs("x".repeat(64)));
        assertEquals(32, programs(lines(32)).size());
        assertFalse(programs(lines(32)).contains(ProgramNames.UNCLEAR));
        assertTrue(programs(lines(33)).contains(ProgramNames.UNCLEAR));
        assertEquals(Set.of("git"), programs("git status; ".repeat(255) + "git status"));
        assertEquals(Set.of("git", "?"), programs("git status; ".repeat(256) + "git status"));
    }

    private static String lines(int programs) {
        return IntStream.range(0, programs).mapToObj(i -> "prog" + i).collect(Collectors.joining("; "));
    }

    private static Set<String> programs(String line) {
        return ProgramNames.of(com.expacti.shell.ShellParser.parse(line));
    }

    private static HistoryEvent.Denied denied(String session, Instant at) {
        return new HistoryEvent.Denied(new SessionId(session), at, Optional.<Digest>empty());
    }
}
