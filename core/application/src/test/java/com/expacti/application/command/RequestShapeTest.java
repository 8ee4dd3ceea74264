package com.expacti.application.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.rule.RuleDraft;
import com.expacti.application.session.ManageSessions;
import com.expacti.domain.approval.Remember;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.RuleEffect;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What is refused by its shape alone, with the field at fault. */
final class RequestShapeTest {
    private static final List<String> NOT_TEXT = List.of("a\u0000", "\ud83d", "x\ude00y", "\ude00\ud83d");

    @Test
    void a_command_is_1_to_65536_bytes_of_utf_8() {
        assertEquals("ls", submit("r", "ls", "").command());
        assertEquals(65_536, submit("r", "x".repeat(65_536), "").command().length());
        refused(ErrorCode.TOO_LARGE, "", () -> submit("r", "x".repeat(65_537), ""));
        refused(ErrorCode.TOO_LARGE, "", () -> submit("r", "ü".repeat(32_769), ""));
        refused(ErrorCode.BAD_MESSAGE, "command", () -> submit("r", "", ""));
        refused(ErrorCode.BAD_MESSAGE, "command", () -> submit("r", " \n", ""));
    }

    @Test
    void a_ref_is_1_to_128_characters() {
        assertEquals("r".repeat(128), submit("r".repeat(128), "ls", "").ref());
        refused(ErrorCode.BAD_MESSAGE, "ref", () -> submit("", "ls", ""));
        refused(ErrorCode.BAD_MESSAGE, "ref", () -> submit("r".repeat(129), "ls", ""));
    }

    @Test
    void what_no_shell_and_no_store_can_hold_is_refused_rather_than_altered() {
        assertEquals("echo 😀", submit("r", "echo 😀", "").command());
        for (String bad : NOT_TEXT) {
            refused(ErrorCode.BAD_MESSAGE, "command", () -> submit("r", bad, ""));
            refused(ErrorCode.BAD_MESSAGE, "ref", () -> submit(bad, "ls", ""));
            refused(ErrorCode.BAD_MESSAGE, "cwd", () -> submit("r", "ls", bad));
            refused(ErrorCode.INVALID, "comment", () -> vote(true, Optional.of(bad), Optional.empty(), ""));
            refused(ErrorCode.INVALID, "suggested_command", () -> vote(false, Optional.empty(), Optional.of(bad), ""));
            refused(ErrorCode.INVALID, "whitelist.pattern", () -> vote(true, Optional.empty(), Optional.empty(), bad));
            refused(ErrorCode.INVALID, "pattern", () -> rule(bad, "", List.of()));
            refused(ErrorCode.INVALID, "note", () -> rule("ls", bad, List.of()));
            refused(ErrorCode.INVALID, "examples", () -> rule("ls", "", List.of(bad)));
            refused(ErrorCode.BAD_MESSAGE, "goal", () -> session(Optional.of(bad), List.of(), Map.of()));
            refused(ErrorCode.BAD_MESSAGE, "labels", () -> session(Optional.empty(), List.of(), Map.of(bad, "x")));
        }
    }

    @Test
    void a_step_is_1_to_10000() {
        for (int bad : new int[] {0, -1, 10_001}) {
            refused(ErrorCode.BAD_MESSAGE, "step", () -> step(bad));
        }
        assertEquals(OptionalInt.of(10_000), step(10_000).step());
    }

    @Test
    void a_vote_suggests_only_where_it_denies_and_remembers_only_where_it_allows() {
        refused(ErrorCode.INVALID, "suggested_command", () -> vote(true, Optional.empty(), Optional.of("ls"), ""));
        refused(ErrorCode.INVALID, "whitelist", () -> vote(false, Optional.empty(), Optional.empty(), "ls"));
        assertEquals(
                Optional.empty(),
                vote(true, Optional.of("  \n"), Optional.empty(), "").comment());
        assertEquals(
                Optional.of("fine"),
                vote(true, Optional.of(" fine "), Optional.empty(), "").comment());
        refused(ErrorCode.INVALID, "comment", () -> vote(true, Optional.of("x".repeat(2_001)), Optional.empty(), ""));
    }

    @Test
    void a_rule_draft_keeps_its_limits() {
        refused(ErrorCode.INVALID, "examples", () -> rule("ls", "", Collections.nCopies(21, "ls")));
        refused(ErrorCode.INVALID, "note", () -> rule("ls", "x".repeat(1_001), List.of()));
        for (int bad : new int[] {-1, 101}) {
            refused(ErrorCode.INVALID, "max_risk", () -> rule(OptionalInt.of(bad), OptionalLong.empty()));
        }
        for (long bad : new long[] {0, -1, 315_360_001L}) {
            refused(ErrorCode.INVALID, "ttl_seconds", () -> rule(OptionalInt.empty(), OptionalLong.of(bad)));
        }
    }

    @Test
    void a_session_draft_keeps_its_limits() {
        refused(
                ErrorCode.BAD_MESSAGE,
                "steps",
                () -> session(Optional.empty(), Collections.nCopies(201, "step"), Map.of()));
        refused(ErrorCode.BAD_MESSAGE, "goal", () -> session(Optional.of("x".repeat(1_001)), List.of(), Map.of()));
    }

    private static void refused(ErrorCode code, String field, Executable action) {
        GateException refused = assertThrows(GateException.class, action);
        assertEquals(code, refused.code(), refused.getMessage());
        assertEquals(field, refused.field().orElse(""), refused.getMessage());
    }

    private static SubmitRequest submit(String ref, String command, String cwd) {
        return request(ref, command, cwd, OptionalInt.empty());
    }

    private static SubmitRequest step(int step) {
        return request("r", "ls", "", OptionalInt.of(step));
    }

    private static SubmitRequest request(String ref, String command, String cwd, OptionalInt step) {
        return new SubmitRequest(
                new SessionId("sess_1"),
                ref,
                command,
                cwd.isEmpty() ? Optional.empty() : Optional.of(cwd),
                Optional.empty(),
                Optional.empty(),
                step,
                OptionalInt.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static Vote vote(boolean allow, Optional<String> comment, Optional<String> suggested, String remember) {
        return new Vote(
                allow,
                comment,
                suggested,
                remember.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Remember(PatternType.EXACT, remember, "", OptionalLong.empty())));
    }

    private static RuleDraft rule(String pattern, String note, List<String> examples) {
        return new RuleDraft(
                RuleEffect.ALLOW,
                PatternType.EXACT,
                pattern,
                "global",
                Optional.empty(),
                examples,
                OptionalInt.empty(),
                OptionalLong.empty(),
                note);
    }

    private static RuleDraft rule(OptionalInt maxRisk, OptionalLong ttlSeconds) {
        return new RuleDraft(
                RuleEffect.ALLOW,
                PatternType.EXACT,
                "ls",
                "global",
                Optional.empty(),
                List.of(),
                maxRisk,
                ttlSeconds,
                "");
    }

    private static ManageSessions.Draft session(Optional<String> goal, List<String> steps, Map<String, String> labels) {
        return new ManageSessions.Draft(goal, Optional.empty(), steps, Optional.empty(), labels);
    }
}
