package com.expacti.standalone.crash;

import static com.expacti.standalone.crash.ServerProcess.AGENT;
import static com.expacti.standalone.crash.ServerProcess.REVIEWER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.standalone.crash.ServerProcess.Answer;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that nobody answers, on a whole server: by the index, and with each deadline as a task in the queue. */
final class TasksTest {
    private static final Map<String, String> AS_TASKS = Map.of("EXPACTI_TIMEOUTS", "tasks");
    private static final int LOOKS_MAX = 600;

    @TempDir
    Path data;

    @Test
    void a_command_nobody_answers_reminds_escalates_writes_to_people_and_times_out() throws IOException {
        try (ServerProcess server = ServerProcess.start(data, Map.of())) {
            waitingThirtySeconds(server, "escalate");
            assertEquals(
                    200,
                    server.call(REVIEWER, "PATCH", "/me/notices", "{\"reminders\":true}")
                            .status());
            String id = submitted(server);

            until(() -> mails("A command is still waiting") == 1);
            until(() -> mails("A command waits for you as backup reviewer") == 1);
            Answer ended = server.call(AGENT, "GET", "/commands/" + id + "?wait_seconds=60", "");

            assertEquals("timed_out", ended.text("status"));
            List<?> told = (List<?>) server.call(REVIEWER, "GET", "/commands/" + id + "/notices", "")
                    .body()
                    .getOrDefault("items", List.of());
            assertEquals(
                    List.of("escalated sent 1", "reminder sent 1"),
                    told.stream().map(TasksTest::brief).toList());
            assertEquals(2, mails(""));
        }
    }

    private static String brief(Object item) {
        Map<?, ?> notice = (Map<?, ?>) item;
        return notice.get("kind") + " " + notice.get("state") + " " + notice.get("attempts");
    }

    @Test
    void a_command_whose_deadline_is_a_task_times_out_by_it() throws IOException {
        try (ServerProcess server = ServerProcess.start(data, AS_TASKS)) {
            waitingThirtySeconds(server, "deny");
            String id = submitted(server);
            until(() -> gauge(server, "delayed") >= 1);

            Answer ended = server.call(AGENT, "GET", "/commands/" + id + "?wait_seconds=60", "");

            assertEquals("timed_out", ended.text("status"));
            assertEquals(1, decisions(server));
            until(() -> gauge(server, "waiting") + gauge(server, "delayed") + gauge(server, "leased") == 0);
            assertEquals(0, gauge(server, "dead"));
        }
    }

    /** The task is in the hands of a worker that is killed once it has claimed the command, and before it has settled it. */
    @Test
    void invariant_10_killed_in_the_middle_of_a_task_the_command_is_decided_once_and_the_task_ends()
            throws IOException {
        try (ServerProcess server =
                ServerProcess.start(data, Map.of("EXPACTI_TIMEOUTS", "tasks", "EXPACTI_CRASH_AT", "deciding"))) {
            waitingThirtySeconds(server, "deny");
            String id = submitted(server);
            assertThrows(
                    IOException.class, () -> server.call(AGENT, "GET", "/commands/" + id + "?wait_seconds=60", ""));
            assertTrue(server.died(), "the server lives on");
        }

        try (ServerProcess server = ServerProcess.start(data, AS_TASKS)) {
            Map<?, ?> only = (Map<?, ?>)
                    ((List<?>) server.call(AGENT, "GET", "/commands", "").body().getOrDefault("items", List.of()))
                            .getFirst();
            Answer ended = server.call(AGENT, "GET", "/commands/" + only.get("id") + "?wait_seconds=60", "");
            assertEquals("timed_out", ended.text("status"));
            until(() -> gauge(server, "leased") >= 1);
            until(() -> gauge(server, "waiting") + gauge(server, "delayed") + gauge(server, "leased") == 0);
            assertEquals(0, gauge(server, "dead"));
            assertEquals(1, decisions(server));
        }
    }

    private static void waitingThirtySeconds(ServerProcess server, String action) throws IOException {
        Answer changed = server.call(
                REVIEWER,
                "PATCH",
                "/org",
                JSON.std.asString(Map.of(
                        "timeout_seconds",
                        30,
                        "timeout_action",
                        action,
                        "backup_reviewer_ids",
                        List.of(server.call(REVIEWER, "GET", "/me", "").text("id")))));
        assertEquals(200, changed.status(), changed.body().toString());
    }

    private static String submitted(ServerProcess server) throws IOException {
        return server.call(AGENT, "POST", "/commands", "{\"ref\":\"r\",\"command\":\"touch /tmp/x\"}")
                .text("id");
    }

    private static long decisions(ServerProcess server) throws IOException {
        List<?> entries =
                (List<?>) server.call(REVIEWER, "GET", "/audit", "").body().getOrDefault("items", List.of());
        return entries.stream()
                .filter(entry -> "command_decided".equals(((Map<?, ?>) entry).get("event")))
                .count();
    }

    /** How many mails in the outbox have that in their subject. */
    private long mails(String subject) throws IOException {
        try (Stream<Path> all = Files.list(data.resolve("outbox"))) {
            return all.filter(file -> file.toString().endsWith(".eml"))
                    .filter(file -> says(file, "Subject: " + subject))
                    .count();
        }
    }

    private static boolean says(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).contains(text);
        } catch (IOException e) {
            return false;
        }
    }

    /** What the server's metrics say of tasks in that state; they are counted every ten seconds. */
    private static double gauge(ServerProcess server, String state) throws IOException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String all = http.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/prometheus"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            return all.lines()
                    .filter(line -> line.startsWith("expacti_work_tasks") && line.contains("state=\"" + state + "\""))
                    .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no gauge of tasks that are " + state));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Something that is to become true. */
    @FunctionalInterface
    private interface Sight {
        boolean seen() throws IOException;
    }

    /** Looks again and again, a bounded number of times. */
    private static void until(Sight sight) throws IOException {
        for (int i = 0; i < LOOKS_MAX; i++) {
            if (sight.seen()) {
                return;
            }
            LockSupport.parkNanos(200_000_000);
        }
        throw new AssertionError("it did not come about");
    }
}
