package com.expacti.testkit.contract;

import com.expacti.application.ledger.Batch;
import com.expacti.application.ledger.BatchResult;
import com.expacti.application.ledger.Claim;
import com.expacti.application.ledger.ClaimResult;
import com.expacti.application.ledger.Judged;
import com.expacti.application.ledger.SettleResult;
import com.expacti.application.ledger.Settlement;
import com.expacti.application.ledger.Timing;
import com.expacti.application.org.OrgChange;
import com.expacti.application.session.Session;
import com.expacti.domain.anomaly.Sighting;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Digest;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.command.SourceAddress;
import com.expacti.domain.command.Submission;
import com.expacti.domain.command.Via;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.Target;
import com.expacti.domain.plan.OrgPlan;
import com.expacti.domain.risk.Environment;
import com.expacti.domain.risk.Risk;
import com.expacti.domain.risk.RiskFactor;
import com.expacti.domain.risk.RiskKind;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.domain.rule.RuleScope;
import com.expacti.shell.ShellParser;
import com.expacti.shell.Span;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A fresh org in a store under test, with two people, two agents, a target and an open session, and things to do in it. */
final class Scene {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final Store store;
    final OrgId org;
    final Person olga;
    final Person rita;
    final Target target;
    final AgentId agent;
    final AgentId otherAgent;
    final CredentialId credential;
    final SessionId session;

    Scene(Store store) {
        this.store = store;
        String unique = store.ids().next();
        org = new OrgId("org_" + unique);
        olga = new Person(new UserId("user_o" + unique), "olga@example.com", "Olga", Role.OWNER, true);
        rita = new Person(new UserId("user_r" + unique), "rita@example.com", "Rita", Role.REVIEWER, true);
        target = new Target(new TargetId("tgt_" + unique), "db", Environment.PRODUCTION, true, Set.of("live", "db"));
        store.create(org, OrgSettings.standard("Scene"), List.of(olga, rita), List.of(target));
        agent = new AgentId("agent_a" + unique);
        otherAgent = new AgentId("agent_b" + unique);
        credential = new CredentialId("tok_" + unique);
        change(
                new OrgChange.AgentMade(agent(agent, "builder")),
                new OrgChange.AgentMade(agent(otherAgent, "deployer")),
                new OrgChange.CredentialIssued(
                        token(credential), Digest.ofText(secret()).hex()));
        session = open(agent, Session.Kind.EXPLICIT);
    }

    Agent agent(AgentId id, String name) {
        return new Agent(
                id,
                name,
                Optional.of(olga.id()),
                Optional.of(olga.id()),
                Optional.of(target.id()),
                Set.of(target.id()),
                true);
    }

    Credential token(CredentialId id) {
        return new Credential(
                id,
                "laptop",
                Optional.of(agent),
                Optional.empty(),
                Optional.of(olga.id()),
                Set.of(Permission.COMMANDS_SUBMIT),
                Optional.empty(),
                false);
    }

    /** The secret of the agent's token. */
    String secret() {
        return "secret of " + org;
    }

    long change(OrgChange... changes) {
        return store.orgs().change(org, olga.email(), List.of(changes));
    }

    long version() {
        return store.orgs().gateVersion(org);
    }

    SessionId open(AgentId owner, Session.Kind kind) {
        Session opened = session(owner, kind);
        store.sessions().open(opened);
        return opened.id();
    }

    Session session(AgentId owner, Session.Kind kind) {
        return new Session(
                store.ids().session(),
                org,
                owner,
                kind,
                Optional.of("tidy up"),
                Optional.of(target.id()),
                List.of("look", "delete"),
                Optional.of("olga@example.com"),
                Map.of("ticket", "42"),
                store.ledger().now(),
                Optional.empty(),
                0);
    }

    Submission submission(String command) {
        return submission(session, store.ids().next(), command, false);
    }

    Submission submission(SessionId in, String ref, String command, boolean spend) {
        return submission(in, ref, command, Optional.of("/srv/app"), Optional.of(target.id()), spend, agent);
    }

    Submission submission(
            SessionId in,
            String ref,
            String command,
            Optional<String> cwd,
            Optional<TargetId> on,
            boolean spend,
            AgentId by) {
        return new Submission(
                store.ids().command(),
                org,
                in,
                by,
                credential,
                ref,
                command,
                cwd,
                on,
                Optional.of("the disk is full"),
                OptionalInt.of(2),
                OptionalInt.of(90),
                spend,
                true,
                Optional.of("rita@example.com"),
                Optional.of(SourceAddress.of(new byte[] {(byte) 203, 0, 113, 7})),
                store.ledger().now());
    }

