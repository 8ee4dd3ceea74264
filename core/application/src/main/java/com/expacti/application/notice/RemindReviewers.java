package com.expacti.application.notice;

import com.expacti.application.announce.Announcer;
import com.expacti.application.announce.Event;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.ledger.Ledger.Ref;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.queue.PendingItem;
import com.expacti.application.queue.PendingQueue;
import com.expacti.domain.approval.Standing;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reminds those who may decide of a command half of whose wait is over while nobody has voted. Once for a command. */
public final class RemindReviewers {
    private static final int BATCH = 100;

    private final Ledger ledger;
    private final PendingQueue queue;
    private final OrgViewCache views;
    private final Outbox outbox;
    private final Post post;
    private final Announcer announcer;

    public RemindReviewers(Waiting waiting, OrgViewCache views, Outbox outbox, Post post, Announcer announcer) {
        this.ledger = waiting.ledger();
        this.queue = waiting.queue();
        this.views = views;
        this.outbox = outbox;
        this.post = post;
        this.announcer = announcer;
    }

    /** Where it is seen whether a command still waits. */
    public record Waiting(Ledger ledger, PendingQueue queue) {}

    /** What came of it. */
    public sealed interface Reminder {
        /** This call reminded them. */
        record Given() implements Reminder {}

        /** Its wait was lengthened; half of it is over then. */
        record TooEarly(Instant half) implements Reminder {}

        /** It is decided, somebody has voted, or others were asked meanwhile: or they were reminded before. */
        record NotNeeded() implements Reminder {}
    }

    public Reminder remind(OrgId org, CommandId command) {
        Optional<CommandRecord> stored =
                ledger.command(org, command).filter(each -> each.decision().isEmpty());
        Optional<PendingItem> item =
                queue.get(org, command).filter(each -> each.intent().isEmpty());
        if (stored.isEmpty() || item.isEmpty()) {
            return new Reminder.NotNeeded();
        }
        Instant half = item.get().half();
        if (ledger.now().isBefore(half)) {
            return new Reminder.TooEarly(half);
        }
        Notice notice = new Notice(org, Notice.Kind.REMINDER, command);
        if (!item.get().ballots().isEmpty() || stored.get().escalation().isPresent()) {
            post.close(notice);
            return new Reminder.NotNeeded();
        }
        if (!post.tell(notice, deciders(stored.get()))) {
            return new Reminder.NotNeeded();
        }
        announcer.announce(new Event.Reminded(org, command));
        return new Reminder.Given();
    }

    private List<UserId> deciders(CommandRecord stored) {
        OrgView view = views.fresh(stored.submission().org());
        return view.people().keySet().stream()
                .filter(person -> Standing.mayDecide(view, person, stored.excluded()))
                .sorted(Comparator.comparing(UserId::value))
                .toList();
    }

    /** Reminds of whatever has waited half its time; how many. */
    public int sweep() {
        int given = 0;
        for (Ref ref : outbox.halfWaited(BATCH)) {
            given += remind(ref.org(), ref.command()) instanceof Reminder.Given ? 1 : 0;
        }
        return given;
    }
}
