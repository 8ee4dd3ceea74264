package com.expacti.websocketrelay.agent;

import static com.expacti.websocketrelay.testing.Wire.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.command.Vote;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.SessionId;
import com.expacti.testkit.TestGate;
import com.expacti.websocketrelay.testing.Wire;
import io.micronaut.context.annotation.Property;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MicronautTest
@Property(name = "expacti.relay.pulse", value = "1h")
final class AgentSocketTest {
    private final TestGate gate;
    private final int port;
    private final List<Wire> open = new ArrayList<>();

    AgentSocketTest(TestGate gate, EmbeddedServer server) {
        this.gate = gate;
        this.port = server.getPort();
    }

    @BeforeEach
    void rules() {
        if (gate.useCases().rules().list(gate.owner(), Optional.empty(), 10).isEmpty()) {
            gate.allow("git status");
            gate.forbid("shutdown now");
        }
    }

    @AfterEach
    void closeAll() {
        open.forEach(Wire::close);
    }

    private Wire agent() {
        Wire wire = Wire.agent(port, gate.org().agentToken());
        open.add(wire);
        wire.receive("welcome");
        return wire;
    }

    private Wire command(Wire wire, String ref, String command) {
        return wire.send("{'type':'command','ref':'%s','command':'%s'}".formatted(ref, command));
    }

    private static CommandId id(JsonNode message) {
        return new CommandId(text(message, "id"));
    }

    private JsonNode refused(Wire wire, String message, String code) {
        JsonNode error = wire.send(message).receive("error");
        assertEquals(code, text(error, "code"), error::toString);
        return error;
    }

    @Test
    void an_agent_is_welcomed_with_who_it_is_and_a_session_of_its_own() {
        Wire wire = Wire.agent(port, gate.org().agentToken());
        open.add(wire);

        JsonNode welcome = wire.receive("welcome");

        assertEquals("1", text(welcome, "protocol"));
        assertEquals(gate.org().org().value(), text(welcome, "org_id"));
        assertEquals(gate.org().agent().value(), text(welcome, "agent_id"));
        assertFalse(text(welcome, "agent_name").isEmpty());
        assertTrue(gate.ports()
                .sessions()
                .session(gate.org().org(), new SessionId(text(welcome, "session_id")))
                .isPresent());
        assertEquals(gate.clock().instant().getEpochSecond() + "", text(welcome, "timestamp"));
    }

    @Test
    void a_whitelisted_command_is_decided_at_once_with_a_token_that_redeems_once() {
        Wire wire = agent();

        JsonNode decision = command(wire, "w1", "git status").receive("decision");
        String redeem = "{'type':'redeem','id':'%s','approval_token':'%s','command_sha256':'%s'}"
                .formatted(
                        text(decision, "id"),
                        text(decision, "approval_token"),
                        Digest.ofText("git status").hex());
        JsonNode redeemed = wire.send(redeem).receive("redeemed");
        JsonNode again = refused(wire, redeem, "approval_used");

        assertEquals("w1", text(decision, "ref"));
        assertEquals("true", text(decision, "allow"));
        assertEquals("approved", text(decision, "outcome"));
        assertEquals("whitelist", text(decision, "via"));
        assertEquals("5", text(decision, "risk_score"));
        assertEquals(text(decision, "id"), text(redeemed, "id"));
        assertEquals(text(decision, "id"), text(again, "id"));
    }

    @Test
    void a_command_a_person_has_to_see_is_pending_first_and_then_decided_once() {
        Wire wire = agent();

        JsonNode pending = command(wire, "p1", "rm -r build").receive("pending");
        gate.approve(id(pending));
        JsonNode decision = wire.receive("decision");

        assertEquals("p1", text(pending, "ref"));
        assertEquals("1", text(pending, "required_approvals"));
        assertTrue(pending.get("risk_factors").isArray());
        // The tests here share an agent, whose history decides whether this is its first of the kind.
        assertEquals(String.valueOf(pending.get("anomaly_reasons").size() > 0), text(pending, "anomaly"));
        assertEquals(text(pending, "id"), text(decision, "id"));
        assertEquals("reviewer", text(decision, "via"));
        assertEquals("Rita", decision.get("reviewers").get(0).getStringValue());
        assertFalse(text(decision, "approval_token").isEmpty());
        assertTrue(wire.untilAnswered().isEmpty());
    }

    @Test
    void a_denial_carries_its_comment_and_what_to_run_instead_and_no_token() {
        Wire wire = agent();

        JsonNode pending = command(wire, "d1", "rm -r src").receive("pending");
        gate.vote(
                gate.reviewer(),
                id(pending),
                new Vote(false, Optional.of("wrong directory"), Optional.of("rm -r build"), Optional.empty()));
        JsonNode decision = wire.receive("decision");

        assertEquals("denied", text(decision, "outcome"));
        assertEquals("false", text(decision, "allow"));
        assertEquals("wrong directory", text(decision, "comment"));
        assertEquals("rm -r build", text(decision, "suggested_command"));
        assertNull(decision.get("approval_token"));
    }

