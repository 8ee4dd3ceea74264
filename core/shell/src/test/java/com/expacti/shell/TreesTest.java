package com.expacti.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A walk that passes plain words by misses no command, wherever it stands. */
final class TreesTest {
    private static final int CASES = 20_000;

    @Test
    void the_commands_of_a_line_are_those_among_its_nodes_in_their_order() {
        Snippets snippets = Snippets.common(new Random(20260101));
        int compared = 0;

        for (int i = 0; i < CASES; i++) {
            String text = snippets.next();
            if (ShellParser.parse(text) instanceof Parsed parsed) {
                List<Node> commands = parsed.nodes().stream()
                        .filter(Command.class::isInstance)
                        .toList();
                assertEquals(commands, parsed.commands(), text);
                compared++;
            }
        }

        assertTrue(compared > CASES / 5, "too few lines were read: " + compared);
    }

    @Test
    void a_command_is_found_in_whatever_may_hold_one() {
        for (String text : List.of(
                "echo $(id)",
                "echo \"a $(id)\"",
                "echo ${x:-$(id)}",
                "echo ${x[$(id)]}",
                "echo $(( $(id) ))",
                "echo {a,$(id)}",
                "cat <(id)",
                "x=$(id)",
                "x[$(id)]=1",
                "x=(a $(id))",
                "ls > $(id)",
                "cat <<E\n$(id)\nE\n",
                "cat <<< $(id)",
                "[[ -f $(id) ]]",
                "case $(id) in a) ;; esac")) {
            Parsed parsed = (Parsed) ShellParser.parse(text);

            List<String> found = parsed.simpleCommands().stream()
                    .flatMap(command -> command.name().stream())
                    .toList();

            assertTrue(found.contains("id"), text);
        }
    }
}
