package com.expacti.api.org;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.TimeoutAction;
import com.expacti.testkit.TestGate;
import io.micronaut.json.tree.JsonNode;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class SettingsFieldsTest {
    private final TestGate gate = TestGate.create();

    private OrgSettings edit(PersonCaller caller, JsonObject change) {
        var settings = gate.useCases().settings();
        return settings.edit(caller, now -> SettingsFields.merged(now, change.node()));
    }

    private static JsonObject change() {
        return JsonObject.object();
    }

    @Test
    void what_is_absent_stays_and_null_switches_a_threshold_off() {
        edit(gate.owner(), change().put("auto_approve_below", 20).put("timeout_seconds", 90));
        OrgSettings kept = edit(gate.owner(), change().put("name", "Other"));
        assertEquals(OptionalInt.of(20), kept.autoApproveBelow());
        assertEquals(90, kept.timeout().toSeconds());

        OrgSettings off = edit(gate.owner(), change().put("auto_approve_below", JsonNode.nullNode()));

        assertEquals(OptionalInt.empty(), off.autoApproveBelow());
        assertEquals("Other", off.name());
    }

    @Test
    void null_where_nothing_can_be_switched_off_changes_nothing() {
        OrgSettings before = gate.useCases().settings().get(gate.owner());
        JsonNode nothing = JsonNode.nullNode();
        assertEquals(
                before,
                edit(
                        gate.owner(),
                        change().put("name", nothing)
                                .put("timeout_seconds", nothing)
                                .put("timeout_action", nothing)
                                .put("allow_self_approval", nothing)));
    }

    @Test
    void the_threshold_that_a_time_out_approves_by_is_not_taken_from_under_it() {
        edit(gate.owner(), change().put("timeout_action", "approve").put("timeout_approve_below", 10));
        GateException refused = assertThrows(
                GateException.class,
                () -> edit(gate.owner(), change().put("timeout_approve_below", JsonNode.nullNode())));
        assertEquals("timeout_approve_below", refused.field().orElse(""));
    }

    @Test
    void only_the_owner_switches_self_approval_on_and_an_admin_may_switch_it_off() {
        assertForbidden(() -> edit(gate.admin(), change().put("allow_self_approval", true)));
        assertTrue(edit(gate.owner(), change().put("allow_self_approval", true)).allowSelfApproval());
        assertFalse(
                edit(gate.admin(), change().put("allow_self_approval", false)).allowSelfApproval());
    }

    @Test
    void only_the_owner_lets_time_outs_approve_or_moves_how_far() {
        JsonObject approving = change().put("timeout_action", "approve").put("timeout_approve_below", 10);
        assertForbidden(() -> edit(gate.admin(), approving));
        assertEquals(TimeoutAction.APPROVE, edit(gate.owner(), approving).timeoutAction());
        assertForbidden(() -> edit(gate.admin(), change().put("timeout_approve_below", 50)));
        assertEquals(
                TimeoutAction.DENY,
                edit(gate.admin(), change().put("timeout_action", "deny")).timeoutAction());
    }

    @Test
    void an_admin_changes_what_does_not_weaken_the_gate_and_a_reviewer_nothing() {
        assertEquals(
                OptionalInt.of(5),
                edit(gate.admin(), change().put("auto_approve_below", 5)).autoApproveBelow());
        assertForbidden(() -> edit(gate.reviewer(), change().put("timeout_seconds", 90)));
    }

    private static void assertForbidden(Runnable edit) {
        assertEquals(
                ErrorCode.FORBIDDEN,
                assertThrows(GateException.class, edit::run).code());
    }
}