    @Test
    void a_deny_rule_blocks_without_asking_anybody() {
        JsonNode decision = command(agent(), "b1", "shutdown now").receive("decision");

        assertEquals("blocked", text(decision, "outcome"));
        assertEquals("deny_rule", text(decision, "via"));
        assertEquals("false", text(decision, "allow"));
    }

    @Test
    void the_same_ref_is_the_same_command_and_another_text_under_it_a_conflict() {
        Wire wire = agent();

        JsonNode first = command(wire, "r1", "git status").receive("decision");
        JsonNode second = command(wire, "r1", "git status").receive("decision");
        JsonNode conflict = refused(wire, "{'type':'command','ref':'r1','command':'git log'}", "conflict");

        assertEquals(text(first, "id"), text(second, "id"));
        assertEquals(text(first, "approval_token"), text(second, "approval_token"));
        assertEquals("r1", text(conflict, "ref"));
    }

    @Test
    void an_approval_spent_on_settling_has_no_token_and_stays_spent_when_told_again() {
        Wire wire = agent();
        String spend = "{'type':'command','ref':'s1','command':'git status','spend':true}";

        JsonNode decision = wire.send(spend).receive("decision");
        JsonNode again = wire.send(spend).receive("decision");

        assertEquals("true", text(decision, "spent"));
        assertNull(decision.get("approval_token"));
        assertEquals("true", text(again, "spent"));
        assertNull(again.get("approval_token"));
    }

    @Test
    void a_cancelled_command_is_answered_with_one_decision() {
        Wire wire = agent();

        JsonNode pending = command(wire, "c1", "rm -r tmp").receive("pending");
        JsonNode decision = wire.send("{'type':'cancel','id':'%s'}".formatted(text(pending, "id")))
                .receive("decision");

        assertEquals("cancelled", text(decision, "outcome"));
        assertTrue(wire.untilAnswered().isEmpty());
    }

    @Test
    void a_lost_agent_resumes_by_id_or_by_ref_and_hears_the_decision_on_its_new_socket() {
        Wire first = agent();
        JsonNode one = command(first, "l1", "rm -r one").receive("pending");
        JsonNode two = command(first, "l2", "rm -r two").receive("pending");
        first.close();

        Wire second = agent();
        JsonNode again = second.send("{'type':'resume','id':'%s'}".formatted(text(one, "id")))
                .receive("pending");
        second.send("{'type':'resume','ref':'l2','session_id':'%s'}".formatted(text(two, "session_id")))
                .receive("pending");
        gate.approve(id(one));
        JsonNode decision = second.receive("decision");
        JsonNode repeated = second.send("{'type':'resume','id':'%s'}".formatted(text(one, "id")))
                .receive("decision");

        assertEquals(text(one, "id"), text(again, "id"));
        assertEquals("true", text(decision, "allow"));
        assertEquals(text(decision, "approval_token"), text(repeated, "approval_token"));
        refused(second, "{'type':'resume','id':'cmd_01hzzzzzzzzzzzzzzzzzzzzzzz'}", "not_found");
        refused(second, "{'type':'resume','id':'not an id'}", "not_found");
    }

    @Test
    void a_command_whose_socket_is_lost_is_cancelled_after_its_grace() {
        Wire wire = agent();
        JsonNode pending = command(wire, "g1", "rm -r grace").receive("pending");
        wire.close();

        // Another socket's answer proves nothing of the first one's end, so the queue itself is asked.
        while (gate.ports()
                .queue()
                .get(gate.org().org(), id(pending))
                .orElseThrow()
                .orphanedAt()
                .isEmpty()) {
            Thread.onSpinWait();
        }
        gate.clock().advance(Duration.ofSeconds(16));
        gate.sweep();

        assertEquals("cancelled", gate.stored(id(pending)).status());
    }

    @Test
    void a_session_gives_its_target_and_person_to_commands_that_name_it() {
        Wire wire = agent();

        JsonNode opened = wire.send(
                        "{'type':'open_session','ref':'o1','goal':'tidy up','target':'dev','steps':['a','b'],"
                                + "'on_behalf_of':'%s','labels':{'run':'7'},'recording':{'cols':80,'rows':24,'term':'xterm'}}"
                                        .formatted(
                                                gate.org().reviewer().person().email()))
                .receive("session_opened");
        JsonNode pending = wire.send("{'type':'command','ref':'o2','command':'rm -r x','session_id':'%s','step':1}"
                        .formatted(text(opened, "session_id")))
                .receive("pending");
        CommandRecord stored = gate.stored(id(pending));

        assertEquals("o1", text(opened, "ref"));
        assertEquals(Optional.of(gate.org().development()), stored.submission().target());
        assertEquals(
                Optional.of(gate.org().reviewer().person().email()),
                stored.submission().onBehalfOf());
        assertTrue(stored.excluded().contains(gate.org().reviewer().person().id()));
        assertNotEquals(text(opened, "session_id"), "");
    }

