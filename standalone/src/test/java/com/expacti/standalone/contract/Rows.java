package com.expacti.standalone.contract;

import static com.expacti.standalone.contract.Row.Who.AGENTS;
import static com.expacti.standalone.contract.Row.Who.ANYBODY;
import static com.expacti.standalone.contract.Row.Who.BOTH;
import static com.expacti.standalone.contract.Row.Who.PEOPLE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One row for every operation of the document. */
final class Rows {
    private static final String LONG_101 = "n".repeat(101);

    private Rows() {}

    static List<Row> all() {
        return Stream.of(
                        org(),
                        agents(),
                        commands(),
                        execution(),
                        rules(),
                        PolicyRows.all(),
                        KeyRows.all(),
                        MemberRows.all(),
                        InviteRows.all(),
                        TargetRows.all(),
                        AuthRows.all(),
                        PasskeyRows.all(),
                        RecoveryRows.all(),
                        OidcRows.all(),
                        IssuerRows.all(),
                        BillingRows.all(),
                        suggestions(),
                        reading())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Row> org() {
        return List.of(
                // An evaluation has its org, so its set-up link is used: what is well-formed is refused, like any
                // stranger.
                Row.of("setUp", ANYBODY, 401)
                        .body("{\"token\":\"t\",\"org_name\":\"o\",\"email\":\"a@b\",\"agent_name\":\"n\"}")
                        .wrong("{\"token\":1,\"org_name\":\"o\",\"email\":\"a@b\",\"agent_name\":\"n\"}", "token")
                        .wrong("{\"token\":\"t\",\"org_name\":\"o\",\"email\":\"a@b\"}", "agent_name")
                        .invalid("{\"token\":\"t\",\"org_name\":\"o\",\"email\":\"no\",\"agent_name\":\"n\"}", "email")
                        .invalid(
                                "{\"token\":\"t\",\"org_name\":\"\",\"email\":\"a@b\",\"agent_name\":\"n\"}",
                                "org_name"),
                Row.of("getMe", PEOPLE, 200),
                Row.of("getMyNotices", PEOPLE, 200),
                Row.of("updateMyNotices", PEOPLE, 200)
                        .body("{\"reminders\":true}")
                        .wrong("{\"reminders\":1}", "reminders")
                        .wrong("{\"escalations\":\"no\"}", "escalations")
                        .invalid("{}", "escalations"),
                Row.of("getOrg", PEOPLE, 200),
                Row.of("getRetention", PEOPLE, 200),
                Row.of("updateOrg", PEOPLE, 200)
                        .body("{\"timeout_seconds\":120,\"auto_approve_below\":null}")
                        .wrong("{\"timeout_seconds\":\"120\"}", "timeout_seconds")
                        .invalid("{\"retention_days\":29}", "retention_days")
                        .wrong("{\"retention_days\":\"30\"}", "retention_days")
                        .wrong("{\"timeout_seconds\":99999999999}", "timeout_seconds")
                        .wrong("{\"allow_self_approval\":1}", "allow_self_approval")
                        .invalid("{\"timeout_seconds\":29}", "timeout_seconds")
                        .invalid("{\"timeout_seconds\":601}", "timeout_seconds")
                        .invalid("{\"timeout_action\":\"shrug\"}", "timeout_action")
                        .invalid("{\"timeout_action\":\"approve\"}", "timeout_approve_below")
                        .wrong("{\"backup_reviewer_ids\":\"me\"}", "backup_reviewer_ids")
                        .invalid("{\"backup_reviewer_ids\":[\"user_nobody\"]}", "backup_reviewer_ids")
                        .invalid("{\"backup_reviewer_ids\":[\"not an id\"]}", "backup_reviewer_ids")
                        .invalid("{\"recording\":\"maybe\"}", "recording")
                        .wrong("{\"step_up\":7}", "step_up")
                        .invalid("{\"auto_approve_below\":101}", "auto_approve_below")
                        .invalid("{\"auto_approve_below\":-1}", "auto_approve_below")
                        .invalid("{\"name\":\"a\\u0000b\"}", "name")
                        .invalid("{\"name\":\"" + LONG_101 + "\"}", "name"),
                PasskeyRows.settingsStepUp());
    }

    private static List<Row> agents() {
        return List.of(
                Row.of("listAgents", PEOPLE, 200),
                Row.of("createAgent", PEOPLE, 201)
                        .body(f -> "{\"name\":\"%s\",\"target_ids\":[\"target_demo\"]}".formatted(f.unique()))
                        .wrong("{}", "name")
                        .wrong("{\"name\":5}", "name")
                        .wrong("{\"name\":\"a\",\"target_ids\":\"target_demo\"}", "target_ids")
                        .wrong("{\"name\":\"\\ud800\"}", "name")
                        .invalid("{\"name\":\"\"}", "name")
                        .invalid("{\"name\":\"a\\u0000b\"}", "name")
                        .invalid("{\"name\":\"" + LONG_101 + "\"}", "name")
                        .invalid("{\"name\":\"demo-agent\"}", "name")
                        .invalid("{\"name\":\"a\",\"target_ids\":[\"nowhere\"]}", "target_ids")
                        .invalid("{\"name\":\"a\",\"target_ids\":[\"no where\"]}", "target_ids")
                        .invalid("{\"name\":\"a\",\"default_target_id\":\"\\u0000\"}", "default_target_id")
                        .invalid("{\"name\":\"a\",\"owner_id\":\"nobody\"}", "owner_id"),
                Row.of("getAgent", PEOPLE, 200).with("id", Fixtures::agent),
                Row.of("updateAgent", PEOPLE, 200)
                        .with("id", Fixtures::agent)
                        .body(f -> "{\"name\":\"%s\"}".formatted(f.unique()))
                        .wrong("{\"name\":[]}", "name")
                        .invalid("{\"name\":\" \"}", "name"),
                Row.of("deleteAgent", PEOPLE, 204).with("id", Fixtures::agent),
                Row.of("listAgentTokens", PEOPLE, 200).with("id", f -> {
                    String agent = f.agent();
                    f.tokenOf(agent);
                    return agent;
                }),
                Row.of("createAgentToken", PEOPLE, 201)
                        .with("id", Fixtures::agent)
                        .body("{\"name\":\"ci\",\"expires_in_seconds\":3600}")
                        .wrong("{\"name\":true}", "name")
                        .wrong("{\"name\":\"ci\",\"expires_in_seconds\":1.5}", "expires_in_seconds")
                        .invalid("{\"name\":\"\"}", "name")
                        .wrong("{\"name\":\"ci\",\"target_ids\":1}", "target_ids")
                        .invalid("{\"name\":\"ci\",\"expires_in_seconds\":0}", "expires_in_seconds")
                        .invalid("{\"name\":\"ci\",\"expires_in_seconds\":999999999999}", "expires_in_seconds")
                        .invalid("{\"name\":\"ci\",\"target_ids\":[]}", "target_ids")
                        .invalid("{\"name\":\"ci\",\"target_ids\":[\"target_demo\"]}", "target_ids")
                        .invalid("{\"name\":\"ci\",\"target_ids\":[\"no where\"]}", "target_ids"),
                Row.of("rotateAgentToken", PEOPLE, 201)
                        .asked(f -> {
                            String agent = f.agent();
                            return new Row.Asked(
                                    Map.of("id", agent, "token_id", f.tokenOf(agent)),
                                    Optional.of("{\"overlap_seconds\":60}"));
                        })
                        .wrong("{\"overlap_seconds\":\"60\"}", "overlap_seconds")
                        .invalid("{\"overlap_seconds\":-1}", "overlap_seconds")
                        .invalid("{\"overlap_seconds\":86401}", "overlap_seconds")
                        .invalid("{\"expires_in_seconds\":0}", "expires_in_seconds"),
                Row.of("listAgentSshKeys", PEOPLE, 200).with("id", f -> {
                    String agent = f.agent();
                    f.sshKeyOf(agent);
                    return agent;
                }),
                Row.of("addAgentSshKey", PEOPLE, 201)
                        .with("id", Fixtures::agent)
                        .body(f -> "{\"public_key\":\"%s\"}".formatted(f.sshKey()))
                        .wrong("{}", "public_key")
                        .wrong("{\"public_key\":[]}", "public_key")
                        .invalid("{\"public_key\":\"\"}", "public_key")
                        .invalid("{\"public_key\":\"ssh-dss AAAA\"}", "public_key")
                        .invalid("{\"public_key\":\"ssh-ed25519 AAAA\"}", "public_key")
                        .invalid(
                                "{\"public_key\":\"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g\",\"name\":\"\"}",
                                "name"),
                Row.of("removeAgentSshKey", PEOPLE, 204).asked(f -> {
                    String agent = f.agent();
                    return new Row.Asked(Map.of("id", agent, "key_id", f.sshKeyOf(agent)), Optional.empty());
                }),
                Row.of("revokeAgentToken", PEOPLE, 204).asked(f -> {
                    String agent = f.agent();
                    return new Row.Asked(Map.of("id", agent, "token_id", f.tokenOf(agent)), Optional.empty());
                }));
    }

    private static List<Row> commands() {
        return List.of(
                Row.of("listCommands", BOTH, 200),
                Row.of("submitCommand", AGENTS, 202)
                        .body(f ->
                                "{\"ref\":\"%s\",\"command\":\"touch x\",\"cwd\":\"/tmp\",\"context\":\"c\",\"step\":1}"
                                        .formatted(f.unique()))
                        .wrong("{\"command\":\"ls\"}", "ref")
                        .wrong("{\"ref\":\"r\"}", "command")
                        .wrong("{\"ref\":\"r\",\"command\":[\"ls\"]}", "command")
                        .wrong("{\"ref\":\"\",\"command\":\"ls\"}", "ref")
                        .wrong("{\"ref\":\"r\",\"command\":\" \"}", "command")
                        .wrong("{\"ref\":\"r\",\"command\":\"l\\u0000s\"}", "command")
                        .wrong("{\"ref\":\"r\\u0000\",\"command\":\"ls\"}", "ref")
                        .wrong("{\"ref\":\"r\",\"command\":\"ls\",\"cwd\":\"\\u0000\"}", "cwd")
                        .wrong("{\"ref\":\"r\",\"command\":\"ls\",\"context\":\"\\u0000\"}", "context")
                        .wrong("{\"ref\":\"r\",\"command\":\"ls\",\"target\":\"\\u0000\"}", "target")
                        .wrong("{\"ref\":\"r\",\"command\":\"ls\",\"step\":0}", "step")
                        .wrong("{\"ref\":\"r\",\"command\":\"ls\",\"spend\":\"yes\"}", "spend")
                        .wrong("{\"ref\":\"r\",\"encrypted\":{}}", "encrypted"),
                Row.of("getCommand", BOTH, 200).with("id", Fixtures::pendingId),
                Row.of("listCommandNotices", PEOPLE, 200).with("id", Fixtures::pendingId),
                Row.of("getCommandReceipt", BOTH, 200)
                        .with("id", f -> f.approved().path("id").asText()),
                Row.of("approveCommand", PEOPLE, 200)
                        .with("id", Fixtures::pendingId)
                        .body("{\"comment\":\"fine\"}")
                        .wrong("{\"comment\":1}", "comment")
                        .wrong("{\"step_up\":true}", "step_up")
                        .wrong("{\"step_up\":{\"id\":\"x\"}}", "step_up.response")
                        .wrong("{\"whitelist\":[]}", "whitelist")
                        .wrong("{\"whitelist\":{}}", "whitelist.pattern")
                        .invalid("{\"comment\":\"a\\u0000b\"}", "comment")
                        .invalid("{\"comment\":\"" + "c".repeat(2001) + "\"}", "comment")
                        .invalid("{\"suggested_command\":\"ls\"}", "suggested_command")
                        .invalid("{\"whitelist\":{\"pattern\":\"\"}}", "whitelist.pattern")
                        .invalid("{\"whitelist\":{\"pattern\":\"\\u0000\"}}", "whitelist.pattern")
                        .invalid("{\"whitelist\":{\"pattern\":\"ls\",\"scope\":\"target:\\u0000\"}}", "whitelist.scope")
                        .invalid("{\"whitelist\":{\"pattern\":\"ls\",\"scope\":\"here\"}}", "whitelist.scope")
                        .invalid(
                                "{\"whitelist\":{\"pattern\":\"ls\",\"pattern_type\":\"like\"}}",
                                "whitelist.pattern_type")
                        .invalid("{\"whitelist\":{\"pattern\":\"ls\",\"ttl_seconds\":0}}", "whitelist.ttl_seconds"),
                Row.of("denyCommand", PEOPLE, 200)
                        .with("id", Fixtures::pendingId)
                        .body("{\"comment\":\"no\",\"suggested_command\":\"ls\"}")
                        .wrong("{\"suggested_command\":7}", "suggested_command")
                        .invalid("{\"suggested_command\":\"\\u0000\"}", "suggested_command")
                        .invalid("{\"whitelist\":{\"pattern\":\"ls\"}}", "whitelist"));
    }

    private static List<Row> execution() {
        return List.of(
                Row.of("cancelCommand", AGENTS, 200).with("id", Fixtures::pendingId),
                Row.of("redeemApproval", AGENTS, 200)
                        .asked(f -> {
                            JsonNode approved = f.approved();
                            return new Row.Asked(
                                    Map.of("id", approved.path("id").asText()),
                                    Optional.of("{\"approval_token\":\"%s\"}"
                                            .formatted(approved.path("approval_token")
                                                    .asText())));
                        })
                        .wrong("{}", "approval_token")
                        .wrong("{\"approval_token\":{}}", "approval_token")
                        .wrong("{\"approval_token\":\"t\",\"command_sha256\":5}", "command_sha256"),
                Row.of("reportResult", AGENTS, 204)
                        .with("id", f -> f.approved().path("id").asText())
                        .body("{\"exit_code\":0,\"duration_ms\":5,\"output_bytes\":0}")
                        .wrong("{\"exit_code\":\"0\"}", "exit_code")
                        .wrong("{\"exit_code\":4294967296}", "exit_code")
                        .invalid("{\"duration_ms\":-1}", "duration_ms")
                        .invalid("{\"output_bytes\":-1}", "output_bytes"));
    }

    private static String rule(String more) {
        return "{\"effect\":\"allow\",\"pattern_type\":\"exact\",\"scope\":\"global\"," + more + "}";
    }

    private static List<Row> suggestions() {
        return List.of(
                Row.of("listSuggestions", PEOPLE, 200),
                Row.of("acceptSuggestion", PEOPLE, 200)
                        .with("id", Fixtures::suggestion)
                        .body("{\"ttl_seconds\":60,\"note\":\"n\"}")
                        .wrong("{\"ttl_seconds\":\"60\"}", "ttl_seconds")
                        .wrong("{\"note\":1}", "note")
                        .invalid("{\"ttl_seconds\":0}", "ttl_seconds")
                        .invalid("{\"scope\":\"target:nobody\"}", "scope"),
                Row.of("dismissSuggestion", PEOPLE, 200).with("id", Fixtures::suggestion));
    }

    private static List<Row> rules() {
        return List.of(
                Row.of("listRules", PEOPLE, 200),
                Row.of("createRule", PEOPLE, 201)
                        .body(f -> rule("\"pattern\":\"echo %s\",\"cwd\":\"/tmp\",\"note\":\"n\",\"ttl_seconds\":60"
                                .formatted(f.unique())))
                        .wrong("{\"effect\":\"allow\",\"pattern_type\":\"exact\",\"pattern\":\"ls\"}", "scope")
                        .wrong(rule("\"pattern\":1"), "pattern")
                        .wrong(rule("\"pattern\":\"ls\",\"examples\":{}"), "examples")
                        .wrong(rule("\"pattern\":\"ls\",\"max_risk\":\"5\""), "max_risk")
                        .invalid(rule("\"pattern\":\"\""), "pattern")
                        .invalid(rule("\"pattern\":\"a\\u0000b\""), "pattern")
                        .invalid(rule("\"pattern\":\"" + "p".repeat(4097) + "\""), "pattern")
                        .invalid(rule("\"pattern\":\"ls\",\"note\":\"\\u0000\""), "note")
                        .invalid(rule("\"pattern\":\"ls\",\"cwd\":\"\\u0000\""), "cwd")
                        .invalid(rule("\"pattern\":\"ls\",\"examples\":[\"\\u0000\"]"), "examples")
                        .invalid(rule("\"pattern\":\"ls\",\"max_risk\":101"), "max_risk")
                        .invalid(rule("\"pattern\":\"ls\",\"ttl_seconds\":0"), "ttl_seconds")
                        .invalid(
                                "{\"effect\":\"maybe\",\"pattern_type\":\"exact\",\"scope\":\"global\",\"pattern\":\"ls\"}",
                                "effect")
                        .invalid(
                                "{\"effect\":\"allow\",\"pattern_type\":\"like\",\"scope\":\"global\",\"pattern\":\"ls\"}",
                                "pattern_type")
                        .invalid(
                                "{\"effect\":\"allow\",\"pattern_type\":\"glob\",\"scope\":\"global\",\"pattern\":\"ls; rm\"}",
                                "pattern")
                        .invalid(
                                "{\"effect\":\"allow\",\"pattern_type\":\"exact\",\"scope\":\"target:a b\",\"pattern\":\"ls\"}",
                                "scope")
                        .invalid(
                                "{\"effect\":\"allow\",\"pattern_type\":\"exact\",\"scope\":\"here\",\"pattern\":\"ls\"}",
                                "scope"),
                Row.of("updateRule", PEOPLE, 200)
                        .with("id", Fixtures::rule)
                        .body("{\"note\":\"changed\"}")
                        .wrong("{\"note\":false}", "note")
                        .invalid("{\"pattern\":\"\"}", "pattern"),
                Row.of("deleteRule", PEOPLE, 204).with("id", Fixtures::rule),
                Row.of("testRules", PEOPLE, 200)
                        .body(
                                "{\"rules\":[{\"pattern_type\":\"glob\",\"pattern\":\"docker logs *\"}],\"command\":\"docker logs api\"}")
                        .wrong("{\"rules\":[1],\"command\":\"ls\"}", "rules")
                        .wrong("{\"rules\":[{\"pattern\":\"ls\"}]}", "command")
                        .wrong(
                                "{\"rules\":[{\"pattern\":\"ls\"},{\"pattern\":5}],\"command\":\"ls\"}",
                                "rules[1].pattern")
                        .invalid("{\"rules\":[],\"command\":\"ls\"}", "rules")
                        .invalid(
                                "{\"rules\":[{\"pattern\":\"ls\"},{\"pattern\":\"\"}],\"command\":\"ls\"}",
                                "rules[1].pattern")
                        .invalid(
                                "{\"rules\":[{\"pattern\":\"ls\"},{\"pattern\":\"ls\",\"max_risk\":101}],\"command\":\"ls\"}",
                                "rules[1].max_risk"),
                Row.of("backtestRule", PEOPLE, 200)
                        .body("{\"pattern_type\":\"glob\",\"pattern\":\"touch *\",\"scope\":\"global\"}")
                        .wrong("{\"scope\":\"global\"}", "pattern")
                        .wrong("{\"pattern\":\"ls\",\"examples\":1}", "examples")
                        .invalid("{\"pattern\":\"\"}", "pattern")
                        .invalid("{\"pattern\":\"ls\",\"effect\":\"maybe\"}", "effect")
                        .invalid("{\"pattern\":\"ls; id\",\"pattern_type\":\"glob\"}", "pattern")
                        .invalid("{\"pattern\":\"ls\",\"scope\":\"target:nobody\"}", "scope"),
                Row.of("exportRules", PEOPLE, 200),
                Row.of("importRules", PEOPLE, 201)
                        .body(f -> "{\"rules\":[" + rule("\"pattern\":\"echo %s\"".formatted(f.unique())) + "]}")
                        .wrong("{\"rules\":{}}", "rules")
                        .wrong("{\"rules\":[{}]}", "rules[0].effect")
                        .invalid("{}", "rules")
                        .invalid(
                                "{\"rules\":[" + rule("\"pattern\":\"echo 0\"") + "," + rule("\"pattern\":\"\"") + "]}",
                                "rules[1].pattern")
                        .invalid(
                                "{\"rules\":["
                                        + rule("\"pattern\":\"ls\",\"expires_at\":\"2001-01-01T00:00:00Z\"")
                                        + "," + rule("\"pattern\":\"\"") + "]}",
                                "rules[1].pattern")
                        .invalid(
                                "{\"rules\":[" + rule("\"pattern\":\"ls\",\"expires_at\":\"soon\"") + "]}",
                                "rules[0].expires_at"));
    }

    private static List<Row> reading() {
        return List.of(
                Row.of("explainCommand", BOTH, 200)
                        .body("{\"command\":\"git push origin main\",\"cwd\":\"/srv\"}")
                        .wrong("{}", "command")
                        .wrong("{\"command\":3}", "command")
                        .wrong("{\"command\":\"\"}", "command")
                        .wrong("{\"command\":\"ls\",\"cwd\":\"" + "d".repeat(4097) + "\"}", "cwd"),
                Row.of("listSessions", PEOPLE, 200),
                Row.of("getSessionAnalytics", PEOPLE, 200),
                Row.of("getSession", PEOPLE, 200).with("id", Fixtures::session),
                Row.of("listSessionCommands", PEOPLE, 200).with("id", Fixtures::session),
                Row.of("getRecording", PEOPLE, 200).with("id", Fixtures::recorded),
                Row.of("listAuditEntries", PEOPLE, 200),
                Row.of("verifyAudit", PEOPLE, 200),
                Row.of("exportAudit", PEOPLE, 200),
                Row.of("listAuditCheckpoints", PEOPLE, 200),
                Row.of("getAuditCheckpoint", PEOPLE, 200));
    }
}
