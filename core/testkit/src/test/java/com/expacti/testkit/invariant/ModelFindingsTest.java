package com.expacti.testkit.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.application.command.SubmitRequest;
import com.expacti.application.fault.FaultPoint;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.queue.PendingQueue;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.org.TimeoutAction;
import com.expacti.testkit.FakeClock;
import com.expacti.testkit.FakePorts;
import com.expacti.testkit.InMemoryPendingQueue;
import com.expacti.testkit.TestGate;
import com.expacti.testkit.UseCases;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What an exploration of all states of a command's life (docs/model) found, each played once more with the real steps. */
final class ModelFindingsTest {
    private static final Duration OVER = Duration.ofSeconds(61);

    private final TestGate gate = TestGate.create();
    private final FakePorts ports = gate.ports();

    @Test
    void invariant_1_a_node_whose_clock_is_ahead_lets_no_silence_approve_before_the_wait_is_over() {
        FakeClock ahead = new FakeClock();
        PendingQueue byAnotherClock = new InMemoryPendingQueue(ahead);
        TestGate node = gate.restarted(UseCases.over(ports, ports.ledger(), byAnotherClock, FaultPoint.NONE));
        var _ = node.settings(Settings.silenceApprovesBelow(100));
        CommandId id = node.submitted("git push");
        ahead.advance(OVER);

        int early = node.useCases().sweep().expire();

        assertEquals(0, early);
        assertEquals("pending", node.stored(id).status());
        ports.clock().advance(OVER);
        int _ = node.useCases().sweep().expire();
        assertEquals("approved", node.stored(id).status());
    }

    @Test
    void invariant_1_a_sweep_that_was_held_up_does_not_take_the_first_waits_silence_for_the_seconds() {
        var _ = gate.settings(s -> s.withTimeout(Duration.ofSeconds(60), TimeoutAction.ESCALATE)
                .withBackups(List.of(gate.reviewer().user())));
        CommandId id = gate.submitted("git push");
        ports.clock().advance(OVER);
        AtomicBoolean first = new AtomicBoolean(true);
        Ledger heldUp = Broken.before(Ledger.class, ports.ledger(), method -> {
            if (method.equals("escalate") && first.getAndSet(false)) {
                ports.clock().advance(Duration.ofSeconds(3));
                int _ = gate.useCases().sweep().finishStuck();
                var _ = gate.settings(Settings.silenceApprovesBelow(100));
            }
        });

        int _ = UseCases.over(ports, heldUp, ports.queue(), FaultPoint.NONE)
                .sweep()
                .expire();

        assertEquals("pending", gate.stored(id).status());
        assertEquals("denied", gate.deny(id).status());
    }

    @Test
    void invariant_10_a_node_whose_picture_is_old_drops_nobodys_vote() {
        Person rita = gate.org().reviewer().person();
        CommandId id = gate.submitted("rm -r build");
        TestGate old = gate.restarted();
        ports.orgs().put(gate.org().org(), new Person(rita.id(), rita.email(), rita.displayName(), Role.AUDITOR, true));
        var _ = old.useCases().views().fresh(gate.org().org());
        ports.orgs().put(gate.org().org(), rita);
        TestGate dying = gate.restarted(UseCases.over(ports, Death.at(FaultPoint.Step.DECIDING)));
        var _ = assertThrows(Death.class, () -> dying.approve(id));
        ports.clock().advance(Duration.ofSeconds(3));

        int _ = old.useCases().sweep().finishStuck();

        assertEquals("approved", gate.stored(id).status());
    }

    @Test
    void invariant_3_a_command_that_was_decided_while_it_was_being_offered_waits_for_nobody() {
        AtomicBoolean first = new AtomicBoolean(true);
        PendingQueue slow = Broken.before(PendingQueue.class, ports.queue(), method -> {
            if (method.equals("put") && first.getAndSet(false)) {
                ports.clock().advance(Duration.ofSeconds(21));
                int _ = gate.useCases().sweep().denyItemless();
            }
        });
        TestGate node = gate.restarted(UseCases.over(ports, ports.ledger(), slow, FaultPoint.NONE));
        SubmitRequest request = gate.request("r-1", "rm -r build", false, Optional.empty());

        CommandId id = node.submit(request).stored().submission().id();

        assertEquals("denied", gate.stored(id).status());
        assertEquals(List.of(), ports.queue().pending(gate.org().org()));
    }
}
