package com.expacti.standalone.durability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.expacti.standalone.crash.ServerProcess;
import com.expacti.standalone.crash.ServerProcess.Answer;
import com.expacti.standalone.durability.SystemCalls.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Invariants 2 and 10, when the power goes: a process that is killed leaves its writes to the kernel, a power cut takes
 * what the kernel has not yet given to the disk. So the order of system calls is looked at: the settling transaction
 * reaches a backend, a file of the write-ahead log is synced, the commit is acknowledged, the answer arrives.
 */
@EnabledOnOs(OS.LINUX)
final class SyncBeforeAnswerTest {
    private static final int COMMANDS = 20;

    @TempDir
    private Path folder;

    /** One command over REST, by the wall clock that strace writes down too. */
    private record Exchange(String ref, Instant asked, Instant answered) {}

    /** What a backend did for one command: it was handed the ref, saw the log synced, and acknowledged its commit. */
    private record Settling(Call handed, Call synced, Call acknowledged) {}

    @Test
    void invariant_2_the_write_ahead_log_is_synced_before_each_approval_is_answered() throws Exception {
        Path data = folder.resolve("data");
        try (ServerProcess server = ServerProcess.start(data, Optional.empty())) {
            Gate gate = new Gate(server);
            gate.allowTrue();
            Optional<SystemCalls> calls =
                    SystemCalls.of(PostgresProcesses.over(data).pids(), folder.resolve("calls"));
            assumeTrue(calls.isPresent(), "strace may not look here");
            List<Exchange> exchanges = new ArrayList<>();
            try (SystemCalls looking = calls.orElseThrow()) {
                for (int i = 1; i <= COMMANDS; i++) {
                    exchanges.add(exchange(gate, "power-cut-%02d".formatted(i)));
                }
                List<Call> seen = looking.seen();
                eachSyncedBeforeAnswered(exchanges, seen);
            }
        }
    }

    private static Exchange exchange(Gate gate, String ref) throws Exception {
        Instant asked = Instant.now();
        Answer answer = gate.submit(ref, true);
        Instant answered = Instant.now();
        assertEquals("approved", answer.text("status"), answer.body().toString());
        assertEquals("true", answer.text("spent"));
        return new Exchange(ref, asked, answered);
    }

    private static void eachSyncedBeforeAnswered(List<Exchange> exchanges, List<Call> seen) {
        List<Settling> settlings = new ArrayList<>();
        for (Exchange exchange : exchanges) {
            Settling settling = settling(exchange, seen);
            assertTrue(settling.handed().done().isAfter(exchange.asked()), exchange + " " + settling);
            assertTrue(!settling.synced().done().isAfter(settling.acknowledged().began()), exchange + " " + settling);
            assertTrue(settling.acknowledged().began().isBefore(exchange.answered()), exchange + " " + settling);
            settlings.add(settling);
        }
        assertEquals(
                COMMANDS, settlings.stream().map(Settling::synced).distinct().count(), "each has a sync of its own");
        print(exchanges, settlings, seen);
    }

    /**
     * The backend that was handed the ref and then acknowledged a commit, with the log synced in between: by itself or, if
     * another was at it and took this commit along, by that one.
     */
    private static Settling settling(Exchange exchange, List<Call> seen) {
        List<Long> readers = seen.stream()
                .filter(call -> handed(call, exchange.ref()))
                .map(Call::pid)
                .distinct()
                .toList();
        return readers.stream()
                .flatMap(pid -> settlings(exchange.ref(), seen, pid).stream())
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "no log was synced between %s and its commit, in %s".formatted(exchange, readers)));
    }

    private static List<Settling> settlings(String ref, List<Call> seen, long pid) {
        List<Settling> found = new ArrayList<>();
        Optional<Call> handed = Optional.empty();
        Optional<Call> synced = Optional.empty();
        List<Call> inOrder = seen.stream()
                .filter(call -> call.pid() == pid || call.syncsWriteAheadLog())
                .sorted(Comparator.comparing(Call::done))
                .toList();
        for (Call call : inOrder) {
            Instant since = handed.map(Call::done).orElse(Instant.MAX);
            if (handed(call, ref)) {
                handed = Optional.of(call);
                synced = Optional.empty();
            } else if (call.syncsWriteAheadLog() && !call.began().isBefore(since)) {
                synced = Optional.of(call);
            } else if (handed.isPresent() && acknowledgesCommit(call)) {
                if (synced.isPresent()) {
                    found.add(new Settling(handed.get(), synced.get(), call));
                }
                handed = Optional.empty();
            }
        }
        return found;
    }

    private static boolean handed(Call call, String ref) {
        return call.is("recvfrom") && call.text().contains(ref);
    }

    /** PostgreSQL's CommandComplete message names what was done. */
    private static boolean acknowledgesCommit(Call call) {
        return call.is("sendto") && call.text().contains("COMMIT\\0");
    }

    private static void print(List<Exchange> exchanges, List<Settling> settlings, List<Call> seen) {
        List<Duration> syncs = settlings.stream()
                .map(s -> Duration.between(s.synced().began(), s.synced().done()))
                .sorted()
                .toList();
        List<Duration> lags = IntStream.range(0, exchanges.size())
                .mapToObj(i -> Duration.between(
                        settlings.get(i).synced().done(), exchanges.get(i).answered()))
                .sorted()
                .toList();
        System.out.printf(
                "%d commands, %d syncs of the log seen; each took %d to %d us and was over %d to %d us before the answer%n",
                exchanges.size(),
                seen.stream().filter(Call::syncsWriteAheadLog).count(),
                micros(syncs.getFirst()),
                micros(syncs.getLast()),
                micros(lags.getFirst()),
                micros(lags.getLast()));
        Settling last = settlings.getLast();
        for (Call call : List.of(last.handed(), last.synced(), last.acknowledged())) {
            System.out.printf("%s pid %d %.40s%n", call.began(), call.pid(), call.text());
        }
        System.out.printf(
                "%s the answer to %s%n",
                exchanges.getLast().answered(), exchanges.getLast().ref());
    }

    private static long micros(Duration time) {
        return time.toNanos() / 1_000;
    }
}
