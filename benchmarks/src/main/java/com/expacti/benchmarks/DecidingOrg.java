package com.expacti.benchmarks;

import com.expacti.application.command.IdSource;
import com.expacti.application.ledger.Claim;
import com.expacti.application.ledger.Judgement;
import com.expacti.application.ledger.Ruling;
import com.expacti.application.ledger.Sequencer;
import com.expacti.application.ledger.SettleResult;
import com.expacti.application.ledger.Settlement;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.OrgChange;
import com.expacti.application.org.OrgRegistry;
import com.expacti.application.session.Session;
import com.expacti.application.session.SessionStore;
import com.expacti.domain.anomaly.Sighting;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.command.Submission;
import com.expacti.domain.command.Via;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.risk.Risk;
import com.expacti.shell.ShellParser;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** An org with one agent and an open session, in which commands are decided by a rule, already judged. */
record DecidingOrg(OrgId org, AgentId agent, SessionId session, IdSource ids, InstantSource clock) {
    private static final String COMMAND = "kubectl get pods -n production";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static DecidingOrg found(ApplicationContext gate) {
        IdSource ids = gate.getBean(IdSource.class);
        InstantSource clock = gate.getBean(InstantSource.class);
        OrgId org = new OrgId("org_" + ids.next());
        Person owner =
                new Person(new UserId("user_" + ids.next()), ids.next() + "@example.com", "Olga", Role.OWNER, true);
        gate.getBean(OrgRegistry.class).found(org, OrgSettings.standard("Benchmark"), List.of(owner), List.of());
        AgentId agent = new AgentId("agent_" + ids.next());
        gate.getBean(ChangeOrg.class)
                .apply(
                        org,
                        "system:benchmark",
                        List.of(new OrgChange.AgentMade(new Agent(
                                agent,
                                "builder",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Set.of(),
                                true))));
        Session session = new Session(
                ids.session(),
                org,
                agent,
                Session.Kind.EXPLICIT,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Map.of(),
                clock.instant(),
                Optional.empty(),
                0);
        gate.getBean(SessionStore.class).open(session);
        return new DecidingOrg(org, agent, session.id(), ids, clock);
    }

    /** Has one command decided and allowed; durable when it returns. */
    void settle(Sequencer sequencer) {
        Submission submission = new Submission(
                ids.command(),
                org,
                session,
                agent,
                new CredentialId("tok_benchmark"),
                ids.next(),
                COMMAND,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                true,
                false,
                Optional.empty(),
                Optional.empty(),
                clock.instant());
        Risk risk = Risk.of(List.of(), true, Set.of());
        Claim claim = new Claim(
                submission,
                risk,
                Sighting.of(submission, ShellParser.parse(COMMAND), risk),
                List.of(),
                Set.of(),
                PATIENCE);
        Settlement settlement =
                Settlement.byRule(submission.id(), Optional.of(claim), Outcome.APPROVED, Via.WHITELIST, List.of());
        Ruling ruling = sequencer.settle(org, _ -> new Judgement.Settle(settlement));
        if (!(ruling instanceof Ruling.Ruled(SettleResult.Settled _))) {
            throw new IllegalStateException("a command was not settled: " + ruling);
        }
    }
}
