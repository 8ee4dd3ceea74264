package com.expacti.testkit.usecase;

import static com.expacti.domain.identity.Permission.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.ManageKeys;
import com.expacti.application.org.ManageKeys.KeyDraft;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.org.Credential;
import com.expacti.testkit.TestGate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** API keys: whom they speak as, what they may do, and that no key begets a mightier one. */
final class ManageKeysTest {
    private final TestGate gate = TestGate.create();

    @Test
    void a_key_is_shown_once_and_kept_as_its_hash() {
        ManageKeys.IssuedKey issued = issue(gate.owner(), COMMANDS_READ);

        assertTrue(issued.key().matches("expacti_[0-9a-f]{32}"), "its shape");
        assertFalse(issued.toString().contains(issued.key()));
        for (AuditEntry entry : gate.chain()) {
            assertFalse(entry.json().contains(issued.key()));
        }
        assertLast("api_key_issued");
    }

    @Test
    void a_deciding_key_votes_as_the_person_who_made_it() {
        PersonCaller key = person(issue(gate.owner(), COMMANDS_READ, COMMANDS_DECIDE));

        var decided = gate.approve(key, gate.submitted("make all"));

        assertEquals("approved", decided.status());
        assertEquals(gate.owner().user(), key.user());
        refused(ErrorCode.FORBIDDEN, "", () -> gate.useCases().settings().get(key));
    }

    @Test
    void a_submitting_key_speaks_as_its_agent_and_its_maker_may_not_decide_what_it_asks() {
        AgentId agent = gate.org().agent();
        ManageKeys.IssuedKey issued = gate.useCases()
                .keys()
                .issue(gate.admin(), draft(Set.of(COMMANDS_SUBMIT, COMMANDS_READ), Optional.of(agent)));

        AgentCaller caller = assertInstanceOf(
                AgentCaller.class, gate.useCases().authenticator().authenticate(issued.key()));

        assertEquals(agent, caller.agent());
        var asked = gate.useCases().submit().submit(caller, gate.request("make install"), Optional.empty());
        refused(
                ErrorCode.FORBIDDEN,
                "",
                () -> gate.approve(gate.admin(), asked.stored().submission().id()));
        assertEquals("approved", gate.approve(asked.stored().submission().id()).status());
    }

    @Test
    void no_key_both_submits_and_decides() {
        for (Permission other : Permission.values()) {
            if (other != COMMANDS_SUBMIT && other != COMMANDS_READ) {
                refused(
                        ErrorCode.INVALID,
                        "permissions",
                        () -> gate.useCases()
                                .keys()
                                .issue(
                                        gate.owner(),
                                        draft(
                                                Set.of(COMMANDS_SUBMIT, other),
                                                Optional.of(gate.org().agent()))));
            }
        }
    }

    @Test
    void a_key_begets_none_that_may_more() {
        PersonCaller key = person(issue(gate.owner(), ORG_READ, ORG_WRITE));

        refused(ErrorCode.FORBIDDEN, "", () -> issue(key, COMMANDS_DECIDE));
        refused(ErrorCode.FORBIDDEN, "", () -> issue(key, ORG_READ, RULES_WRITE));

        assertEquals(Set.of(ORG_READ), issue(key, ORG_READ).credential().permissions());
    }

    @Test
    void only_those_who_change_the_org_make_and_take_keys() {
        CredentialId id = issue(gate.owner(), COMMANDS_READ).credential().id();

        refused(ErrorCode.FORBIDDEN, "", () -> issue(gate.reviewer(), COMMANDS_READ));
        refused(ErrorCode.FORBIDDEN, "", () -> gate.useCases().keys().revoke(gate.reviewer(), id));
        refused(ErrorCode.FORBIDDEN, "", () -> gate.useCases().keys().rename(gate.reviewer(), id, "mine"));

        assertEquals(List.of("ci"), names(gate.reviewer()));
    }

    @Test
    void a_revoked_key_proves_nobody_and_is_not_listed() {
        ManageKeys.IssuedKey issued = issue(gate.owner(), COMMANDS_READ);
        PersonCaller key = person(issued);

        gate.useCases().keys().revoke(gate.admin(), issued.credential().id());

        refused(ErrorCode.UNAUTHORIZED, "", () -> person(issued));
        refused(
                ErrorCode.UNAUTHORIZED,
                "",
                () -> gate.useCases().authenticator().again(key));
        assertEquals(List.of(), names(gate.owner()));
        refused(
                ErrorCode.NOT_FOUND,
                "",
                () -> gate.useCases()
                        .keys()
                        .revoke(gate.admin(), issued.credential().id()));
        assertLast("api_key_revoked");
    }

