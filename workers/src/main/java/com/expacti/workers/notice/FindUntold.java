package com.expacti.workers.notice;

import com.expacti.application.notice.Post;
import com.expacti.application.notice.RemindReviewers;
import com.expacti.application.notice.TellBackups;
import com.expacti.workers.schedule.Job;
import java.time.Duration;

/**
 * Finds by index what people were not told of: waits that are half over, escalations nobody was written to about, messages whose task was
 * lost. In one process that is how reminders come about; elsewhere it stands behind the tasks.
 */
public final class FindUntold implements Job {
    private final RemindReviewers reminders;
    private final TellBackups backups;
    private final Post post;

    public FindUntold(RemindReviewers reminders, TellBackups backups, Post post) {
        this.reminders = reminders;
        this.backups = backups;
        this.post = post;
    }

    @Override
    public String name() {
        return "find-untold";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public int run() {
        return reminders.sweep() + backups.sweep() + post.sweep();
    }
}
