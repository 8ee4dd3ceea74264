package com.expacti.cli.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.cli.show.Paint;
import com.expacti.client.review.ReviewEvent;
import com.expacti.client.wire.BadMessage;
import com.expacti.client.wire.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_774_072_257);
    private static final Instant LATER = NOW.plusSeconds(5);

    private final Board board = new Board();

    @Test
    void a_low_command_is_allowed_by_one_press_and_by_its_id() {
        assertEquals(new Board.Effect.Ring(), arrives("cmd_1", 5, "LOW", "git status"));

        assertEquals(new Board.Effect.Allow("cmd_1"), board.pressed('a', LATER));
    }

    @Test
    void a_critical_command_needs_a_second_press() {
        arrives("cmd_1", 82, "CRITICAL", "kubectl delete pod --all");

        assertEquals(new Board.Effect.Nothing(), board.pressed('a', LATER));
        assertEquals("CRITICAL: press a again to allow", board.status());
        assertEquals(new Board.Effect.Allow("cmd_1"), board.pressed('a', LATER));
    }

    @Test
    void a_press_for_one_command_never_counts_for_another() {
        arrives("cmd_1", 82, "CRITICAL", "one");
        arrives("cmd_2", 82, "CRITICAL", "two");

        board.pressed('a', LATER);
        board.pressed('j', LATER);

        assertEquals(new Board.Effect.Nothing(), board.pressed('a', LATER.plusSeconds(1)));
    }

    @Test
    void a_level_nobody_knows_needs_a_second_press_too() {
        arrives("cmd_1", 5, "", "git status");

        assertEquals(new Board.Effect.Nothing(), board.pressed('a', LATER));
    }

    @Test
    void a_key_that_was_meant_for_the_command_before_does_nothing() {
        arrives("cmd_1", 5, "LOW", "one");
        arrives("cmd_2", 5, "LOW", "two");
        board.heard(new ReviewEvent.Resolved("cmd_1", "denied", false, "Nora", ""), LATER);

        assertEquals(new Board.Effect.Nothing(), board.pressed('a', LATER.plusMillis(100)));
        assertEquals(new Board.Effect.Allow("cmd_2"), board.pressed('a', LATER.plusSeconds(1)));
    }

    @Test
    void a_new_command_joins_at_the_end_and_leaves_the_focus() {
        arrives("cmd_1", 5, "LOW", "one");
        arrives("cmd_2", 95, "CRITICAL", "two");

        assertEquals("cmd_1", board.focused().orElseThrow().id());
        assertEquals("cmd_2", board.queue().getLast().id());
    }

    @Test
    void a_lost_connection_leaves_nothing_to_decide() {
        arrives("cmd_1", 5, "LOW", "one");

        board.heard(new ReviewEvent.Gone("the connection was lost", true), LATER);

        assertEquals(Optional.empty(), board.focused());
        assertEquals(new Board.Effect.Nothing(), board.pressed('a', LATER.plusSeconds(5)));
    }

    @Test
    void the_screen_says_what_where_why_and_how_long() {
        board.heard(new ReviewEvent.Welcomed("Nora", "owner"), NOW);
        arrives("cmd_1", 82, "CRITICAL", "kubectl delete pod --all -n production");
        arrives("cmd_2", 5, "LOW", "git status");

        List<String> lines = new BoardView(new Paint(false), 72).lines(board, LATER);

        assertEquals("""
                expacti  2 pending  Nora (owner)

                ▸ ■ 82  deploy-bot    0:41  kubectl delete pod --all -n production
                  ●  5  deploy-bot    0:41  git status

                ■ 82 CRITICAL   0:41 left   cmd_1

                  kubectl delete pod --all -n production

                  +30 Kubernetes management
                  +20 --all
                  ⚑ at least 3× this session's usual risk
                  deploy-bot · for nb@acme · on prod-1 · production · in /home/deploy · tier T0

                a allow   d deny…   t +5 min   j/k next, previous   ? help   q quit
                watching""", String.join("\n", lines));
    }

    @Test
    void nothing_of_a_command_reaches_the_terminal_raw() {
        arrives("cmd_1", 5, "LOW", "echo \\u001b[2J\\u202e\\u200b\\u0007\\nrm -rf /");

        String screen = String.join("", new BoardView(new Paint(false), 300).lines(board, LATER));

        assertTrue(screen.contains("\\u{1b}[2J\\u{202e}\\u{200b}\\u{7}\\u{a}rm"), screen);
        assertFalse(screen.chars().anyMatch(c -> c < ' ' || c == 0x202e || c == 0x200b));
    }

    @Test
    void the_end_of_a_long_command_is_on_the_screen() {
        arrives("cmd_1", 5, "LOW", "echo " + "x ".repeat(500) + "; rm -rf /");

        String screen = String.join("\n", new BoardView(new Paint(false), 60).lines(board, LATER));

        assertTrue(screen.replace("\n  ", "").contains("; rm -rf /"), screen);
    }

    private Board.Effect arrives(String id, int score, String level, String command) {
        String message = """
                {"type":"pending_command","id":"%s","command":"%s","cwd":"/home/deploy","risk_score":%d,
                "risk_level":"%s","agent":{"name":"deploy-bot"},"on_behalf_of":"nb@acme",
                "risk_factors":[{"label":"--all","points":20},{"label":"Kubernetes management","points":30}],
                "target":{"name":"prod-1","environment":"production"},"tier":"T0","expires_at":1774072303,
                "anomaly_reasons":["risk_spike_vs_baseline"]}""".formatted(id, command, score, level);
        try {
            return board.heard(ReviewEvent.of(Message.parse(message)).orElseThrow(), NOW);
        } catch (BadMessage bad) {
            throw new AssertionError(message, bad);
        }
    }
}
