package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.access.CredentialStore;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.OrgChange;
import com.expacti.application.org.OrgStore;
import com.expacti.application.rule.StoredRule;
import com.expacti.domain.anomaly.AnomalyRule;
import com.expacti.domain.anomaly.AnomalySettings;
import com.expacti.domain.anomaly.OperatingHours;
import com.expacti.domain.audit.AuditChain;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.Keeping;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.TimeoutAction;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.domain.rule.RuleScope;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link OrgStore} does, with the rules and credentials that it keeps. */
public abstract class OrgStoreContract {
    private Store store;
    private OrgStore orgs;
    private Scene scene;

    protected abstract Store open();

    @BeforeEach
    final void openStore() {
        store = open();
        orgs = store.orgs();
        scene = new Scene(store);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    final void a_picture_holds_all_that_a_verdict_depends_on() {
        OrgView view = orgs.load(scene.org);

        assertEquals(scene.org, view.org());
        assertEquals(orgs.gateVersion(scene.org), view.gateVersion());
        assertEquals(OrgSettings.standard("Scene"), view.settings());
        assertEquals(Map.of(scene.olga.id(), scene.olga, scene.rita.id(), scene.rita), view.people());
        assertEquals(Map.of(scene.target.id(), scene.target), view.targets());
        assertEquals(Set.of(scene.agent, scene.otherAgent), view.agents().keySet());
        assertEquals(scene.agent(scene.agent, "builder"), view.agents().get(scene.agent));
        assertEquals(Map.of(scene.credential, scene.token(scene.credential)), view.credentials());
        assertEquals(0, view.rules().size());
        assertEquals(List.of(), view.policies().all());
    }

    @Test
    final void an_org_that_does_not_exist_is_not_found() {
        OrgId nobody = new OrgId("org_nobody_" + store.ids().next());

        GateException refused = assertThrows(GateException.class, () -> orgs.load(nobody));

        assertEquals(ErrorCode.NOT_FOUND, refused.code());
    }

    @Test
    final void changes_move_the_gate_once_and_leave_an_entry_each_in_their_order() {
        long before = scene.version();
        int entries = scene.chain().size();
        Rule rule = scene.rule("ls");

        long after = orgs.change(
                scene.org,
                "olga@example.com",
                List.of(new OrgChange.RuleMade(rule), new OrgChange.RuleRemoved(rule.id())));

        assertEquals(before + 1, after);
        assertEquals(after, scene.version());
        List<AuditEntry> added = scene.chain().subList(entries, scene.chain().size());
        assertEquals(
                List.of("rule_created", "rule_deleted"),
                added.stream().map(e -> e.fields().get("event")).toList());
        for (AuditEntry entry : added) {
            assertEquals("olga@example.com", entry.fields().get("decided_by"));
            assertEquals(rule.id(), entry.fields().get("subject"));
        }
        assertEquals(
                new OrgChange.RuleMade(rule).description(),
                added.getFirst().fields().get("comment"));
    }

    @Test
    final void a_rule_reads_back_as_it_was_made_and_stays_itself_when_edited() {
        Rule made = scene.rule("rm -rf 'über'\n✓");
        Rule edited = new Rule(
                made.id(),
                RuleEffect.DENY,
                PatternType.REGEX,
                "rm .*",
                new RuleScope.Group("live"),
                Optional.empty(),
                List.of(),
                OptionalInt.empty(),
                Optional.of(Instant.parse("2031-05-06T07:08:09Z")),
                "",
                made.createdBy(),
                false,
                Set.of());
        long _ = scene.change(new OrgChange.RuleMade(made));
        StoredRule stored = store.rules().rule(scene.org, made.id()).orElseThrow();

        long _ = scene.change(new OrgChange.RuleEdited(edited));
        StoredRule after = store.rules().rule(scene.org, made.id()).orElseThrow();

        assertEquals(made, stored.rule());
        assertEquals(0, stored.hits());
        assertEquals(Optional.empty(), stored.lastHitAt());
        assertEquals(edited, after.rule());
        assertEquals(stored.createdAt(), after.createdAt());
        assertEquals(1, orgs.load(scene.org).rules().size());
    }

    @Test
    final void a_removed_rule_is_gone_from_the_next_picture() {
        Rule rule = scene.rule("ls");
        long _ = scene.change(new OrgChange.RuleMade(rule));

        long _ = scene.change(new OrgChange.RuleRemoved(rule.id()));

        assertEquals(Optional.empty(), store.rules().rule(scene.org, rule.id()));
        assertEquals(0, orgs.load(scene.org).rules().size());
    }

    @Test
    final void rules_are_listed_newest_first_page_by_page() {
        List<Rule> rules = List.of(scene.rule("a"), scene.rule("b"), scene.rule("c"));
        rules.forEach(rule -> {
            long _ = scene.change(new OrgChange.RuleMade(rule));
        });

        List<StoredRule> first = store.rules().rules(scene.org, Optional.empty(), 2);
        List<StoredRule> rest = store.rules()
                .rules(scene.org, Optional.of(first.getLast().rule().id()), 2);

        assertEquals(
                List.of(rules.get(2), rules.get(1)),
                first.stream().map(StoredRule::rule).toList());
        assertEquals(List.of(rules.get(0)), rest.stream().map(StoredRule::rule).toList());
    }

    @Test
    final void settings_read_back_as_they_were_edited() {
        OrgSettings wanted = new OrgSettings(
                "Renamed ✓",
                Duration.ofSeconds(300),
                TimeoutAction.APPROVE,
                OptionalInt.of(10),
                OptionalInt.of(25),
                true,
                new AnomalySettings(
                        Optional.of(new OperatingHours(List.of(
                                new OperatingHours.Window(
                                        Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                                        LocalTime.of(8, 30),
                                        LocalTime.MIDNIGHT),
                                new OperatingHours.Window(
                                        Set.of(DayOfWeek.SUNDAY), LocalTime.of(22, 0), LocalTime.of(6, 0))))),
                        ZoneId.of("Europe/Berlin"),
                        Set.of(AnomalyRule.HIGH_FREQUENCY, AnomalyRule.UNUSUAL_SOURCE_IP)),
                true,
                true,
                List.of(scene.rita.id(), scene.olga.id()),
                new Keeping(false),
                true);

        long _ = scene.change(new OrgChange.SettingsEdited(wanted, "name Scene → Renamed ✓"));

        assertEquals(wanted, orgs.load(scene.org).settings());
        assertEquals("settings_changed", scene.chain().getLast().fields().get("event"));
        assertEquals("name Scene → Renamed ✓", scene.chain().getLast().fields().get("comment"));
    }

    @Test
    final void an_agent_reads_back_as_it_was_edited() {
        Agent removed = new Agent(
                scene.agent,
                "gone",
                Optional.of(scene.rita.id()),
                Optional.of(scene.olga.id()),
                Optional.empty(),
                Set.of(),
                false);

        long _ = scene.change(new OrgChange.AgentEdited(removed));

        assertEquals(removed, orgs.load(scene.org).agents().get(scene.agent));
    }

    @Test
    final void a_credential_is_found_by_its_secrets_hash_and_shown_revoked_once_it_is() {
        Digest secret = Digest.ofText(scene.secret());
        var known = new CredentialStore.Known(scene.org, scene.credential);
        assertEquals(Optional.of(known), store.credentials().find(secret));
        assertEquals(Optional.empty(), store.credentials().find(Digest.ofText("not " + scene.secret())));

        long _ = scene.change(new OrgChange.CredentialRevoked(scene.credential));

        Credential revoked = Optional.ofNullable(
                        orgs.load(scene.org).credentials().get(scene.credential))
                .orElseThrow();
        assertTrue(revoked.revoked());
        assertFalse(revoked.goodAt(store.ledger().now()));
    }

    @Test
    final void a_renamed_credential_has_its_other_name_and_nothing_else_changed() {
        Credential before = Optional.ofNullable(
                        orgs.load(scene.org).credentials().get(scene.credential))
                .orElseThrow();

        long _ = scene.change(new OrgChange.CredentialRenamed(scene.credential, "another"));

        assertEquals(before.named("another"), orgs.load(scene.org).credentials().get(scene.credential));
    }

    @Test
    final void a_persons_credential_reads_back_and_one_without_a_secret_is_found_by_none() {
        Credential inMemory = new Credential(
                new CredentialId("tok_p" + store.ids().next()),
                "dashboard",
                Optional.empty(),
                Optional.of(scene.rita.id()),
                Optional.of(scene.olga.id()),
                Set.of(Permission.COMMANDS_DECIDE, Permission.ORG_READ),
                Optional.of(store.ledger().now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS)),
                false);

        long _ = scene.change(new OrgChange.CredentialIssued(inMemory, ""));
        long _ = scene.change(new OrgChange.CredentialIssued(
                scene.token(new CredentialId("tok_q" + store.ids().next())), ""));

        assertEquals(inMemory, orgs.load(scene.org).credentials().get(inMemory.id()));
        assertEquals(3, orgs.load(scene.org).credentials().size());
    }

