package com.expacti.standalone.durability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.standalone.crash.ServerProcess;
import com.expacti.standalone.crash.ServerProcess.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Invariant 10: the data folder as it is at one moment in the midst of settling, without any shutting down, starts again
 * with all that was answered until then.
 */
@EnabledOnOs(OS.LINUX)
final class CopiedFolderTest {
    private static final int ANSWERED_BEFORE_COPY = 30;
    private static final int ANSWERED_AFTER_COPY = 20;

    @TempDir
    private Path folder;

    @Test
    void invariant_10_a_copy_taken_while_commands_are_settled_has_every_one_that_was_answered() throws Exception {
        Path data = folder.resolve("data");
        Path copy = folder.resolve("copy");
        try (ServerProcess server = ServerProcess.start(data, Optional.empty())) {
            Gate gate = new Gate(server);
            gate.allowTrue();
            Submitters submitters = new Submitters(gate);
            submitters.awaitAnswers(ANSWERED_BEFORE_COPY);
            Map<String, Approved> before = copyFrozen(data, copy, submitters);
            submitters.awaitAnswers(ANSWERED_AFTER_COPY);
            Map<String, Approved> all = submitters.stop();

            try (ServerProcess second = ServerProcess.start(copy, Optional.empty())) {
                everyAnswerStands(new Gate(second), before, all);
            }
            assertEquals(true, gate.verified().body().get("valid"), "and the first was not harmed");
        }
    }

    /** What had been answered when the database stood still and nothing of the copy was made yet. */
    private static Map<String, Approved> copyFrozen(Path data, Path copy, Submitters submitters)
            throws IOException, InterruptedException {
        PostgresProcesses postgres = PostgresProcesses.over(data);
        try {
            postgres.freeze();
            Map<String, Approved> before = submitters.approved();
            Process cp = new ProcessBuilder("cp", "-a", "--reflink=auto", data.toString(), copy.toString())
                    .inheritIO()
                    .start();
            assertEquals(0, cp.waitFor());
            return before;
        } finally {
            postgres.thaw();
        }
    }

    private static void everyAnswerStands(Gate gate, Map<String, Approved> before, Map<String, Approved> all)
            throws IOException {
        Answer verified = gate.verified();
        assertEquals(true, verified.body().get("valid"), verified.body().toString());
        List<String> entries = gate.approvals();
        Set<String> audited = new HashSet<>(entries);
        assertEquals(audited.size(), entries.size(), "each was decided once");
        for (Approved approved : before.values()) {
            stands(gate, approved, audited);
        }
        int met = audited.size();
        for (String ref : all.keySet()) {
            assertEquals("approved", gate.submit(ref, Submitters.spends(ref)).text("status"), ref);
        }
        assertEquals(all.size(), gate.approvals().size(), "one decision a ref, whether the copy had it or not");
        assertEquals(all.size(), new HashSet<>(gate.approvals()).size());
        assertEquals(true, gate.verified().body().get("valid"));
        System.out.printf(
                "%d answered approved before the copy, %d of them redeemed too, all found; the copy holds %d of %d approvals%n",
                before.size(),
                before.values().stream().filter(Approved::redeemed).count(),
                met,
                all.size());
        assertTrue(met >= before.size());
    }

    private static void stands(Gate gate, Approved approved, Set<String> audited) throws IOException {
        assertTrue(audited.contains(approved.id()), () -> "no entry of " + approved);
        Answer stored = gate.command(approved.id());
        assertEquals("approved", stored.text("status"), approved.toString());
        if (approved.spent()) {
            assertEquals("true", stored.text("spent"), approved.toString());
        }
        if (approved.redeemed()) {
            Answer again = gate.redeem(approved.id(), approved.token().orElseThrow());
            assertEquals(409, again.status(), approved.toString());
            assertEquals("approval_used", again.text("code"), approved.toString());
        }
        Answer repeated = gate.submit(approved.ref(), Submitters.spends(approved.ref()));
        assertEquals(approved.id(), repeated.text("id"), "the ref names the command it named");
    }

    /**
     * A command that was answered {@code approved}.
     *
     * @param spent by the answer itself
     * @param redeemed by a later call, which was answered
     */
    record Approved(String ref, String id, Optional<String> token, boolean spent, boolean redeemed) {
        Approved used() {
            return new Approved(ref, id, token, spent, true);
        }
    }
}
