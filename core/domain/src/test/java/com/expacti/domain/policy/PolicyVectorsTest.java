package com.expacti.domain.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.approval.Ballot;
import com.expacti.domain.approval.Progress;
import com.expacti.domain.approval.Tally;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.ViewBuilder;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.RuleScope;
import com.expacti.shell.ShellParser;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Reads {@code vectors/policies/good}. */
@SuppressWarnings("unchecked")
final class PolicyVectorsTest {
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final List<String> SELECTION = List.of("order", "broad", "lines", "unread");

    @TestFactory
    Stream<DynamicTest> lines_fall_under_the_policies_the_vectors_say() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String file : SELECTION) {
            for (Map<String, Object> each : cases(file)) {
                Map<String, List<String>> lines = (Map<String, List<String>>) need(each, "falls_under");
                lines.forEach((line, ids) -> tests.add(DynamicTest.dynamicTest(
                        file + " `" + line + "`", () -> assertEquals(ids, chosen(each, line), each.toString()))));
            }
        }
        assertTrue(tests.size() > 60, "cases of lines");
        return tests.stream();
    }

    private static List<String> chosen(Map<String, Object> each, String line) {
        List<Map<String, Object>> policies = (List<Map<String, Object>>) need(each, "policies");
        return PolicySet.of(policies.stream().map(PolicyVectorsTest::scoped).toList())
                .choose(
                        ShellParser.parse(line),
                        RiskLevel.valueOf((String) each.getOrDefault("risk_level", "LOW")),
                        new Place(
                                Optional.ofNullable((String) each.get("target")).map(TargetId::new),
                                Set.copyOf((List<String>) each.getOrDefault("groups", List.of()))))
                .chosen()
                .stream()
                .map(ScopedPolicy::id)
                .toList();
    }

    private static ScopedPolicy scoped(Map<String, Object> fields) {
        return new ScopedPolicy(
                (String) need(fields, "id"),
                policy(fields),
                PatternType.valueOf(((String) fields.getOrDefault("pattern_type", "glob")).toUpperCase(Locale.ROOT)),
                (String) need(fields, "pattern"),
                RuleScope.parse((String) fields.getOrDefault("scope", "global")),
                RiskLevel.valueOf((String) fields.getOrDefault("min_risk_level", "LOW")),
                new UserId("olga"),
                START.plusSeconds((Integer) fields.getOrDefault("made", 1)));
    }

    private static ApprovalPolicy policy(Map<String, Object> fields) {
        return switch ((String) fields.getOrDefault("type", "any_reviewer")) {
            case "any_reviewer" -> ApprovalPolicy.ANY;
            case "min_approvers" -> new ApprovalPolicy.MinApprovers((Integer) need(fields, "approvals_required"));
            case "role_required" ->
                new ApprovalPolicy.RoleRequired(
                        Role.of((String) need(fields, "role")).orElseThrow());
            case "all_of" -> new ApprovalPolicy.AllOf(users((List<String>) need(fields, "reviewer_ids")));
            default -> throw new IllegalArgumentException("type of " + fields);
        };
    }

    @TestFactory
    Stream<DynamicTest> votes_amount_to_what_the_vectors_say() {
        List<Map<String, Object>> cases = cases("votes");
        assertTrue(cases.size() > 25, "cases of votes");
        return cases.stream().map(each -> DynamicTest.dynamicTest(each.toString(), () -> checkVotes(each)));
    }

    private static void checkVotes(Map<String, Object> each) {
        OrgView view = view(each);
        ApprovalPolicy policy = policy((Map<String, Object>) need(each, "policy"));
        Set<UserId> behind = users((List<String>) each.getOrDefault("behind", List.of()));
        List<Ballot> ballots = ((List<List<String>>) need(each, "votes"))
                .stream().map(vote -> ballot(vote.get(0), vote.get(1))).toList();

        String result = switch (Tally.of(view, policy, behind, ballots)) {
            case Tally.Met _ -> "met";
            case Tally.Denied _ -> "denied";
            case Tally.Short _ -> "short";
        };
        Progress progress = Progress.of(view, policy, behind, ballots);

        assertEquals(each.get("result"), result);
        assertEquals(each.getOrDefault("obstacles", 0), progress.obstacles().size(), progress.toString());
        assertTrue(!result.equals("short") || !progress.needs().isEmpty(), progress.toString());
        assertTrue(!result.equals("met") || progress.needs().isEmpty(), progress.toString());
    }

    private static OrgView view(Map<String, Object> each) {
        Set<String> removed = new HashSet<>((List<String>) each.getOrDefault("removed", List.of()));
        ViewBuilder view = new ViewBuilder();
        ((Map<String, String>) need(each, "people"))
                .forEach((id, role) -> view.with(new Person(
                        new UserId(id), id + "@example.com", id, Role.of(role).orElseThrow(), !removed.contains(id))));
        return view.build();
    }

    private static Ballot ballot(String voter, String what) {
        return new Ballot(
                new UserId(voter),
                new CredentialId("tok"),
                what.equals("allow"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                START);
    }

    private static Set<UserId> users(List<String> ids) {
        return ids.stream().map(UserId::new).collect(Collectors.toSet());
    }

    private static Object need(Map<String, Object> fields, String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }

    private static List<Map<String, Object>> cases(String file) {
        Path path = Path.of(System.getProperty("expacti.root"), "vectors", "policies", "good", file + ".json");
        try {
            List<Map<String, Object>> cases =
                    (List<Map<String, Object>>) need(JSON.std.mapFrom(Files.readString(path)), "cases");
            assertTrue(!cases.isEmpty(), file);
            return cases;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
