package com.expacti.workers;

import com.expacti.application.announce.Event;
import com.expacti.application.fault.FaultPoint;
import com.expacti.application.mail.Mailer;
import com.expacti.application.mail.PublicAddress;
import com.expacti.application.notice.Delivery;
import com.expacti.application.notice.MailChannel;
import com.expacti.application.notice.Notice;
import com.expacti.application.notice.Post;
import com.expacti.application.notice.RemindReviewers;
import com.expacti.application.notice.SendNotice;
import com.expacti.application.notice.TellBackups;
import com.expacti.application.queue.TimedQueue;
import com.expacti.application.work.WorkQueue;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.TimeoutAction;
import com.expacti.testkit.FakePorts;
import com.expacti.testkit.InMemoryWorkQueue;
import com.expacti.testkit.TestGate;
import com.expacti.testkit.UseCases;
import com.expacti.workers.expire.ExpireCommand;
import com.expacti.workers.notice.DispatchNotification;
import com.expacti.workers.notice.FindUntold;
import com.expacti.workers.notice.RemindOfCommand;
import com.expacti.workers.queue.Postpone;
import com.expacti.workers.queue.RunTask;
import com.expacti.workers.queue.TaskHandler;
import com.expacti.workers.queue.WorkOff;
import java.time.Duration;
import java.util.List;

/** A gate whose deadlines are tasks, and the workers that do them. */
final class Shift {
    final TestGate gate;
    final InMemoryWorkQueue queue;
    final RunTask tasks;
    final FindUntold untold;
    private final UseCases useCases;

    private Shift(TestGate gate, InMemoryWorkQueue queue, UseCases useCases, Mailer mailer) {
        this.gate = gate;
        this.queue = queue;
        this.useCases = useCases;
        FakePorts ports = gate.ports();
        MailChannel mail = new MailChannel(mailer, new PublicAddress("https://gate.example.com"));
        Post post = new Post(ports.outbox(), ports.outbox(), queue, List.of(mail.name()));
        RemindReviewers reminders = new RemindReviewers(
                new RemindReviewers.Waiting(ports.ledger(), ports.queue()),
                useCases.views(),
                ports.outbox(),
                post,
                useCases.announcer());
        TellBackups backups = new TellBackups(ports.ledger(), ports.outbox(), post);
        this.untold = new FindUntold(reminders, backups, post);
        this.tasks = new RunTask(List.of(
                new ExpireCommand(useCases.sweep(), new Postpone(queue, ports.clock())),
                new RemindOfCommand(reminders, new Postpone(queue, ports.clock())),
                new DispatchNotification(new SendNotice(
                        ports.outbox(), ports.outbox(), ports.ledger(), useCases.views(), List.of(mail)))));
    }

    static Shift begin() {
        TestGate gate = TestGate.create();
        return with(gate, gate.ports().mailer());
    }

    static Shift with(Mailer mailer) {
        return with(TestGate.create(), mailer);
    }

    private static Shift with(TestGate gate, Mailer mailer) {
        InMemoryWorkQueue queue = new InMemoryWorkQueue(gate.clock());
        UseCases timed = over(gate, queue);
        return new Shift(gate.restarted(timed), queue, timed, mailer);
    }

    /** The use cases where every deadline is a task in that queue. */
    static UseCases over(TestGate gate, WorkQueue queue) {
        FakePorts ports = gate.ports();
        return UseCases.over(
                ports, ports.ledger(), new TimedQueue(ports.queue(), queue, ports.clock()), FaultPoint.NONE);
    }

    UseCases useCases() {
        return useCases;
    }

    int work() {
        return new WorkOff(queue, tasks).run();
    }

    /** The same with somebody else among the handlers. */
    static RunTask only(TaskHandler handler) {
        return new RunTask(List.of(handler));
    }

    void pass(int seconds) {
        gate.clock().advance(Duration.ofSeconds(seconds));
    }

    void onTimeout(TimeoutAction action, UserId... backups) {
        var _ = gate.settings(s -> s.withTimeout(Duration.ofSeconds(60), action).withBackups(List.of(backups)));
    }

    String status(CommandId command) {
        return gate.stored(command).status();
    }

    CommandRecord stored(CommandId command) {
        return gate.stored(command);
    }

    /** As if half of its wait were over: the message is in the outbox, with its task. */
    boolean reminded(CommandId command) {
        FakePorts ports = gate.ports();
        return new Post(ports.outbox(), ports.outbox(), queue, List.of(MailChannel.NAME))
                .tell(
                        new Notice(gate.org().org(), Notice.Kind.REMINDER, command),
                        List.of(gate.reviewer().user()));
    }

    long reminders() {
        return gate.events().stream().filter(Event.Reminded.class::isInstance).count();
    }

    List<Delivery> told(CommandId command) {
        return gate.ports().outbox().history(gate.org().org(), command);
    }
}