    @Test
    void an_expired_key_proves_nobody() {
        ManageKeys.IssuedKey issued = gate.useCases()
                .keys()
                .issue(gate.owner(), new KeyDraft("ci", Set.of(COMMANDS_READ), Optional.empty(), OptionalLong.of(60)));
        var _ = person(issued);

        gate.clock().advance(Duration.ofSeconds(60));

        refused(ErrorCode.UNAUTHORIZED, "", () -> person(issued));
    }

    @Test
    void keys_that_are_over_leave_room_for_others() {
        for (int i = 0; i < 1_000; i++) {
            var _ = gate.useCases()
                    .keys()
                    .issue(
                            gate.owner(),
                            new KeyDraft("ci", Set.of(COMMANDS_READ), Optional.empty(), OptionalLong.of(60)));
        }
        refused(ErrorCode.CONFLICT, "", () -> issue(gate.owner(), COMMANDS_READ));

        gate.clock().advance(Duration.ofSeconds(60));

        assertEquals("ci", issue(gate.owner(), COMMANDS_READ).credential().name());
        assertEquals(1_001, names(gate.owner()).size(), "people still see those that are over, and may take them away");
    }

    @Test
    void a_key_gets_another_name_and_keeps_all_else() {
        Credential before = issue(gate.owner(), COMMANDS_READ).credential();

        Credential after = gate.useCases().keys().rename(gate.admin(), before.id(), "reports");

        assertEquals(before.named("reports"), after);
        assertEquals(List.of("reports"), names(gate.owner()));
        assertLast("api_key_renamed");
    }

    @Test
    void a_key_that_cannot_be_is_refused_by_field() {
        Optional<AgentId> agent = Optional.of(gate.org().agent());
        invalid("name", new KeyDraft(" ", Set.of(COMMANDS_READ), Optional.empty(), OptionalLong.empty()));
        invalid("permissions", draft(Set.of(), Optional.empty()));
        invalid("agent_id", draft(Set.of(COMMANDS_SUBMIT), Optional.empty()));
        invalid("agent_id", draft(Set.of(COMMANDS_READ), agent));
        invalid("agent_id", draft(Set.of(COMMANDS_SUBMIT), Optional.of(new AgentId("agent_nobody"))));
        invalid("expires_in_seconds", new KeyDraft("ci", Set.of(COMMANDS_READ), Optional.empty(), OptionalLong.of(0)));
    }

    @Test
    void an_agents_tokens_are_no_keys_and_its_keys_no_tokens() {
        AgentId agent = gate.org().agent();
        int tokens = gate.useCases().agents().tokens(gate.owner(), agent).size();
        Credential key = gate.useCases()
                .keys()
                .issue(gate.owner(), draft(Set.of(COMMANDS_SUBMIT), Optional.of(agent)))
                .credential();

        assertEquals(
                tokens, gate.useCases().agents().tokens(gate.owner(), agent).size());
        assertEquals(List.of(key), gate.useCases().keys().list(gate.owner()));
        refused(ErrorCode.NOT_FOUND, "", () -> gate.useCases().agents().revoke(gate.owner(), agent, key.id()));
    }

    private ManageKeys.IssuedKey issue(PersonCaller by, Permission... permissions) {
        return gate.useCases().keys().issue(by, draft(Set.of(permissions), Optional.empty()));
    }

    private static KeyDraft draft(Set<Permission> permissions, Optional<AgentId> agent) {
        return new KeyDraft("ci", permissions, agent, OptionalLong.empty());
    }

    private PersonCaller person(ManageKeys.IssuedKey issued) {
        return assertInstanceOf(
                PersonCaller.class, gate.useCases().authenticator().authenticate(issued.key()));
    }

    private List<String> names(PersonCaller by) {
        return gate.useCases().keys().list(by).stream().map(Credential::name).toList();
    }

    private void invalid(String field, KeyDraft draft) {
        refused(ErrorCode.INVALID, field, () -> gate.useCases().keys().issue(gate.owner(), draft));
    }

    private void assertLast(String event) {
        String last = gate.chain().getLast().json();
        assertTrue(last.contains("\"event\":\"" + event + "\""), last);
    }

    private static void refused(ErrorCode code, String field, Executable action) {
        GateException refused = assertThrows(GateException.class, action);
        assertEquals(code, refused.code(), refused.getMessage());
        assertEquals(field, refused.field().orElse(""), refused.getMessage());
    }
}
