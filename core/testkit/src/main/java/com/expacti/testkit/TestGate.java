package com.expacti.testkit;

import com.expacti.application.announce.Event;
import com.expacti.application.command.SubmitRequest;
import com.expacti.application.command.Submitted;
import com.expacti.application.command.Vote;
import com.expacti.application.fault.FaultPoint;
import com.expacti.application.org.OrgChange;
import com.expacti.application.rule.RuleDraft;
import com.expacti.application.rule.StoredRule;
import com.expacti.application.session.ManageSessions;
import com.expacti.application.session.Session;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.plan.OrgPlan;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.RuleEffect;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * A whole gate in memory with one org in it, and short words for what people and agents do there. {@code
 * TestGate.create()} is ready to take commands; everything it is made of can be reached.
 */
public final class TestGate {
    private final FakePorts ports;
    private final UseCases useCases;
    private final DemoOrg demo;
    private final SessionId session;
    private final List<Event> events;

    private TestGate(FakePorts ports, UseCases useCases, DemoOrg demo, SessionId session, List<Event> events) {
        this.ports = ports;
        this.useCases = useCases;
        this.demo = demo;
        this.session = session;
        this.events = events;
    }

    public static TestGate create() {
        return create(FaultPoint.NONE);
    }

    /** A gate whose process dies where {@code faults} throws. */
    public static TestGate create(FaultPoint faults) {
        FakePorts ports = FakePorts.create();
        return over(ports, UseCases.over(ports, faults), DemoOrg.in(ports, "demo"), Optional.empty());
    }

    /** Another process over the same store, with nothing of this one's memory. */
    public TestGate restarted() {
        return restarted(UseCases.over(ports, FaultPoint.NONE));
    }

    public TestGate restarted(UseCases wired) {
        return over(ports, wired, demo, Optional.of(session));
    }

    /** Another org in the same process. */
    public TestGate beside(String name) {
        DemoOrg other = DemoOrg.in(ports, name);
        return over(ports, useCases, other, Optional.empty());
    }

    private static TestGate over(FakePorts ports, UseCases useCases, DemoOrg demo, Optional<SessionId> known) {
        List<Event> events = new CopyOnWriteArrayList<>();
        useCases.announcer().join(event -> {
            if (event.org().equals(demo.org())) {
                events.add(event);
            }
        });
        SessionId session = known.orElseGet(() -> {
            var caller = (AgentCaller) useCases.authenticator().authenticate(demo.agentToken());
            return useCases.sessions()
                    .open(caller, Session.Kind.EXPLICIT, ManageSessions.Draft.NONE)
                    .id();
        });
        return new TestGate(ports, useCases, demo, session, events);
    }

    public FakePorts ports() {
        return ports;
    }

    public UseCases useCases() {
        return useCases;
    }

    public DemoOrg org() {
        return demo;
    }

    public FakeClock clock() {
        return ports.clock();
    }

    /** The agent's session that {@link #submit(String)} uses. */
    public SessionId session() {
        return session;
    }

    /** What this org's listeners were told, in order. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    public AgentCaller agent() {
        return (AgentCaller) useCases.authenticator().authenticate(demo.agentToken());
    }

    public PersonCaller owner() {
        return person(demo.owner());
    }

    public PersonCaller reviewer() {
        return person(demo.reviewer());
    }

    /** The agent's owner, who may not decide its commands. */
    public PersonCaller admin() {
        return person(demo.admin());
    }

    public PersonCaller person(DemoOrg.Member member) {
        return (PersonCaller) useCases.authenticator().authenticate(member.token());
    }

    /** A command of the demo agent over HTTP, in its session, under a {@code ref} of its own. */
    public SubmitRequest request(String command) {
        return request(ports.ids().next(), command, false, Optional.empty());
    }

    /** @param node the node that holds the agent's socket */
    public SubmitRequest request(String ref, String command, boolean spend, Optional<String> node) {
        return new SubmitRequest(
                session,
                ref,
                command,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                spend,
                node,
                Optional.empty());
    }

    public Submitted submit(String command) {
        return submit(request(command));
    }

    public Submitted submit(SubmitRequest request) {
        return useCases.submit().submit(agent(), request, Optional.empty());
    }

    /** Submits and returns the id, whatever became of it. */
    public CommandId submitted(String command) {
        return submit(command).stored().submission().id();
    }

    public CommandRecord approve(CommandId command) {
        return approve(reviewer(), command);
    }

    public CommandRecord approve(PersonCaller by, CommandId command) {
        return vote(by, command, new Vote(true, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    public CommandRecord deny(CommandId command) {
        return deny(reviewer(), command);
    }

    public CommandRecord deny(PersonCaller by, CommandId command) {
        return vote(by, command, new Vote(false, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    public CommandRecord vote(PersonCaller by, CommandId command, Vote vote) {
        return useCases.vote().vote(by, command, vote);
    }

    public CommandRecord cancel(CommandId command) {
        return useCases.cancel().cancel(agent(), command);
    }

    /** The token the agent was given with the approval. */
    public String approvalToken(CommandId command) {
        return ports.tokens()
                .issue(
                        demo.org(),
                        command,
                        stored(command).decision().orElseThrow().seq());
    }

    /** Spends the approval with the token it came with. */
    public void redeem(CommandId command) {
        useCases.redeem().redeem(agent(), command, approvalToken(command), Optional.empty());
    }

    public CommandRecord stored(CommandId command) {
        return ports.ledger().command(demo.org(), command).orElseThrow();
    }

    /** All that the sweeper of a node does in one round. */
    public void sweep() {
        int _ = useCases.sweep().expire()
                + useCases.sweep().finishStuck()
                + useCases.sweep().cancelOrphans()
                + useCases.sweep().denyItemless();
    }

    /** Makes a rule as the org's owner. */
    public StoredRule rule(RuleEffect effect, PatternType type, String pattern) {
        return useCases.rules()
                .make(
                        owner(),
                        new RuleDraft(
                                effect,
                                type,
                                pattern,
                                "global",
                                Optional.empty(),
                                List.of(),
                                OptionalInt.empty(),
                                OptionalLong.empty(),
                                ""));
    }

    public StoredRule allow(String exactCommand) {
        return rule(RuleEffect.ALLOW, PatternType.EXACT, exactCommand);
    }

    public StoredRule forbid(String exactCommand) {
        return rule(RuleEffect.DENY, PatternType.EXACT, exactCommand);
    }

    /** Changes settings as the org's owner. */
    public OrgSettings settings(UnaryOperator<OrgSettings> change) {
        return useCases.settings().edit(owner(), change);
    }

    /** Puts the org on a plan, as billing does. */
    public void plan(OrgPlan plan) {
        long _ = ports.orgs()
                .change(demo.org(), "system:billing", List.of(new OrgChange.PlanChanged(plan, "a plan for a test")));
    }

    /** The org's whole chain. */
    public List<AuditEntry> chain() {
        return ports.audit().entries(demo.org(), 0, Integer.MAX_VALUE);
    }
}
