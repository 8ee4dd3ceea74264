package com.expacti.websocketrelay.testing;

import com.expacti.adapters.wire.guard.Sources;
import com.expacti.adapters.wire.limit.Attempts;
import com.expacti.adapters.wire.limit.Limiter;
import com.expacti.adapters.wire.limit.RateLimits;
import com.expacti.application.access.Authenticator;
import com.expacti.application.announce.LocalAnnouncer;
import com.expacti.application.command.ApprovalTokens;
import com.expacti.application.command.CancelCommand;
import com.expacti.application.command.CastVote;
import com.expacti.application.command.ExtendDeadline;
import com.expacti.application.command.IdSource;
import com.expacti.application.command.RedeemApproval;
import com.expacti.application.command.ReportResult;
import com.expacti.application.command.ResumeCommand;
import com.expacti.application.command.SubmitCommand;
import com.expacti.application.fault.FaultPoint;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.queue.PendingQueue;
import com.expacti.application.recording.RecordOutput;
import com.expacti.application.session.ManageSessions;
import com.expacti.application.session.SessionStore;
import com.expacti.testkit.PlainBox;
import com.expacti.testkit.TestGate;
import io.github.bucket4j.TimeMeter;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;

/** Wires the relay's beans to one {@link TestGate}. */
@Factory
final class GateFactory {
    @Singleton
    TestGate gate() {
        return TestGate.create();
    }

    @Singleton
    Authenticator authenticator(TestGate gate) {
        return gate.useCases().authenticator();
    }

    /** Nobody is counted. */
    @Singleton
    Attempts attempts(Sources sources) {
        return new Attempts(new Limiter(new RateLimits(Map.of()), TimeMeter.SYSTEM_NANOTIME), sources);
    }

    @Singleton
    LocalAnnouncer announcer(TestGate gate) {
        return gate.useCases().announcer();
    }

    @Singleton
    OrgViewCache views(TestGate gate) {
        return gate.useCases().views();
    }

    @Singleton
    RecordOutput recorder(TestGate gate) {
        return new RecordOutput(
                gate.ports().recordings(), new PlainBox(), gate.useCases().views(), gate.clock());
    }

    @Singleton
    SubmitCommand submit(TestGate gate) {
        return gate.useCases().submit();
    }

    @Singleton
    CastVote vote(TestGate gate) {
        return gate.useCases().vote();
    }

    @Singleton
    CancelCommand cancel(TestGate gate) {
        return gate.useCases().cancel();
    }

    @Singleton
    ExtendDeadline extend(TestGate gate) {
        return gate.useCases().extend();
    }

    @Singleton
    ResumeCommand resume(TestGate gate) {
        return gate.useCases().resume();
    }

    @Singleton
    RedeemApproval redeem(TestGate gate) {
        return gate.useCases().redeem();
    }

    @Singleton
    ReportResult report(TestGate gate) {
        return gate.useCases().report();
    }

    @Singleton
    ManageSessions sessions(TestGate gate) {
        return gate.useCases().sessions();
    }

    @Singleton
    Ledger ledger(TestGate gate) {
        return gate.ports().ledger();
    }

    @Singleton
    PendingQueue queue(TestGate gate) {
        return gate.ports().queue();
    }

    @Singleton
    SessionStore sessionStore(TestGate gate) {
        return gate.ports().sessions();
    }

    @Singleton
    ApprovalTokens tokens(TestGate gate) {
        return gate.ports().tokens();
    }

    @Singleton
    IdSource ids(TestGate gate) {
        return gate.ports().ids();
    }

    /** The framework has one too. */
    @Singleton
    @Primary
    InstantSource clock(TestGate gate) {
        return gate.clock();
    }

    @Singleton
    FaultPoint faults() {
        return FaultPoint.NONE;
    }
}