    Claim claim(Submission submission) {
        return claim(submission, OrgPlan.NONE);
    }

    Claim claim(Submission submission, OrgPlan plan) {
        Risk risk = Risk.of(
                List.of(
                        new RiskFactor("deletes", "deletes files", 30, Optional.of(new Span(0, 2))),
                        new RiskFactor("production", "on production", 15, Optional.empty())),
                true,
                Set.of(RiskKind.WRITES_ELSEWHERE));
        return new Claim(
                submission,
                risk,
                Sighting.of(submission, ShellParser.parse(submission.command()), risk),
                List.of("retry_storm"),
                Set.of(olga.id()),
                PATIENCE,
                plan);
    }

    /** Stores it as waiting for people, whatever its agent's history says. */
    ClaimResult claimed(Submission submission) {
        return store.ledger().claim(submission, _ -> claim(submission));
    }

    static Batch batch(Settlement... settlements) {
        return Batch.of(Arrays.stream(settlements)
                .map(one -> new Judged(one, Optional.empty()))
                .toList());
    }

    /** Stores a command that waits for people. */
    CommandRecord waiting(String command) {
        return waiting(submission(command));
    }

    CommandRecord waiting(Submission submission) {
        return switch (claimed(submission)) {
            case ClaimResult.Claimed(CommandRecord stored) -> stored;
            case ClaimResult.Known known -> throw new AssertionError("the ref was known");
            case ClaimResult.Conflict conflict -> throw new AssertionError("the ref was another's");
            case ClaimResult.SessionClosed closed -> throw new AssertionError("the session was closed");
            case ClaimResult.UsedUp usedUp -> throw new AssertionError(usedUp.reason());
        };
    }

    Settlement approval(CommandId command) {
        return approval(command, new Timing.InTime(), Optional.empty());
    }

    Settlement approval(CommandId command, Timing timing, Optional<Rule> remember) {
        return new Settlement(
                command,
                Optional.empty(),
                Outcome.APPROVED,
                Via.REVIEWER,
                Optional.of("go on — bitte ✓"),
                rita.email(),
                List.of("Rita"),
                Set.of(rita.id()),
                List.of(),
                Optional.empty(),
                timing,
                remember);
    }

    Settlement denial(CommandId command) {
        return new Settlement(
                command,
                Optional.empty(),
                Outcome.DENIED,
                Via.REVIEWER,
                Optional.of("no"),
                rita.email(),
                List.of("Rita"),
                Set.of(),
                List.of(),
                Optional.of("ls -l"),
                new Timing.Whenever(),
                Optional.empty());
    }

    Settlement byRule(Submission submission, String... ruleIds) {
        return Settlement.byRule(
                submission.id(), Optional.of(claim(submission)), Outcome.APPROVED, Via.WHITELIST, List.of(ruleIds));
    }

    /** Settles at the gate version as it is now. */
    List<SettleResult> settle(Settlement... settlements) {
        return switch (store.ledger().settle(org, version(), batch(settlements))) {
            case BatchResult.Done(List<SettleResult> results) -> results;
            case BatchResult.Moved moved -> throw new AssertionError("the gate version moved to " + moved);
        };
    }

    CommandRecord settled(Settlement settlement) {
        SettleResult result = settle(settlement).getFirst();
        if (result instanceof SettleResult.Settled(CommandRecord stored)) {
            return stored;
        }
        throw new AssertionError("not settled: " + result);
    }

    CommandId approved(String command) {
        CommandId id = waiting(command).submission().id();
        return settled(approval(id)).submission().id();
    }

    CommandRecord stored(CommandId command) {
        return store.ledger().command(org, command).orElseThrow();
    }

    Rule rule(String pattern) {
        return new Rule(
                store.ids().rule(),
                RuleEffect.ALLOW,
                PatternType.EXACT,
                pattern,
                new RuleScope.Target(target.id().value()),
                Optional.of("/srv/app"),
                List.of(pattern, pattern + " -v"),
                OptionalInt.of(35),
                Optional.empty(),
                "made for a test",
                rita.id().value(),
                true,
                Set.of(rita.id().value(), olga.id().value()));
    }

    List<AuditEntry> chain() {
        return store.audit().entries(org, 0, 10_000);
    }

    List<AuditEntry> decisions() {
        return chain().stream()
                .filter(e -> "command_decided".equals(e.fields().get("event")))
                .toList();
    }
}