    @Test
    final void no_secret_stands_in_the_audit_log() {
        String secret = Digest.ofText(scene.secret()).hex();

        for (AuditEntry entry : scene.chain()) {
            assertFalse(entry.json().contains(secret), entry.json());
            assertFalse(entry.json().contains(scene.secret()), entry.json());
        }
    }

    @Test
    final void changes_that_race_each_move_the_gate_and_leave_one_whole_chain() {
        long before = scene.version();
        int entries = scene.chain().size();

        List<Long> versions = Race.run(i -> () -> scene.change(new OrgChange.RuleMade(scene.rule("echo " + i))));

        assertEquals(Race.RUNNERS, new HashSet<>(versions).size());
        assertEquals(before + Race.RUNNERS, scene.version());
        assertEquals(entries + Race.RUNNERS, scene.chain().size());
        assertEquals(Race.RUNNERS, orgs.load(scene.org).rules().size());
        AuditChain.Finding finding = AuditChain.verify(
                scene.chain().iterator(), Optional.of(store.audit().head(scene.org)), Optional.empty());
        assertTrue(finding.valid(), finding.toString());
    }

    @Test
    final void changes_that_depend_on_the_org_are_decided_on_what_the_one_before_left() {
        OrgView before = orgs.load(scene.org);
        Function<OrgView, List<OrgChange>> longer = now -> {
            OrgSettings grown = named(now.settings(), now.settings().name() + "+");
            return List.of(new OrgChange.SettingsEdited(grown, grown.name()));
        };

        List<Long> versions = Race.run(i -> () -> orgs.change(scene.org, "olga@example.com", before, longer));

        assertEquals(Race.RUNNERS, new HashSet<>(versions).size());
        assertEquals(
                "Scene" + "+".repeat(Race.RUNNERS),
                orgs.load(scene.org).settings().name());
    }

    @Test
    final void a_change_that_comes_to_nothing_or_is_refused_leaves_no_trace() {
        OrgView before = orgs.load(scene.org);
        int entries = scene.chain().size();

        long after = orgs.change(scene.org, "olga@example.com", before, _ -> List.of());
        assertThrows(
                GateException.class,
                () -> orgs.change(scene.org, "olga@example.com", before, _ -> {
                    throw GateException.invalid("name", "no");
                }));

        assertEquals(before.gateVersion(), after);
        assertEquals(after, scene.version());
        assertEquals(entries, scene.chain().size());
    }

    private static OrgSettings named(OrgSettings s, String name) {
        return new OrgSettings(
                name,
                s.timeout(),
                s.timeoutAction(),
                s.timeoutApproveBelow(),
                s.autoApproveBelow(),
                s.anomalySuspendsWhitelist(),
                s.anomalies(),
                s.allowSelfApproval());
    }
}
