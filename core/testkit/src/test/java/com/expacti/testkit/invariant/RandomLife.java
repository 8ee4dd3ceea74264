package com.expacti.testkit.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.failure.GateException;
import com.expacti.application.fault.FaultPoint.Step;
import com.expacti.application.rule.StoredRule;
import com.expacti.domain.audit.AuditChain;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.testkit.TestGate;
import com.expacti.testkit.UseCases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * One life of a gate with two nodes: random deeds, and after each the invariants, by a model that only remembers what it
 * saw: decisions, redemptions, which texts are forbidden and which token of the agent stands.
 */
final class RandomLife {
    private static final List<String> COMMANDS = List.of("git status", "make", "rm -r build", "git push", "echo \"");

    private final RandomGenerator random;
    private final TestGate origin = TestGate.create();
    private final List<TestGate> nodes = new ArrayList<>();
    private final List<CommandId> commands = new ArrayList<>();
    private final Map<CommandId, Decision> decided = new HashMap<>();
    private final Map<CommandId, Integer> redeemed = new HashMap<>();
    private final Map<String, String> forbidden = new HashMap<>();
    private final Map<String, String> allowed = new HashMap<>();
    private Optional<CredentialId> standing;
    private String agentToken;

    RandomLife(RandomGenerator random) {
        this.random = random;
        nodes.add(origin);
        nodes.add(origin.restarted());
        agentToken = origin.org().agentToken();
        standing = Optional.of(origin.org().agentCredential());
    }

    /** One deed of somebody, which may be refused or kill the process, and a look at everything. */
    void step() {
        int node = random.nextInt(nodes.size());
        if (random.nextInt(8) == 0) {
            Step step = Step.values()[random.nextInt(Step.values().length)];
            nodes.set(node, origin.restarted(UseCases.over(origin.ports(), Death.at(step))));
        }
        boolean died = Death.of(() -> deed(nodes.get(node)));
        if (died) {
            nodes.set(node, origin.restarted());
        }
        look();
    }

    private void deed(TestGate gate) {
        try {
            switch (random.nextInt(14)) {
                case 0, 1, 2 -> submit(gate);
                case 3, 4 -> vote(gate, true);
                case 5 -> vote(gate, false);
                case 6, 7 -> redeem(gate);
                case 8 -> {
                    CommandRecord _ = gate.useCases().cancel().cancel(agent(gate), any());
                }
                case 9 -> origin.clock().advance(Duration.ofSeconds(random.nextInt(25)));
                case 10 -> gate.sweep();
                case 11 -> changeRules(gate);
                case 12 -> changeSettings(gate);
                default -> changeTokens(gate);
            }
        } catch (GateException e) {
            assertFalse(e.code().literal().equals("internal"), e.getMessage());
        }
    }

    private void submit(TestGate gate) {
        String ref = "r-" + random.nextInt(60);
        String text = COMMANDS.get(random.nextInt(COMMANDS.size()));
        try {
            var _ = gate.useCases()
                    .submit()
                    .submit(
                            agent(gate),
                            gate.request(ref, text, random.nextInt(4) == 0, Optional.empty()),
                            Optional.empty());
        } finally {
            gate.ports()
                    .ledger()
                    .byRef(gate.org().org(), gate.session(), ref)
                    .map(c -> c.submission().id())
                    .filter(id -> !commands.contains(id))
                    .ifPresent(commands::add);
        }
    }

    private void vote(TestGate gate, boolean allow) {
        List<PersonCaller> people = List.of(
                gate.owner(),
                gate.reviewer(),
                gate.admin(),
                gate.person(gate.org().auditor()));
        PersonCaller person = people.get(random.nextInt(people.size()));
        CommandRecord _ = allow ? gate.approve(person, any()) : gate.deny(person, any());
    }

    private void redeem(TestGate gate) {
        CommandId id = any();
        Optional<Decision> decision = gate.stored(id).decision();
        if (decision.isEmpty()) {
            return;
        }
        String token =
                gate.ports().tokens().issue(gate.org().org(), id, decision.get().seq());
        Instant now = origin.clock().instant();
        boolean wasSpent = spent(id);
        try {
            gate.useCases().redeem().redeem(agent(gate), id, token, Optional.empty());
            assertTrue(decision.get().approval().orElseThrow().expiresAt().isAfter(now), "in time");
        } finally {
            if (!wasSpent && spent(id)) {
                assertFalse(forbidden.containsValue(gate.stored(id).submission().command()), "against a deny rule");
                int _ = redeemed.merge(id, 1, Integer::sum);
            }
        }
    }

    private boolean spent(CommandId id) {
        return origin.ports()
                .ledger()
                .approval(origin.org().org(), id)
                .filter(Decision.Approval::spent)
                .isPresent();
    }

