package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.account.AccountLog;
import com.expacti.application.announce.LocalAnnouncer;
import com.expacti.application.command.CastVote;
import com.expacti.application.command.JudgePending;
import com.expacti.application.command.RememberRules;
import com.expacti.application.command.SettlePending;
import com.expacti.application.command.StepUp;
import com.expacti.application.command.Vote;
import com.expacti.application.failure.GateException;
import com.expacti.application.fault.FaultPoint;
import com.expacti.application.ledger.Sequencer;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.OrgChange;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.passkey.Confirm;
import com.expacti.application.passkey.Passkeys;
import com.expacti.application.queue.PendingItem;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.policy.ApprovalPolicy;
import com.expacti.domain.policy.ScopedPolicy;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.RuleScope;
import com.expacti.testkit.FakeWebAuthn;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What approval policies come to on every store: they read back, and no race of votes and changes gets around them. */
public abstract class PolicyContract {
    private static final int ROUNDS = 5;
    private static final int PEOPLE = Race.RUNNERS;

    private Store store;
    private Scene scene;
    private CastVote vote;
    private final List<Person> reviewers = new ArrayList<>();

    protected abstract Store open();

    @BeforeEach
    final void openStore() {
        store = open();
        scene = new Scene(store);
        for (int i = 0; i < PEOPLE; i++) {
            Person person = new Person(
                    new UserId("user_%d_%s".formatted(i, scene.org.value())),
                    i + "@example.com",
                    "P" + i,
                    Role.SENIOR_REVIEWER,
                    true);
            reviewers.add(person);
            store.put(scene.org, person);
        }
        vote = process();
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    /** The deciding part of one node, with nothing of another's memory. */
    private CastVote process() {
        var views = new OrgViewCache(store.orgs());
        var announcer = new LocalAnnouncer();
        var remembering = new RememberRules(() -> store.ledger().now(), store.ids());
        var settle = new SettlePending(
                store.ledger(),
                store.queue(),
                new Sequencer(store.ledger(), views),
                new JudgePending(() -> store.ledger().now(), remembering),
                announcer,
                FaultPoint.NONE);
        return new CastVote(
                store.ledger(),
                store.queue(),
                settle,
                views,
                remembering,
                stepUp(new ChangeOrg(store.orgs(), views, announcer)),
                announcer,
                new CastVote.Hooks(() -> store.ledger().now(), FaultPoint.NONE));
    }

    private StepUp stepUp(ChangeOrg change) {
        var passkeys = new Passkeys(
                store.passkeys(),
                store.challenges(),
                new FakeWebAuthn(),
                new AccountLog(store.accounts(), change),
                () -> Digest.ofText(store.ids().next()).hex().substring(0, 32));
        return new StepUp(new Confirm(passkeys, store.accounts()), change);
    }

    @Test
    final void a_policy_reads_back_as_it_was_made_keeps_its_age_when_edited_and_is_gone_when_removed() {
        ScopedPolicy made =
                policy("rm -rf 'über'\n✓", new ApprovalPolicy.AllOf(Set.of(scene.olga.id(), scene.rita.id())));
        ScopedPolicy edited = new ScopedPolicy(
                made.id(),
                new ApprovalPolicy.RoleRequired(Role.ADMIN),
                PatternType.REGEX,
                "rm .*",
                new RuleScope.Group("live"),
                RiskLevel.CRITICAL,
                made.createdBy(),
                made.createdAt());
        long before = scene.version();
        int entries = scene.chain().size();

        long _ = scene.change(new OrgChange.PolicyMade(made));
        List<ScopedPolicy> first = store.orgs().load(scene.org).policies().all();
        long _ = scene.change(new OrgChange.PolicyEdited(edited));
        List<ScopedPolicy> second = store.orgs().load(scene.org).policies().all();
        long _ = scene.change(new OrgChange.PolicyRemoved(made.id()));

        assertEquals(List.of(made), first);
        assertEquals(List.of(edited), second);
        assertTrue(store.orgs().load(scene.org).policies().isEmpty());
        assertEquals(before + 3, scene.version());
        assertEquals(
                List.of("policy_created", "policy_updated", "policy_deleted"),
                scene.chain().subList(entries, entries + 3).stream()
                        .map((AuditEntry e) -> e.fields().get("event"))
                        .toList());
    }

    @Test
    final void every_type_reads_back_and_no_other_org_sees_it() {
        List<ScopedPolicy> made = List.of(
                policy("a", ApprovalPolicy.ANY),
                policy("b", new ApprovalPolicy.MinApprovers(20)),
                policy("c", new ApprovalPolicy.RoleRequired(Role.REVIEWER)),
                policy("d", new ApprovalPolicy.AllOf(Set.of(scene.rita.id()))));
        Scene other = new Scene(store);

        made.forEach(policy -> {
            long _ = scene.change(new OrgChange.PolicyMade(policy));
        });
        long _ = other.change(
                new OrgChange.PolicyEdited(made.getFirst()),
                new OrgChange.PolicyRemoved(made.get(1).id()));

        assertEquals(
                Set.copyOf(made),
                Set.copyOf(store.orgs().load(scene.org).policies().all()));
        assertTrue(store.orgs().load(other.org).policies().isEmpty());
    }

    @Test
    final void two_approvals_at_once_settle_a_command_of_two_once_and_one_alone_never_does() {
        long _ = scene.change(new OrgChange.PolicyMade(policy("*", new ApprovalPolicy.MinApprovers(2))));
        for (int round = 0; round < ROUNDS; round++) {
            CommandId one = waiting();
            CommandId two = waiting();

            CommandRecord _ = cast(vote, 0, one, true);
            List<String> ends = Race.run(i -> () -> word(process(), i % 2, two, true));

            assertEquals("pending", scene.stored(one).status());
            assertEquals("approved", scene.stored(two).status());
            assertEquals(1, decisions(two));
            assertFalse(ends.contains("denied"));
        }
    }

    @Test
    final void of_an_approval_and_a_denial_at_once_one_wins_and_a_denial_counted_denies() {
        long _ = scene.change(new OrgChange.PolicyMade(policy("*", new ApprovalPolicy.MinApprovers(2))));
        for (int round = 0; round < ROUNDS; round++) {
            CommandId id = waiting();
            CommandRecord _ = cast(vote, 0, id, true);

            List<String> ends = Race.run(i -> () -> word(process(), 1 + i % 2, id, i % 2 == 0));

            String status = scene.stored(id).status();
            assertTrue(Set.of("approved", "denied").contains(status), status);
            assertEquals(1, decisions(id));
            assertFalse(ends.contains(status.equals("approved") ? "denied" : "approved"), ends.toString());
        }
    }

    @Test
    final void a_reviewer_removed_while_others_vote_never_counts_afterwards() {
        long _ = scene.change(new OrgChange.PolicyMade(policy("*", new ApprovalPolicy.MinApprovers(2))));
        CommandId id = waiting();
        CommandRecord _ = cast(vote, 0, id, true);
        Person removed = reviewers.getFirst();
        store.put(scene.org, new Person(removed.id(), removed.email(), removed.displayName(), removed.role(), false));

        assertEquals("pending", cast(vote, 1, id, true).status());
        assertEquals("approved", cast(vote, 2, id, true).status());
        assertFalse(scene.stored(id).decision().orElseThrow().reviewers().contains(removed.displayName()));
    }

    @Test
    final void a_voter_who_lost_the_role_leaves_the_command_to_another_of_that_role() {
        long _ = scene.change(
                new OrgChange.PolicyMade(policy("*", new ApprovalPolicy.RoleRequired(Role.SENIOR_REVIEWER))));
        for (int round = 0; round < ROUNDS; round++) {
            CommandId id = waiting();
            Person senior = reviewers.get(round);
            Person demoted = new Person(senior.id(), senior.email(), senior.displayName(), Role.REVIEWER, true);
            int voter = round;

            List<String> ends = Race.run(i -> () -> {
                if (i == 0) {
                    store.put(scene.org, demoted);
                    return "demoted";
                }
                return i == 1 ? word(process(), voter, id, true) : "looking on";
            });

            boolean inTime = scene.stored(id).status().equals("approved");
            assertEquals(inTime, ends.contains("approved"));
            assertEquals(
                    "approved",
                    inTime ? "approved" : cast(vote, PEOPLE - 1, id, true).status());
        }
    }

    /** Whichever comes first: approved by one before the change, or by two after it; never by one after it. */
    @Test
    final void a_policy_tightened_while_people_vote_is_the_one_that_counts() {
        ScopedPolicy mild = policy("*", ApprovalPolicy.ANY);
        long _ = scene.change(new OrgChange.PolicyMade(mild));
        ScopedPolicy strict = new ScopedPolicy(
                mild.id(),
                new ApprovalPolicy.MinApprovers(3),
                mild.patternType(),
                mild.pattern(),
                mild.scope(),
                mild.minRiskLevel(),
                mild.createdBy(),
                mild.createdAt());
        for (int round = 0; round < ROUNDS; round++) {
            CommandId id = waiting();
            long before = scene.version();

            List<String> ends = Race.run(i -> () -> {
                if (i == 0) {
                    long _ = scene.change(new OrgChange.PolicyEdited(strict));
                    return "tightened";
                }
                return i == 1 ? word(process(), 0, id, true) : "looking on";
            });

            long changed = seq("policy_updated", mild.id());
            if (ends.contains("approved")) {
                assertTrue(scene.stored(id).decision().orElseThrow().seq() < changed, "decided before the change");
            } else {
                assertEquals("pending", scene.stored(id).status());
                assertEquals("pending", cast(vote, 1, id, true).status());
                assertEquals("approved", cast(vote, 2, id, true).status());
            }
            assertEquals(before + 1, scene.version());
            long _ = scene.change(new OrgChange.PolicyEdited(mild));
        }
    }

    private long seq(String event, String subject) {
        return scene.chain().stream()
                .filter(e -> event.equals(e.fields().get("event"))
                        && subject.equals(e.fields().get("subject")))
                .mapToLong(AuditEntry::seq)
                .max()
                .orElseThrow();
    }

    private long decisions(CommandId id) {
        return scene.decisions().stream()
                .filter(e -> id.value().equals(e.fields().get("command_id")))
                .count();
    }

    private CommandId waiting() {
        CommandRecord stored = scene.waiting("ls -l");
        boolean put = store.queue()
                .put(PendingItem.fresh(
                        scene.org,
                        stored.submission().id(),
                        stored.submission().submittedAt(),
                        stored.deadline().orElseThrow(),
                        Optional.empty()));
        assertTrue(put);
        return stored.submission().id();
    }

    private ScopedPolicy policy(String pattern, ApprovalPolicy policy) {
        return new ScopedPolicy(
                "pol_" + store.ids().next(),
                policy,
                pattern.equals("*") ? PatternType.GLOB : PatternType.EXACT,
                pattern,
                new RuleScope.Global(),
                RiskLevel.LOW,
                scene.olga.id(),
                store.ledger().now().truncatedTo(ChronoUnit.MICROS));
    }

    private CommandRecord cast(CastVote process, int voter, CommandId id, boolean allow) {
        Person person = reviewers.get(voter);
        PersonCaller caller = new PersonCaller(
                scene.org,
                new CredentialId("tok_" + person.id().value()),
                person.id(),
                person,
                EnumSet.complementOf(EnumSet.of(Permission.COMMANDS_SUBMIT)));
        return process.vote(caller, id, new Vote(allow, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private String word(CastVote process, int voter, CommandId id, boolean allow) {
        try {
            return cast(process, voter, id, allow).status();
        } catch (GateException refused) {
            return refused.code().literal();
        }
    }
}
