package com.expacti.domain.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.expacti.domain.command.SourceAddress;
import com.expacti.domain.command.Submission;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.risk.Environment;
import com.expacti.domain.risk.Risk;
import com.expacti.domain.risk.RiskScorer;
import com.expacti.shell.Parse;
import com.expacti.shell.ShellParser;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SightingTest {
    @Test
    void programs_are_named_without_directory_and_behind_wrappers_too() {
        assertEquals(Set.of("git"), programs("git status"));
        assertEquals(Set.of("sudo", "systemctl"), programs("sudo /usr/bin/systemctl restart nginx"));
        assertEquals(Set.of("find", "rm"), programs("find . -name x -exec rm {} +"));
        assertEquals(Set.of("cat", "grep"), programs("cat a | grep b"));
        assertEquals(Set.of("bash", "rm", "ls"), programs("bash -c 'rm x; ls'"));
    }

    @Test
    void a_name_that_is_unknown_or_too_long_is_unclear() {
        assertEquals(Set.of("?"), programs("$X -rf /"));
        assertEquals(Set.of("?"), programs("x".repeat(65)));
        assertEquals(Set.of("?"), programs("echo 'not closed"));
    }

    @Test
    void more_programs_than_are_told_apart_are_unclear_beside_the_first() {
        String line = IntStream.range(0, 100).mapToObj(i -> "prog" + i).collect(Collectors.joining("; "));

        Set<String> names = programs(line);

        assertEquals(ProgramNames.MOST + 1, names.size());
        assertEquals(true, names.contains("?"));
    }

    @Test
    void of_a_long_line_only_the_beginning_is_read() {
        assertEquals(Set.of("git", "?"), programs("git status; ".repeat(300) + "rm x"));
        assertEquals(Set.of("git"), programs("git status; ".repeat(200)));
    }

    @Test
    void the_class_is_the_risk_category_of_the_worst_part() {
        assertEquals("version_control", commandClass("git status"));
        assertEquals("databases", commandClass("ls; psql -c 'DROP TABLE x'"));
        assertEquals("kubernetes", commandClass("kubectl delete pod --all"));
        assertEquals("unparsed", commandClass("echo 'not closed"));
    }

    @Test
    void a_submission_is_seen_by_its_category_and_programs_and_one_too_costly_to_judge_by_none() {
        Submission submission = submission("git status");
        Parse parse = ShellParser.parse("git status");
        Risk risk = RiskScorer.score(parse, Environment.NONE, Optional.empty());

        Sighting seen = Sighting.of(submission, parse, risk);

        assertEquals("version_control", seen.commandClass());
        assertEquals(Set.of("git"), seen.programs());
        assertEquals(risk.score(), seen.score());
        assertEquals(
                Set.of(ProgramNames.UNCLEAR),
                Sighting.of(submission, parse, risk.overBudget()).programs());
    }

    private static Submission submission(String command) {
        return new Submission(
                new CommandId("cmd_1"),
                new OrgId("org_1"),
                new SessionId("sess_1"),
                new AgentId("agent_1"),
                new CredentialId("tok_1"),
                "ref",
                command,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH);
    }

    @Test
    void an_address_is_read_whatever_its_form_and_nothing_else_is() {
        assertEquals(Optional.of("203.0.113.0/24"), network("203.0.113.7"));
        assertEquals(Optional.of("203.0.113.0/24"), network("::ffff:203.0.113.9"));
        assertEquals(Optional.of("20010db80001/48"), network("2001:db8:1:2::3"));
        assertEquals(Optional.of("loopback"), network("::1"));
        assertEquals(Optional.of("loopback"), network("127.0.0.53"));
        assertEquals(Optional.of("000000000000/48"), network("::"));
        assertEquals(Optional.empty(), network("localhost"));
        assertEquals(Optional.empty(), network(""));
        assertEquals(Optional.empty(), network("fe80::1%eth0"));
        assertEquals(Optional.empty(), network("203.0.113.7:4711"));
    }

    @Test
    void an_address_reads_back_from_its_own_text() {
        for (String text : new String[] {"203.0.113.7", "2001:db8:1:2::3", "::1"}) {
            SourceAddress address = SourceAddress.parse(text).orElseThrow();

            assertEquals(Optional.of(address), SourceAddress.parse(address.text()));
        }
    }

    private static Set<String> programs(String line) {
        return ProgramNames.of(ShellParser.parse(line));
    }

    private static String commandClass(String line) {
        Risk risk = RiskScorer.score(ShellParser.parse(line), Environment.NONE, Optional.empty());
        return risk.factors().getFirst().code();
    }

    private static Optional<String> network(String text) {
        return SourceAddress.parse(text).map(SourceAddress::network);
    }
}
