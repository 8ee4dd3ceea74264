package com.expacti.standalone.wiring;

import com.expacti.application.announce.Announcer;
import com.expacti.application.command.SweepPending;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.mail.Mailer;
import com.expacti.application.mail.PublicAddress;
import com.expacti.application.notice.MailChannel;
import com.expacti.application.notice.NoticeChoices;
import com.expacti.application.notice.NotificationChannel;
import com.expacti.application.notice.Outbox;
import com.expacti.application.notice.Post;
import com.expacti.application.notice.ReadNotices;
import com.expacti.application.notice.RemindReviewers;
import com.expacti.application.notice.SendNotice;
import com.expacti.application.notice.TellBackups;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.queue.PendingQueue;
import com.expacti.application.suggestion.MineSuggestions;
import com.expacti.application.work.WorkQueue;
import com.expacti.workers.expire.ExpireCommand;
import com.expacti.workers.notice.DispatchNotification;
import com.expacti.workers.notice.FindUntold;
import com.expacti.workers.notice.RemindOfCommand;
import com.expacti.workers.purge.PurgeExpired;
import com.expacti.workers.queue.Postpone;
import com.expacti.workers.queue.RunTask;
import com.expacti.workers.queue.TaskHandler;
import com.expacti.workers.queue.WatchBacklog;
import com.expacti.workers.queue.WorkOff;
import com.expacti.workers.schedule.Job;
import com.expacti.workers.suggest.MineOrg;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** The tasks of the work queue, who does each, and whom people hear from. */
@Factory
final class Work {
    @Singleton
    NotificationChannel mailChannel(Mailer mailer, PublicAddress address) {
        return new MailChannel(mailer, address);
    }

    @Singleton
    Post noticePost(Outbox outbox, NoticeChoices choices, WorkQueue work, List<NotificationChannel> channels) {
        return new Post(
                outbox,
                choices,
                work,
                channels.stream().map(NotificationChannel::name).toList());
    }

    @Singleton
    RemindReviewers remindReviewers(
            Ledger ledger, PendingQueue queue, OrgViewCache views, Outbox outbox, Post post, Announcer announcer) {
        return new RemindReviewers(new RemindReviewers.Waiting(ledger, queue), views, outbox, post, announcer);
    }

    @Singleton
    TellBackups tellBackups(Ledger ledger, Outbox outbox, Post post) {
        return new TellBackups(ledger, outbox, post);
    }

    @Singleton
    SendNotice sendNotice(
            Outbox outbox,
            NoticeChoices choices,
            Ledger ledger,
            OrgViewCache views,
            List<NotificationChannel> channels) {
        return new SendNotice(outbox, choices, ledger, views, channels);
    }

    @Singleton
    ReadNotices readNotices(Outbox outbox, NoticeChoices choices, Ledger ledger) {
        return new ReadNotices(outbox, choices, ledger);
    }

    @Singleton
    Postpone postpone(WorkQueue work, InstantSource clock) {
        return new Postpone(work, clock);
    }

    @Singleton
    ExpireCommand expireCommand(SweepPending sweep, Postpone postpone) {
        return new ExpireCommand(sweep, postpone);
    }

    @Singleton
    TaskHandler remindOfCommand(RemindReviewers reminders, Postpone postpone) {
        return new RemindOfCommand(reminders, postpone);
    }

    @Singleton
    TaskHandler dispatchNotification(SendNotice notices) {
        return new DispatchNotification(notices);
    }

    @Singleton
    TaskHandler mineOrg(MineSuggestions mining) {
        return new MineOrg(mining);
    }

    @Singleton
    TaskHandler purgeExpired(PurgeExpired.Purge purge) {
        return new PurgeExpired(purge);
    }

    @Singleton
    RunTask runTask(List<TaskHandler> handlers) {
        return new RunTask(handlers);
    }

    @Singleton
    Job workOff(WorkQueue queue, RunTask tasks) {
        return new WorkOff(queue, tasks);
    }

    @Singleton
    Job findUntold(RemindReviewers reminders, TellBackups backups, Post post) {
        return new FindUntold(reminders, backups, post);
    }

    @Singleton
    WatchBacklog watchBacklog(WorkQueue queue) {
        return new WatchBacklog(queue);
    }
}