    @Test
    void a_closed_session_takes_no_new_command_but_answers_known_ones() {
        Wire wire = agent();
        String session = text(wire.send("{'type':'open_session','ref':'k1'}").receive("session_opened"), "session_id");
        String known = "{'type':'command','ref':'k2','command':'git status','session_id':'%s'}".formatted(session);
        JsonNode decision = wire.send(known).receive("decision");

        JsonNode closed = wire.send("{'type':'close_session','session_id':'%s'}".formatted(session))
                .receive("session_closed");

        assertEquals(session, text(closed, "session_id"));
        refused(
                wire,
                "{'type':'command','ref':'k3','command':'git status','session_id':'%s'}".formatted(session),
                "conflict");
        assertEquals(text(decision, "id"), text(wire.send(known).receive("decision"), "id"));
        refused(wire, "{'type':'close_session','session_id':'%s'}".formatted(session), "conflict");
    }

    @Test
    void a_reviewer_who_gives_more_time_is_heard_by_the_agent() {
        Wire wire = agent();
        JsonNode pending = command(wire, "e1", "rm -r later").receive("pending");

        gate.useCases().extend().extend(gate.reviewer(), id(pending), 60);
        JsonNode changed = wire.receive("deadline_changed");

        assertEquals(text(pending, "id"), text(changed, "id"));
        assertEquals(Long.parseLong(text(pending, "expires_at")) + 60, Long.parseLong(text(changed, "expires_at")));
    }

    @Test
    void what_running_it_came_to_is_kept_and_answered_with_nothing() {
        Wire wire = agent();
        JsonNode decision = command(wire, "x1", "git status").receive("decision");

        wire.send("{'type':'result','id':'%s','exit_code':3,'duration_ms':12,'output_bytes':99}"
                .formatted(text(decision, "id")));
        // The next answer comes after the result was handled, for messages of one socket keep their order.
        refused(wire, "{'type':'result','id':'cmd_unknown'}", "not_found");

        assertEquals(3, gate.stored(id(decision)).exitCode().orElseThrow());
    }

    @Test
    void a_redemption_that_does_not_fit_spends_nothing_and_says_why() {
        Wire wire = agent();
        JsonNode decision = command(wire, "f1", "git status").receive("decision");
        String id = text(decision, "id");
        String token = text(decision, "approval_token");

        refused(wire, "{'type':'redeem','id':'%s','approval_token':'wrong'}".formatted(id), "approval_unknown");
        refused(
                wire,
                "{'type':'redeem','id':'%s','approval_token':'%s','command_sha256':'%s'}"
                        .formatted(id, token, Digest.ofText("git log").hex()),
                "conflict");
        gate.clock().advance(Duration.ofSeconds(31));
        refused(wire, "{'type':'redeem','id':'%s','approval_token':'%s'}".formatted(id, token), "approval_expired");
    }

    @Test
    void messages_that_cannot_be_taken_are_answered_and_the_socket_stays_open() {
        Wire wire = agent();

        refused(wire, "{'type':'dance'}", "unknown_type");
        refused(wire, "{'type':'command','ref':'m1'}", "bad_message");
        assertEquals("m2", text(refused(wire, "{'type':'command','ref':'m2','encrypted':'x'}", "bad_message"), "ref"));
        refused(wire, "{'type':'command','command':'ls'}", "bad_message");
        refused(wire, "not json", "bad_message");
        refused(wire, "[1]", "bad_message");
        refused(wire, "{'ref':'m3'}", "bad_message");
        refused(wire, "{'type':'command','ref':'m4','command':'ls','target':'elsewhere'}", "forbidden");
        refused(wire, "{'type':'command','ref':'m5','command':'ls','session_id':'sess_other'}", "not_found");
        refused(wire, "{'type':'decide','id':'cmd_x','allow':true}", "unknown_type");
        refused(wire, "{'type':'auth','token':'x'}", "unknown_type");
        JsonNode large = wire.sendAsIs(
                        "{\"type\":\"command\",\"ref\":\"m6\",\"command\":\"" + "x".repeat(65_537) + "\"}")
                .receive("error");

        assertEquals("too_large", text(large, "code"));
        assertEquals("m6", text(large, "ref"));
        assertEquals("approved", text(command(wire, "m7", "git status").receive("decision"), "outcome"));
    }

    @Test
    void another_orgs_command_does_not_exist_for_this_agent() {
        TestGate other = gate.beside("elsewhere" + gate.ports().ids().next());
        CommandId foreign = other.submitted("rm -r theirs");
        Wire wire = agent();

        refused(wire, "{'type':'resume','id':'%s'}".formatted(foreign), "not_found");
        refused(wire, "{'type':'cancel','id':'%s'}".formatted(foreign), "not_found");
        refused(wire, "{'type':'result','id':'%s'}".formatted(foreign), "not_found");
        refused(wire, "{'type':'redeem','id':'%s','approval_token':'x'}".formatted(foreign), "approval_unknown");
        assertEquals("pending", other.stored(foreign).status());
    }

    @Test
    void messages_of_one_socket_are_answered_in_their_order() {
        Wire wire = agent();

        for (int i = 0; i < 50; i++) {
            command(wire, "q" + i, "git status");
        }

        for (int i = 0; i < 50; i++) {
            assertEquals("q" + i, text(wire.receive("decision"), "ref"));
        }
    }
}
