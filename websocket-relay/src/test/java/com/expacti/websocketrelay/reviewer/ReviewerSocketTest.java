package com.expacti.websocketrelay.reviewer;

import static com.expacti.websocketrelay.testing.Wire.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.announce.Event;
import com.expacti.application.policy.PolicyDraft;
import com.expacti.application.recording.Recording;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.org.TimeoutAction;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.rule.PatternType;
import com.expacti.testkit.TestGate;
import com.expacti.websocketrelay.testing.Wire;
import io.micronaut.context.ApplicationContext;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ReviewerSocketTest {
    private final EmbeddedServer server =
            ApplicationContext.run(EmbeddedServer.class, Map.of("expacti.relay.pulse", "1h"), "test");
    private final TestGate gate = server.getApplicationContext().getBean(TestGate.class);
    private final int port = server.getPort();
    private final List<Wire> open = new ArrayList<>();

    @AfterEach
    void closeAll() {
        open.forEach(Wire::close);
        server.close();
    }

    private Wire reviewer(String token) {
        Wire wire = Wire.reviewer(port, token);
        open.add(wire);
        wire.receive("welcome");
        return wire;
    }

    private Wire rita() {
        Wire wire = reviewer(gate.org().reviewer().token());
        wire.receive("snapshot");
        return wire;
    }

    private Wire agent() {
        Wire wire = Wire.agent(port, gate.org().agentToken());
        open.add(wire);
        wire.receive("welcome");
        return wire;
    }

    private static void refused(Wire wire, String message, String code) {
        JsonNode error = wire.send(message).await("error");
        assertEquals(code, text(error, "code"), error::toString);
    }

    @Test
    void a_reviewer_is_welcomed_and_shown_what_waits_oldest_first() {
        CommandId first = gate.submitted("rm -r one");
        CommandId second = gate.submitted("rm -r two");
        Wire wire = Wire.reviewer(port, gate.org().reviewer().token());
        open.add(wire);

        JsonNode welcome = wire.receive("welcome");
        JsonNode pending = wire.receive("snapshot").get("pending");

        assertEquals("Rita", text(welcome, "user"));
        assertEquals("reviewer", text(welcome, "role"));
        assertEquals(gate.org().org().value(), text(welcome, "org_id"));
        assertEquals(2, pending.size());
        assertEquals(first.value(), text(pending.get(0), "id"));
        assertEquals(second.value(), text(pending.get(1), "id"));
    }

    @Test
    void a_new_command_is_shown_whole_and_resolved_for_everybody_when_one_decides() {
        Wire rita = rita();
        Wire olga = reviewer(gate.org().owner().token());
        olga.receive("snapshot");
        Wire adam = reviewer(gate.org().admin().token());
        adam.receive("snapshot");
        Wire agent = agent();

        agent.send("{'type':'command','ref':'a','command':'rm -r build','cwd':'/srv','context':'cleaning','step':2}");
        JsonNode shown = rita.receive("pending_command");
        JsonNode toAdam = adam.receive("pending_command");
        olga.receive("pending_command");
        olga.send("{'type':'decide','id':'%s','allow':false,'comment':'not now'}".formatted(text(shown, "id")));
        JsonNode resolved = rita.receive("command_resolved");
        agent.receive("pending");
        JsonNode decision = agent.receive("decision");

        assertEquals("rm -r build", text(shown, "command"));
        assertEquals("/srv", text(shown, "cwd"));
        assertEquals("cleaning", text(shown, "context"));
        assertEquals("2", text(shown, "step"));
        assertEquals("T0", text(shown, "tier"));
        assertEquals("any_reviewer", text(shown.get("policy"), "type"));
        assertEquals("true", text(shown.get("policy"), "may_decide"));
        assertEquals("false", text(toAdam.get("policy"), "may_decide"));
        assertEquals(gate.org().agent().value(), text(shown.get("agent"), "id"));
        assertEquals("denied", text(resolved, "outcome"));
        assertEquals("not now", text(resolved, "comment"));
        assertEquals("not now", text(decision, "comment"));
        assertEquals(text(shown, "id"), text(adam.receive("command_resolved"), "id"));
    }

    @Test
    void a_second_decision_and_one_by_somebody_who_may_not_change_nothing() {
        Wire rita = rita();
        Wire adam = reviewer(gate.org().admin().token());
        Wire audrey = reviewer(gate.org().auditor().token());
        CommandId id = gate.submitted("rm -r build");
        String allow = "{'type':'decide','id':'%s','allow':true}".formatted(id);

        refused(adam, allow, "forbidden");
        refused(audrey, allow, "forbidden");
        rita.send(allow).await("command_resolved");
        refused(rita, allow, "already_decided");
        refused(rita, "{'type':'extend','id':'%s','seconds':30}".formatted(id), "already_decided");
        refused(rita, "{'type':'look','id':'%s'}".formatted(id), "already_decided");

        assertEquals("approved", gate.stored(id).status());
    }

    @Test
    void a_secret_is_shown_to_those_who_may_decide_and_masked_for_an_auditor() {
        Wire rita = rita();
        Wire audrey = reviewer(gate.org().auditor().token());
        CommandId id = gate.submitted("PGPASSWORD=hunter22 psql app");
        JsonNode exact = rita.receive("pending_command");
        JsonNode masked = audrey.await("pending_command");

        rita.send("{'type':'decide','id':'%s','allow':false,'comment':'never PGPASSWORD=hunter22'}".formatted(id));

        assertEquals("PGPASSWORD=hunter22 psql app", text(exact, "command"));
        assertTrue(hasSpans(exact));
        assertEquals("PGPASSWORD=•••• psql app", text(masked, "command"));
        assertEquals(text(exact, "risk_score"), text(masked, "risk_score"));
        assertFalse(hasSpans(masked));
        assertEquals("never PGPASSWORD=hunter22", text(rita.await("command_resolved"), "comment"));
        assertEquals("never PGPASSWORD=••••", text(audrey.await("command_resolved"), "comment"));
    }

    private static boolean hasSpans(JsonNode shown) {
        boolean any = false;
        for (JsonNode factor : shown.get("risk_factors").values()) {
            any |= factor.get("span") != null;
        }
        return any;
    }

    @Test
    void a_bad_whitelist_counts_no_vote_and_a_good_one_makes_a_rule() {
        Wire olga = reviewer(gate.org().owner().token());
        CommandId id = gate.submitted("rm -r build");
        String decide = "{'type':'decide','id':'%s','allow':true,'whitelist':%s}";

        refused(olga, decide.formatted(id, "{'pattern_type':'glob','pattern':'a; b'}"), "invalid");
        refused(olga, decide.formatted(id, "{'pattern_type':'magic','pattern':'x'}"), "invalid");
        refused(olga, decide.formatted(id, "{'pattern_type':'exact'}"), "invalid");
        refused(olga, decide.formatted(id, "'all'"), "invalid");
        refused(rita(), decide.formatted(id, "{'pattern_type':'exact','pattern':'rm -r build'}"), "forbidden");
        assertEquals("pending", gate.stored(id).status());
        olga.send(decide.formatted(id, "{'pattern_type':'exact','pattern':'rm -r build'}"))
                .await("command_resolved");

        assertEquals("approved", gate.stored(id).status());
        assertEquals(
                1,
                gate.useCases().rules().list(gate.owner(), Optional.empty(), 10).size());
    }

    @Test
    void more_time_is_told_to_all_and_never_passes_ten_minutes() {
        Wire rita = rita();
        Wire audrey = reviewer(gate.org().auditor().token());
        CommandId id = gate.submitted("rm -r build");
        rita.receive("pending_command");

        rita.send("{'type':'extend','id':'%s','seconds':600}".formatted(id));
        long expires = Long.parseLong(text(rita.receive("deadline_changed"), "expires_at"));

        assertEquals(600, expires - gate.clock().instant().getEpochSecond());
        assertEquals(expires, Long.parseLong(text(audrey.await("deadline_changed"), "expires_at")));
        refused(rita, "{'type':'extend','id':'%s','seconds':0}".formatted(id), "bad_message");
        refused(rita, "{'type':'extend','id':'%s'}".formatted(id), "bad_message");
        refused(audrey, "{'type':'extend','id':'%s','seconds':30}".formatted(id), "forbidden");
    }

    @Test
    void an_escalation_is_told_to_reviewers_with_who_was_asked_and_to_the_agent_as_more_time() {
        Wire rita = rita();
        Wire agent = agent();
        String asked = gate.reviewer().user().value();
        var _ = gate.settings(s -> s.withTimeout(Duration.ofSeconds(60), TimeoutAction.ESCALATE)
                .withBackups(List.of(gate.reviewer().user())));
        agent.send("{'type':'command','ref':'e','command':'rm -r build'}");
        String id = text(agent.receive("pending"), "id");
        rita.receive("pending_command");
        gate.clock().advance(Duration.ofSeconds(61));

        gate.sweep();

        JsonNode told = rita.await("deadline_changed");
        assertEquals(id, text(told, "id"));
        assertEquals(asked, told.get("escalated_to").get(0).getStringValue());
        assertEquals(gate.clock().instant().getEpochSecond(), Long.parseLong(text(told, "escalated_at")));
        assertEquals(text(told, "expires_at"), text(agent.await("deadline_changed"), "expires_at"));
        JsonNode shown = reviewer(gate.org().owner().token())
                .receive("snapshot")
                .get("pending")
                .get(0);
        assertEquals(asked, shown.get("escalated_to").get(0).getStringValue());
    }

    @Test
    void a_reminder_is_told_to_reviewers_who_see_the_command_and_to_no_agent() {
        Wire rita = rita();
        CommandId id = gate.submitted("rm -r build");
        rita.receive("pending_command");
        var expires = gate.stored(id).deadline().orElseThrow();

        gate.useCases().announcer().announce(new Event.Reminded(gate.org().org(), id));

        JsonNode told = rita.receive("reminder");
        assertEquals(id.value(), text(told, "id"));
        assertEquals(expires.getEpochSecond(), Long.parseLong(text(told, "expires_at")));
    }

    @Test
    void what_a_session_puts_out_is_recorded_by_the_time_it_is_closed() {
        Wire agent = agent();
        agent.send("{'type':'open_session','ref':'o','recording':{'cols':100,'rows':30,'term':'xterm'}}");
        String session = text(agent.receive("session_opened"), "session_id");
        agent.send(
                "{'type':'output','session_id':'%s','events':[[0.5,'o','hello'],[1,'r','80x24']]}".formatted(session));
        agent.send("{'type':'close_session','session_id':'%s'}".formatted(session));
        agent.receive("session_closed");

        Recording recording = gate.ports()
                .recordings()
                .recording(gate.org().org(), new SessionId(session))
                .orElseThrow();

        assertEquals(100, recording.header().columns());
        assertEquals(2, recording.events());
        refused(agent, "{'type':'open_session','ref':'p','recording':{'cols':0,'rows':30}}", "bad_message");
    }

    @Test
    void reviewers_see_who_is_looking_until_they_leave() {
        Wire rita = rita();
        Wire olga = reviewer(gate.org().owner().token());
        CommandId id = gate.submitted("rm -r build");

        rita.send("{'type':'look','id':'%s'}".formatted(id));
        JsonNode looking = olga.await("looking");
        rita.close();
        JsonNode away = olga.await("looking");

        assertEquals("Rita", looking.get("users").get(0).getStringValue());
        assertEquals(id.value(), text(away, "id"));
        assertEquals(0, away.get("users").size());
    }

    @Test
    void another_orgs_commands_and_sessions_do_not_exist() {
        TestGate other = gate.beside("other");
        Wire rita = rita();
        CommandId foreign = other.submitted("rm -r theirs");

        refused(rita, "{'type':'decide','id':'%s','allow':true}".formatted(foreign), "not_found");
        refused(rita, "{'type':'look','id':'%s'}".formatted(foreign), "not_found");
        refused(rita, "{'type':'extend','id':'%s','seconds':30}".formatted(foreign), "not_found");
        refused(rita, "{'type':'watch','session_id':'%s'}".formatted(other.session()), "not_found");

        assertEquals("pending", other.stored(foreign).status());
        assertTrue(rita.untilAnswered().isEmpty());
    }

    @Test
    void a_watched_sessions_output_is_shown_and_an_unwatched_ones_is_not() {
        Wire rita = rita();
        Wire agent = agent();
        agent.send("{'type':'open_session','ref':'o','goal':'tidy'}");
        String session = text(agent.receive("session_opened"), "session_id");
        JsonNode opened = rita.receive("session_opened");
        String output = "{'type':'output','session_id':'%s','events':[[0.5,'o','hello']]}".formatted(session);

        rita.send("{'type':'watch','session_id':'%s'}".formatted(session)).untilAnswered();
        agent.send(output);
        JsonNode shown = rita.receive("session_output");
        rita.send("{'type':'unwatch','session_id':'%s'}".formatted(session)).untilAnswered();
        agent.send(output).untilAnswered();
        agent.send("{'type':'close_session','session_id':'%s'}".formatted(session));

        assertEquals("tidy", text(opened, "goal"));
        assertEquals("hello", shown.get("events").get(0).get(2).getStringValue());
        assertEquals(session, text(rita.receive("session_closed"), "session_id"));
        refused(agent, "{'type':'output','session_id':'%s','events':[[1,'z','x']]}".formatted(session), "bad_message");
        refused(agent, "{'type':'output','session_id':'sess_x','events':[]}", "not_found");
    }

    @Test
    void whoever_is_promoted_is_shown_anew_what_they_may_decide() {
        Wire adam = reviewer(gate.org().admin().token());
        adam.receive("snapshot");
        gate.submitted("rm -r build");
        JsonNode before = adam.await("pending_command");

        gate.settings(settings -> new com.expacti.domain.org.OrgSettings(
                settings.name(),
                settings.timeout(),
                settings.timeoutAction(),
                settings.timeoutApproveBelow(),
                settings.autoApproveBelow(),
                settings.anomalySuspendsWhitelist(),
                settings.anomalies(),
                true));
        JsonNode snapshot = adam.await("snapshot");

        assertEquals("false", text(before.get("policy"), "may_decide"));
        assertEquals("true", text(snapshot.get("pending").get(0).get("policy"), "may_decide"));
        assertFalse(snapshot.toString().isEmpty());
    }

    @Test
    void a_policys_votes_are_shown_as_they_come_and_what_is_missing() {
        policy("git *", OptionalInt.of(2));
        Wire rita = rita();
        CommandId id = gate.submitted("git push");
        JsonNode shown = rita.receive("pending_command").get("policy");

        rita.send("{'type':'decide','id':'%s','allow':true}".formatted(id.value()));
        JsonNode voted = rita.receive("vote_recorded");
        gate.approve(gate.owner(), id);

        assertEquals("min_approvers", text(shown, "type"));
        assertEquals("2", text(shown, "approvals_required"));
        assertEquals("2 approvals", shown.get("needs").get(0).getStringValue());
        assertEquals(1, voted.get("approvals").size());
        assertEquals("1 more approval", voted.get("policy").get("needs").get(0).getStringValue());
        assertEquals("approved", text(rita.receive("command_resolved"), "outcome"));
    }

    @Test
    void who_has_voted_is_shown_upon_coming_back_that_there_is_nothing_left_to_decide() {
        policy("git *", OptionalInt.of(2));
        CommandId id = gate.submitted("git push");
        Wire rita = rita();
        rita.send("{'type':'decide','id':'%s','allow':true}".formatted(id.value()));
        rita.await("vote_recorded");

        JsonNode hers = reviewer(gate.org().reviewer().token()).receive("snapshot");
        JsonNode olgas = reviewer(gate.org().owner().token()).receive("snapshot");

        assertEquals("false", text(hers.get("pending").get(0).get("policy"), "may_decide"));
        assertEquals("true", text(olgas.get("pending").get(0).get("policy"), "may_decide"));
    }

    @Test
    void a_policy_made_while_a_command_waits_is_told_at_once_with_what_stands_in_its_way() {
        Wire rita = rita();
        CommandId id = gate.submitted("git push");
        JsonNode before = rita.receive("pending_command").get("policy");

        policy("git *", OptionalInt.of(3));
        JsonNode told = rita.receive("vote_recorded");

        assertEquals("any_reviewer", text(before, "type"));
        assertEquals(0, before.get("obstacles").size());
        assertEquals(id.value(), text(told, "id"));
        assertEquals("3", text(told.get("policy"), "approvals_required"));
        assertEquals(1, told.get("policy").get("obstacles").size());
    }

    private void policy(String glob, OptionalInt approvals) {
        var _ = gate.useCases()
                .policies()
                .make(
                        gate.owner(),
                        new PolicyDraft(
                                "min_approvers",
                                PatternType.GLOB,
                                glob,
                                "global",
                                RiskLevel.LOW,
                                approvals,
                                Optional.empty(),
                                List.of()));
    }
}
