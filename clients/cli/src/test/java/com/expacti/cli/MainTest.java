package com.expacti.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.client.scripted.ScriptedGate;
import com.expacti.client.scripted.ScriptedGate.Answer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class MainTest {
    @TempDir
    private Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void a_token_from_stdin_is_stored_for_its_owner_only_and_used() throws IOException {
        try (ScriptedGate gate = ScriptedGate.start()) {
            gate.answer("POST /api/v1/commands/cmd_01h3/deny", Answer.json("{\"status\":\"denied\"}"));

            assertEquals(0, run(Map.of(), "demo-reviewer-token\n", "login", "--url", gate.url()), err());
            assertEquals(0, run(Map.of(), "", "deny", "cmd_01h3", "needs a ticket"), err());

            Path file = home.resolve("expacti/credentials.json");
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertEquals("Bearer demo-reviewer-token", gate.calls().getFirst().authorization());
            assertEquals(
                    "{\"comment\":\"needs a ticket\"}", gate.calls().getFirst().body());
            assertTrue(out().endsWith("cmd_01h3: denied\n"), out());
        }
    }

    @Test
    void a_token_is_never_an_argument() {
        assertEquals(2, run(Map.of(), "", "login", "--token", "secret"));
        assertTrue(err().startsWith("expacti: Unknown options: '--token', 'secret'"), err());
    }

    @Test
    void credentials_that_others_can_read_are_not_used() throws IOException {
        Path file = Files.createDirectories(home.resolve("expacti")).resolve("credentials.json");
        Files.writeString(file, "{\"url\":\"http://127.0.0.1:1\",\"token\":\"t\"}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertEquals(1, run(Map.of(), "", "commands"));
        assertEquals(
                "expacti: " + file + " can be read by others: run `chmod 600 " + file + "` and renew the token\n",
                err());
    }

    @Test
    void without_a_login_the_next_step_is_named() {
        assertEquals(1, run(Map.of(), "", "status"));
        assertEquals("expacti: not logged in: run `expacti login`, or set EXPACTI_URL and EXPACTI_TOKEN\n", err());
    }

    @Test
    void commands_are_a_table_whose_text_is_safe() {
        try (ScriptedGate gate = ScriptedGate.start()) {
            gate.answer("GET /api/v1/commands?limit=20&status=pending", Answer.json("""
                    {"items":[{"id":"cmd_1","status":"pending","risk_score":82,"risk_level":"CRITICAL",
                    "agent":{"name":"deploy-bot"},"command":"kubectl delete\\u001b[2J pod"}]}"""));

            assertEquals(0, run(at(gate), "", "commands", "--status", "pending"), err());

            assertEquals("""
                    ID     STATUS   RISK         AGENT       COMMAND
                    cmd_1  pending  82 CRITICAL  deploy-bot  kubectl delete\\u{1b}[2J pod
                    """, out());
        }
    }

    @Test
    void an_explanation_says_how_much_why_and_what_follows() {
        try (ScriptedGate gate = ScriptedGate.start()) {
            gate.answer("POST /api/v1/explain", Answer.json("""
                    {"risk_score":52,"risk_level":"HIGH","verdict":"review","rule_ids":[],
                    "risk_factors":[{"label":"File changes","points":15}],
                    "parse":{"parsed":true,"tree":{"kind":"script","span":[0,13],"children":[
                      {"kind":"and_or","span":[0,13],"children":[
                        {"kind":"simple_command","span":[0,2],"children":[{"kind":"word","span":[0,2],"known":true,"value":"ls"}]},
                        {"kind":"simple_command","span":[6,13],"children":[
                          {"kind":"word","span":[6,10],"known":true,"value":"rm"},{"kind":"word","span":[11,13],"known":false}]}]}]}},
                    "parts":[
                      {"text":"ls","span":[0,2],"risk_score":3,"risk_level":"LOW","risk_factors":[{"label":"Read-only inspection","points":3}]},
                      {"text":"rm","span":[6,13],"risk_score":52,"risk_level":"HIGH","risk_factors":[{"label":"File changes","points":15}]}],
                    "matched_rules":[],
                    "near_misses":[{"rule_id":"rule_1","pattern":"rm *","part":1,"reason":"its scope is target:web, this is no target"}],
                    "what_would_change":["A rule `rm` would do."]}"""));

            assertEquals(0, run(at(gate), "", "explain", "ls && \"rm\" $X"), err());

            assertEquals("""
                    ▲ 52 HIGH
                      +15 File changes
                      ls && "rm" $X
                      ^^ 1  3 LOW
                          +3 Read-only inspection
                            ^^^^^^^ 2  52 HIGH
                          +15 File changes
                    A person decides.
                    It is read as:
                      and or ls && "rm" $X
                        simple command ls
                          word ls
                        simple command "rm" $X
                          word "rm" = rm
                          word $X (known only when it runs)
                    Nearly: rule rule_1 `rm *`: its scope is target:web, this is no target
                    What would change it:
                      - A rule `rm` would do.
                    """, out());
        }
    }

    @Test
    void marks_stand_below_their_text_also_where_control_characters_are_shown() {
        try (ScriptedGate gate = ScriptedGate.start()) {
            gate.answer("POST /api/v1/explain", Answer.json("""
                    {"risk_score":43,"risk_level":"MEDIUM","verdict":"review","rule_ids":[],"risk_factors":[],
                    "parts":[{"text":"a","span":[0,3],"risk_score":3,"risk_level":"LOW","risk_factors":[]},
                      {"text":"b","span":[5,6],"risk_score":3,"risk_level":"LOW","risk_factors":[]}],
                    "what_would_change":["Without `\\u001b` it passes."]}"""));

            assertEquals(0, run(at(gate), "", "explain", "a \u001b; b"), err());

            assertEquals("""
                    ◆ 43 MEDIUM
                      a \\u{1b}; b
                      ^^^^^^^^ 1  3 LOW
                                ^ 2  3 LOW
                    A person decides.
                    What would change it:
                      - Without `\\u{1b}` it passes.
                    """, out());
        }
    }

    @Test
    void a_pattern_that_does_not_let_a_command_through_is_exit_code_one() {
        try (ScriptedGate gate = ScriptedGate.start()) {
            gate.answer(
                    "POST /api/v1/whitelist/test",
                    Answer.json("{\"matched\":false,\"reason\":\"rule 0 nearly covers it: `;` is syntax\"}"));

            assertEquals(
                    1, run(at(gate), "", "whitelist", "test", "--type", "glob", "docker logs *", "docker logs x; id"));
            assertEquals("It does not pass: the pattern nearly covers it: `;` is syntax\n", out());
        }
    }

    @Test
    void a_pattern_that_is_tried_says_what_it_would_have_let_through_lately() {
        try (ScriptedGate gate = ScriptedGate.start()) {
            gate.answer("POST /api/v1/whitelist/test", Answer.json("{\"matched\":true,\"reason\":\"every part\"}"));
            gate.answer(
                    "POST /api/v1/whitelist/backtest",
                    Answer.json(
                            "{\"days\":30,\"considered\":50,\"matched\":41,\"of_these_denied\":2,\"complete\":false}"));

            assertEquals(0, run(at(gate), "", "whitelist", "test", "--type", "glob", "docker logs *", "docker logs x"));
            assertEquals(
                    "It passes: every part\nIn the last 30 days it would have let 41 of 50 commands through,"
                            + " 2 of them denied (the newest only).\n",
                    out());
        }
    }

    @Test
    void a_deny_rule_that_is_made_says_what_it_would_have_stopped() {
        try (ScriptedGate gate = ScriptedGate.start()) {
            gate.answer(
                    "POST /api/v1/whitelist",
                    Answer.json("{\"id\":\"rule_1\",\"backtest\":{\"days\":30,\"considered\":9,\"matched\":3,"
                            + "\"of_these_approved\":1,\"complete\":true}}"));

            assertEquals(0, run(at(gate), "", "whitelist", "add", "--deny", "--type", "glob", "rm *"));
            assertEquals(
                    "Made rule_1.\nIn the last 30 days it would have stopped 3 of 9 commands, 1 of them approved.\n",
                    out());
        }
    }

    @Test
    void suggestions_are_listed_accepted_and_dismissed() {
        try (ScriptedGate gate = ScriptedGate.start()) {
            gate.answer(
                    "GET /api/v1/suggestions?limit=200&status=open",
                    Answer.json(
                            "{\"items\":[{\"id\":\"sug_1\",\"approvals\":12,\"reviewers\":[\"Rita\"],\"risk_score\":20,"
                                    + "\"risk_level\":\"LOW\",\"pattern_type\":\"glob\",\"scope\":\"global\","
                                    + "\"pattern\":\"rm /tmp/build-*\","
                                    + "\"backtest\":{\"considered\":812,\"matched\":12,\"of_these_denied\":0}}]}"));
            gate.answer(
                    "POST /api/v1/suggestions/sug_1/accept",
                    Answer.json("{\"rule_id\":\"rule_1\",\"pattern\":\"rm /tmp/build-*\"}"));
            gate.answer("POST /api/v1/suggestions/sug_2/dismiss", Answer.json("{\"pattern\":\"ls *\"}"));

            assertEquals(0, run(at(gate), "", "suggestions", "list"), err());
            assertEquals(0, run(at(gate), "", "suggestions", "accept", "--ttl", "60", "sug_1"), err());
            assertEquals(0, run(at(gate), "", "suggestions", "dismiss", "sug_2"), err());

            assertTrue(out().contains("12 times"), out());
            assertTrue(out().contains("12 of 812, 0 denied"), out());
            assertTrue(out().contains("Made rule_1: rm /tmp/build-*\n"), out());
            assertTrue(out().endsWith("Dismissed ls *\n"), out());
            assertEquals("{\"ttl_seconds\":60}", gate.calls().get(1).body());
        }
    }

    @Test
    void every_command_explains_itself() {
        for (String command : List.of("explain", "suggestions", "suggestions accept", "whitelist test", "watch")) {
            List<String> words = new ArrayList<>(List.of(command.split(" ")));
            words.add("--help");

            assertEquals(0, run(Map.of(), "", words.toArray(String[]::new)), err());

            assertTrue(out().contains("Usage: expacti " + command), out());
        }
    }

    @Test
    void an_empty_list_says_what_that_means() {
        try (ScriptedGate gate = ScriptedGate.start()) {
            gate.answer("GET /api/v1/policies?limit=200", Answer.json("{\"items\":[]}"));
            gate.answer("GET /api/v1/suggestions?limit=200&status=open", Answer.json("{\"items\":[]}"));

            assertEquals(0, run(at(gate), "", "policies", "list"), err());
            assertEquals(0, run(at(gate), "", "suggestions", "list"), err());

            assertTrue(out().startsWith("There are no policies: any one reviewer may allow"), out());
            assertTrue(out().contains("Nothing is suggested: it takes 5 approvals"), out());
        }
    }

    @Test
    void a_star_in_an_exact_pattern_is_pointed_out() {
        try (ScriptedGate gate = ScriptedGate.start()) {
            gate.answer("POST /api/v1/whitelist", Answer.json("{\"id\":\"rule_1\"}"));

            assertEquals(0, run(at(gate), "", "whitelist", "add", "docker logs *"), err());

            assertTrue(out().contains("`--type glob` reads it as a wildcard"), out());
        }
    }

    @Test
    void policies_are_listed_with_what_they_need_and_what_bars_them() {
        try (ScriptedGate gate = ScriptedGate.start()) {
            gate.answer("GET /api/v1/policies?limit=200", Answer.json("""
                    {"items":[{"id":"pol_1","type":"min_approvers","approvals_required":2,"pattern_type":"glob",
                    "pattern":"rm *","scope":"global","min_risk_level":"HIGH","warnings":["only 1 may decide"]},
                    {"id":"pol_2","type":"role_required","role":"owner","approvals_required":1,"pattern_type":"exact",
                    "pattern":"make","scope":"global","min_risk_level":"LOW","warnings":[]}]}"""));

            assertEquals(0, run(at(gate), "", "policies", "list"), err());

            List<String> lines =
                    out().lines().map(line -> line.replaceAll(" +", " ")).toList();
            assertEquals("pol_1 2 people HIGH glob global rm *", lines.get(1).strip());
            assertEquals("pol_2 owner LOW exact global make", lines.get(2).strip());
            assertEquals("! pol_1: only 1 may decide", lines.get(3));
        }
    }

    @Test
    void a_refusal_is_one_sentence() {
        try (ScriptedGate gate = ScriptedGate.start()) {
            gate.answer(
                    "POST /api/v1/commands/cmd_1/approve",
                    Answer.problem(
                            403, "{\"code\":\"forbidden\",\"detail\":\"you made this agent, so you may not decide\"}"));

            assertEquals(1, run(at(gate), "", "approve", "cmd_1"));
            assertEquals("expacti: you made this agent, so you may not decide\n", err());
        }
    }

    @Test
    void an_export_with_a_hole_fails_and_names_it() throws IOException {
        Path file = home.resolve("audit.jsonl");
        Files.writeString(file, "{\"seq\":2,\"prev_hash\":\"x\",\"hash\":\"y\"}\n");

        assertEquals(1, run(Map.of(), "", "audit", "verify", file.toString()));
        assertEquals("Broken at entry 1: it is missing: the export begins with entry 2.\n", out());
    }

    private static Map<String, String> at(ScriptedGate gate) {
        return Map.of("EXPACTI_URL", gate.url(), "EXPACTI_TOKEN", "demo-reviewer-token");
    }

    private int run(Map<String, String> environment, String input, String... words) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("XDG_CONFIG_HOME", home.toString());
        Desk desk = new Desk(
                all,
                new BufferedReader(new StringReader(input)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                InstantSource.system(),
                "");
        return Main.run(desk, new PrintStream(err, true, StandardCharsets.UTF_8), words);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
