package com.expacti.application.notice;

import com.expacti.application.failure.GateException;
import com.expacti.application.notice.NoticeChoices.Choice;
import com.expacti.application.work.Task;
import com.expacti.application.work.TaskKind;
import com.expacti.application.work.WorkQueue;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts a notice into the outbox, and a task behind each delivery. A crash in between leaves deliveries that are found late. */
public final class Post {
    private static final Duration LATE = Duration.ofSeconds(60);
    private static final int BATCH = 100;
    private static final System.Logger LOG = System.getLogger(Post.class.getName());

    private final Outbox outbox;
    private final NoticeChoices choices;
    private final WorkQueue work;
    private final List<String> channels;

    /** @param channels the names of the channels there are */
    public Post(Outbox outbox, NoticeChoices choices, WorkQueue work, List<String> channels) {
        this.outbox = outbox;
        this.choices = choices;
        this.work = work;
        this.channels = List.copyOf(channels);
    }

    /** Whether this was the first to tell of it. */
    public boolean tell(Notice notice, List<UserId> people) {
        Map<UserId, Choice> chosen = choices.chosen(notice.org());
        List<Delivery.Address> to = people.stream()
                .distinct()
                .filter(person -> chosen.getOrDefault(person, Choice.STANDARD).wants(notice.kind()))
                .flatMap(person -> channels.stream().map(channel -> new Delivery.Address(channel, person)))
                .toList();
        return outbox.open(notice, to)
                .map(opened -> {
                    opened.forEach(delivery -> enqueue(notice.org(), delivery.id()));
                    return opened;
                })
                .isPresent();
    }

    /** Nobody is told of it, now or later. */
    void close(Notice notice) {
        var _ = outbox.open(notice, List.of());
    }

    private void enqueue(OrgId org, String delivery) {
        try {
            work.enqueue(Task.of(TaskKind.DISPATCH_NOTIFICATION, org, delivery), Duration.ZERO);
        } catch (GateException e) {
            LOG.log(System.Logger.Level.WARNING, "a message waits for the next sweep: " + e.getMessage());
        }
    }

    /** Gives tasks to deliveries that have lost theirs, and gives up those that are of no use any more; how many. */
    public int sweep() {
        List<Outbox.Late> late = outbox.late(LATE, BATCH);
        for (Outbox.Late each : late) {
            if (each.expired()) {
                boolean _ = outbox.end(
                        each.org(),
                        each.id(),
                        Delivery.State.FAILED,
                        Optional.of("given up: the command no longer waits"));
            } else {
                enqueue(each.org(), each.id());
            }
        }
        return late.size();
    }
}
