package com.expacti.standalone.contract;

import static com.expacti.standalone.contract.Row.Who.PEOPLE;

import java.util.List;

/** The rows of {@code /policies}. The evaluation's org has one person who decides. */
final class PolicyRows {
    private PolicyRows() {}

    private static String policy(String type, String more) {
        return "{\"type\":\"%s\",\"pattern_type\":\"exact\",\"scope\":\"global\"%s}".formatted(type, more);
    }

    static List<Row> all() {
        String ls = ",\"pattern\":\"ls -l policy\"";
        return List.of(
                Row.of("listPolicies", PEOPLE, 200),
                Row.of("createPolicy", PEOPLE, 201)
                        .body(f -> policy(
                                "role_required",
                                ",\"role\":\"reviewer\",\"min_risk_level\":\"HIGH\",\"pattern\":\"echo %s\""
                                        .formatted(f.unique())))
                        .wrong("{\"type\":\"any_reviewer\",\"pattern_type\":\"exact\",\"pattern\":\"ls\"}", "scope")
                        .wrong("{\"pattern_type\":\"exact\",\"pattern\":\"ls\",\"scope\":\"global\"}", "type")
                        .wrong(policy("any_reviewer", ",\"pattern\":1"), "pattern")
                        .wrong(policy("min_approvers", ls + ",\"approvals_required\":\"2\""), "approvals_required")
                        .wrong(policy("all_of", ls + ",\"reviewer_ids\":\"me\""), "reviewer_ids")
                        .invalid(policy("nobody", ls), "type")
                        .invalid(policy("any_reviewer", ",\"pattern\":\"\""), "pattern")
                        .invalid(policy("any_reviewer", ",\"pattern\":\"a\\u0000b\""), "pattern")
                        .invalid(policy("any_reviewer", ",\"pattern\":\"" + "p".repeat(4097) + "\""), "pattern")
                        .invalid(policy("any_reviewer", ls + ",\"min_risk_level\":\"SOME\""), "min_risk_level")
                        .invalid(policy("any_reviewer", ls + ",\"approvals_required\":2"), "approvals_required")
                        .invalid(policy("any_reviewer", ls + ",\"role\":\"owner\""), "role")
                        .invalid(policy("min_approvers", ls), "approvals_required")
                        .invalid(policy("min_approvers", ls + ",\"approvals_required\":0"), "approvals_required")
                        .invalid(policy("min_approvers", ls + ",\"approvals_required\":21"), "approvals_required")
                        .invalid(policy("AllOf", ls + ",\"require_n_approvers\":0"), "approvals_required")
                        .invalid(policy("role_required", ls), "role")
                        .invalid(policy("role_required", ls + ",\"role\":\"auditor\""), "role")
                        .invalid(policy("all_of", ls), "reviewer_ids")
                        .invalid(policy("all_of", ls + ",\"reviewer_ids\":[\"nobody\"]"), "reviewer_ids")
                        .invalid(policy("all_of", ls + ",\"reviewer_ids\":[\"no body\"]"), "reviewer_ids")
                        .invalid(
                                "{\"type\":\"any_reviewer\",\"pattern_type\":\"like\",\"scope\":\"global\",\"pattern\":\"ls\"}",
                                "pattern_type")
                        .invalid(
                                "{\"type\":\"any_reviewer\",\"pattern_type\":\"glob\",\"scope\":\"global\",\"pattern\":\"ls; rm\"}",
                                "pattern")
                        .invalid(
                                "{\"type\":\"any_reviewer\",\"pattern_type\":\"exact\",\"scope\":\"target:nowhere\",\"pattern\":\"ls\"}",
                                "scope"),
                Row.of("getPolicy", PEOPLE, 200).with("id", Fixtures::policy),
                Row.of("updatePolicy", PEOPLE, 200)
                        .with("id", Fixtures::policy)
                        .body("{\"type\":\"min_approvers\",\"approvals_required\":1}")
                        .wrong("{\"pattern\":false}", "pattern")
                        .invalid("{\"pattern\":\"\"}", "pattern")
                        .invalid("{\"type\":\"role_required\"}", "role"),
                Row.of("deletePolicy", PEOPLE, 204).with("id", Fixtures::policy));
    }
}