    private void changeRules(TestGate gate) {
        String text = COMMANDS.get(random.nextInt(3));
        switch (random.nextInt(4)) {
            case 0 -> {
                StoredRule made = gate.allow(text);
                allowed.put(made.rule().id(), text);
            }
            case 1 -> {
                StoredRule made = gate.forbid(text);
                forbidden.put(made.rule().id(), text);
            }
            default -> {
                for (String id : List.copyOf(forbidden.keySet())) {
                    remove(gate, id);
                }
                for (String id : List.copyOf(allowed.keySet())) {
                    remove(gate, id);
                }
            }
        }
    }

    private void remove(TestGate gate, String id) {
        gate.useCases().rules().remove(gate.owner(), id);
        String _ = forbidden.remove(id);
        String _ = allowed.remove(id);
    }

    private void changeSettings(TestGate gate) {
        var _ = gate.settings(
                switch (random.nextInt(3)) {
                    case 0 -> Settings.silenceApprovesBelow(random.nextInt(1, 100));
                    case 1 -> Settings.nobodyIsAskedBelow(random.nextInt(0, 30));
                    default -> Settings.selfApproval(false);
                });
    }

    /** Revokes the agent's token, or gives it another, whose commands count from there on. */
    private void changeTokens(TestGate gate) {
        if (random.nextInt(3) > 0) {
            return;
        }
        if (standing.isPresent()) {
            gate.useCases().agents().revoke(gate.owner(), gate.org().agent(), standing.get());
            standing = Optional.empty();
        } else {
            var issued = gate.useCases().agents().issue(gate.owner(), gate.org().agent(), "next", OptionalLong.empty());
            agentToken = issued.token();
            standing = Optional.of(issued.credential().id());
        }
    }

    private AgentCaller agent(TestGate gate) {
        return (AgentCaller) gate.useCases().authenticator().authenticate(agentToken);
    }

    private CommandId any() {
        if (commands.isEmpty()) {
            submit(origin);
        }
        return commands.get(random.nextInt(commands.size()));
    }

    /** INVARIANT: what was decided stays; what is newly allowed is in the log, forbidden by no rule, and by a token that stands. */
    private void look() {
        List<AuditEntry> chain = origin.chain();
        for (CommandId id : commands) {
            CommandRecord stored = origin.stored(id);
            Optional<Decision> now = stored.decision();
            Decision before = decided.get(id);
            if (before != null) {
                assertEquals(before.outcome(), now.orElseThrow().outcome());
                assertEquals(before.seq(), now.orElseThrow().seq());
            } else if (now.isPresent()) {
                decided.put(id, now.get());
                fresh(stored, now.get(), chain);
            }
        }
        redeemed.forEach((id, times) -> assertEquals(1, times, "redeemed more than once: " + id));
    }

    private void fresh(CommandRecord stored, Decision decision, List<AuditEntry> chain) {
        AuditEntry entry = chain.get((int) decision.seq() - 1);
        assertEquals(stored.submission().id().value(), entry.fields().get("command_id"));
        assertEquals(decision.outcome().literal(), entry.fields().get("decision"));
        assertEquals(decision.outcome().allow(), decision.approval().isPresent());
        if (decision.outcome().allow()) {
            assertFalse(forbidden.containsValue(stored.submission().command()), "allowed against a deny rule");
            assertEquals(Optional.of(stored.submission().credential()), standing, "allowed for a revoked token");
            for (String nobody : List.of(
                    origin.org().admin().person().email(),
                    origin.org().auditor().person().email(),
                    "system:failure",
                    "agent:")) {
                assertFalse(decision.decidedBy().contains(nobody), "allowed by " + decision.decidedBy());
            }
            boolean unparsed = stored.submission().command().contains("\"");
            assertFalse(unparsed && decision.decidedBy().startsWith("system:"), "unparsed text allowed unseen");
        }
    }

    /** After everybody has gone the sweep decides the rest, once each, and the chain is whole. */
    void end() {
        TestGate last = origin.restarted();
        for (int i = 0; i < 60; i++) {
            origin.clock().advance(Duration.ofSeconds(11));
            last.sweep();
        }
        look();
        assertEquals(List.of(), origin.ports().queue().pending(origin.org().org()));
        assertEquals(commands.size(), decided.size());
        long entries = origin.chain().stream()
                .filter(e -> "command_decided".equals(e.fields().get("event")))
                .count();
        assertEquals(commands.size(), entries);
        AuditChain.Finding finding = last.useCases().audit().verify(origin.org().org());
        assertTrue(finding.valid(), finding.toString());
    }
}
