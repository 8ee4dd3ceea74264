package com.expacti.api.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.application.failure.GateException;
import com.expacti.application.policy.ManagePolicies;
import com.expacti.domain.policy.ApprovalPolicy.MinApprovers;
import com.expacti.domain.policy.ApprovalPolicy.RoleRequired;
import com.expacti.domain.policy.ScopedPolicy;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.testkit.TestGate;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class PolicyFieldsTest {
    private final TestGate gate = TestGate.create();
    private final ManagePolicies policies = gate.useCases().policies();

    @TestFactory
    Stream<DynamicTest> what_the_vectors_say_is_refused_is_refused_and_nothing_is_made() throws IOException {
        Path file = Path.of(System.getProperty("expacti.root"), "vectors", "policies", "bad", "drafts.json");
        String text = Files.readString(file)
                .replace("\"olga\"", "\"" + gate.owner().user().value() + "\"")
                .replace("\"audrey\"", "\"" + gate.org().auditor().person().id().value() + "\"");
        List<JsonNode> cases = new ArrayList<>();
        json(text).get("cases").values().forEach(cases::add);
        assertTrue(cases.size() > 25, "cases");
        return cases.stream()
                .map(each -> DynamicTest.dynamicTest(each.get("policy").toString(), () -> refused(each)));
    }

    private void refused(JsonNode each) {
        GateException refused = assertThrows(
                GateException.class,
                () -> policies.make(gate.owner(), PolicyFields.draft(Fields.of(each.get("policy")))));

        assertEquals(each.get("field").getStringValue(), refused.field().orElse(""), refused.getMessage());
        assertTrue(
                String.valueOf(refused.getMessage()).contains(each.get("says").getStringValue()), refused.getMessage());
        assertEquals(List.of(), policies.list(gate.owner()));
    }

    @Test
    void all_of_with_a_number_is_so_many_approvers() {
        ScopedPolicy made = make("{'type':'AllOf','require_n_approvers':2}");

        assertEquals(new MinApprovers(2), made.policy());
        assertEquals(RiskLevel.LOW, made.minRiskLevel());
    }

    @Test
    void a_change_keeps_what_it_does_not_name_and_a_new_type_brings_what_it_needs() {
        ScopedPolicy two = make("{'type':'min_approvers','approvals_required':2,'min_risk_level':'HIGH'}");

        ScopedPolicy same = edit(two, "{'pattern':'rm -rf *'}");
        ScopedPolicy role = edit(two, "{'type':'role_required','role':'admin'}");

        assertEquals(new MinApprovers(2), same.policy());
        assertEquals("rm -rf *", same.pattern());
        assertEquals(RiskLevel.HIGH, same.minRiskLevel());
        assertEquals(two.createdAt(), same.createdAt());
        assertEquals(new RoleRequired(com.expacti.domain.identity.Role.ADMIN), role.policy());
    }

    private ScopedPolicy make(String more) {
        String body = "{'pattern_type':'glob','pattern':'rm *','scope':'global'," + more.substring(1);
        return policies.make(gate.owner(), PolicyFields.draft(fields(body))).policy();
    }

    private ScopedPolicy edit(ScopedPolicy policy, String body) {
        return policies.edit(gate.owner(), policy.id(), PolicyFields.merged(policy, fields(body)))
                .policy();
    }

    private static Fields fields(String body) {
        return Fields.of(json(body.replace('\'', '"')));
    }

    private static JsonNode json(String text) {
        try {
            return JsonMapper.createDefault().readValue(text, JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
