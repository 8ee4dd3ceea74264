package com.expacti.standalone.wiring;

import com.expacti.adapters.postgres.tenancy.NodeId;
import com.expacti.application.announce.Announcer;
import com.expacti.application.audit.SignCheckpoint;
import com.expacti.application.billing.ManageBilling;
import com.expacti.application.command.SweepPending;
import com.expacti.application.idempotency.AnswerStore;
import com.expacti.application.org.OrgRegistry;
import com.expacti.application.queue.PendingQueue;
import com.expacti.application.recording.SealRecordings;
import com.expacti.application.retention.RetentionStore;
import com.expacti.application.session.SessionStore;
import com.expacti.application.suggestion.MineSuggestions;
import com.expacti.application.work.Turns;
import com.expacti.application.work.WorkQueue;
import com.expacti.workers.checkpoint.KeepCheckpoints;
import com.expacti.workers.expire.ExpireCommand;
import com.expacti.workers.expire.ExpireCommands;
import com.expacti.workers.forget.ForgetAnswers;
import com.expacti.workers.purge.PlanPurge;
import com.expacti.workers.reconcile.CheckSubscriptions;
import com.expacti.workers.record.SealFinished;
import com.expacti.workers.recover.CancelOrphans;
import com.expacti.workers.recover.CloseLostSessions;
import com.expacti.workers.recover.DenyItemless;
import com.expacti.workers.recover.FinishStuck;
import com.expacti.workers.recover.RenewNode;
import com.expacti.workers.recover.SweepUnsettled;
import com.expacti.workers.schedule.Job;
import com.expacti.workers.schedule.JobRunner;
import com.expacti.workers.schedule.OncePerPeriod;
import com.expacti.workers.suggest.PlanMining;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What this process does again and again. A job more is a method more: the runner takes them all. */
@Factory
final class Jobs {
    private static final Duration FIRST_LEASE = Duration.ofSeconds(10);

    /** Runs from the start of the process to its end, whether or not anybody asks for it. */
    @Context
    @Bean(preDestroy = "close")
    JobRunner runner(List<Job> jobs, PendingQueue queue, NodeId node) {
        JobRunner runner = new JobRunner(jobs);
        queue.renewNode(node.value(), FIRST_LEASE);
        runner.start();
        return runner;
    }

    @Singleton
    Job renewNode(PendingQueue queue, NodeId node) {
        return new RenewNode(queue, node.value());
    }

    /** Where each deadline is a task, the index stands behind once a minute. */
    @Singleton
    Job expireCommands(
            SweepPending sweep,
            ExpireCommand each,
            @Property(name = TimeoutsAsTasks.PROPERTY) Optional<String> timeouts) {
        Job byIndex = new ExpireCommands(sweep, each);
        return timeouts.filter(TimeoutsAsTasks.TASKS::equals).isPresent()
                ? new SweepUnsettled(List.of(byIndex))
                : byIndex;
    }

    @Singleton
    Job finishStuck(SweepPending sweep) {
        return new FinishStuck(sweep);
    }

    @Singleton
    Job cancelOrphans(SweepPending sweep) {
        return new CancelOrphans(sweep);
    }

    @Singleton
    Job denyItemless(SweepPending sweep) {
        return new DenyItemless(sweep);
    }

    @Singleton
    Job closeLostSessions(SessionStore sessions, Announcer announcer) {
        return new CloseLostSessions(sessions, announcer);
    }

    @Singleton
    Job sealFinished(SealRecordings recordings) {
        return new SealFinished(recordings);
    }

    /** On every node: the signer has one memory for all of them, and signs a head once. */
    @Singleton
    KeepCheckpoints keepCheckpoints(OrgRegistry orgs, SignCheckpoint signer, InstantSource clock) {
        return new KeepCheckpoints(orgs, signer, clock);
    }

    @Singleton
    Job planMining(OrgRegistry orgs, MineSuggestions mining, WorkQueue work, Turns turns) {
        return new OncePerPeriod(new PlanMining(orgs, mining, work), turns);
    }

    @Singleton
    Job forgetAnswers(AnswerStore answers, Turns turns) {
        return new OncePerPeriod(new ForgetAnswers(answers), turns);
    }

    @Singleton
    Job checkSubscriptions(ManageBilling billing, Turns turns) {
        return new OncePerPeriod(new CheckSubscriptions(billing), turns);
    }

    @Singleton
    Job planPurge(RetentionStore store, WorkQueue work, Turns turns) {
        return new OncePerPeriod(new PlanPurge(store, work), turns);
    }
}
