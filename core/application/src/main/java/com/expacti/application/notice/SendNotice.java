package com.expacti.application.notice;

import com.expacti.application.ledger.Ledger;
import com.expacti.application.org.OrgViewCache;
import com.expacti.domain.approval.Standing;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.org.OrgView;
import java.util.List;
import java.util.Optional;

/** Sends one delivery, if there still is a reason to. A crash after the channel took it and before that was stored sends it twice. */
public final class SendNotice {
    private static final System.Logger LOG = System.getLogger(SendNotice.class.getName());

    private final Outbox outbox;
    private final NoticeChoices choices;
    private final Ledger ledger;
    private final OrgViewCache views;
    private final List<NotificationChannel> channels;

    public SendNotice(
            Outbox outbox,
            NoticeChoices choices,
            Ledger ledger,
            OrgViewCache views,
            List<NotificationChannel> channels) {
        this.outbox = outbox;
        this.choices = choices;
        this.ledger = ledger;
        this.views = views;
        this.channels = List.copyOf(channels);
    }

    /** What came of it. */
    public sealed interface Sent {
        /** It is at its end, be it now or before. */
        record Ended() implements Sent {}

        /** The channel did not take it. */
        record NotTaken() implements Sent {}
    }

    /** Whether another attempt follows if this one fails. */
    public enum Chance {
        MORE,
        LAST
    }

    public Sent send(OrgId org, String id, Chance chance) {
        Optional<Delivery> pending = outbox.delivery(org, id).filter(each -> each.state() == Delivery.State.PENDING);
        return pending.map(delivery -> send(delivery, chance)).orElseGet(Sent.Ended::new);
    }

    private Sent send(Delivery delivery, Chance chance) {
        OrgView view = views.fresh(delivery.notice().org());
        return switch (reason(delivery, view)) {
            case Reason.Gone(String why) -> ended(delivery, Delivery.State.SKIPPED, Optional.of(why));
            case Reason.Stands(NotificationChannel channel, NotificationChannel.Message message) ->
                attempt(delivery, channel, message, chance);
        };
    }

    private Sent attempt(
            Delivery delivery, NotificationChannel channel, NotificationChannel.Message message, Chance chance) {
        try {
            channel.deliver(message);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a message was not taken by " + channel.name(), e);
            return failed(delivery, channel.name() + " did not take it: " + e.getMessage(), chance);
        }
        return ended(delivery, Delivery.State.SENT, Optional.empty());
    }

    private Sent failed(Delivery delivery, String problem, Chance chance) {
        return switch (chance) {
            case MORE -> {
                outbox.attempted(delivery.notice().org(), delivery.id(), problem);
                yield new Sent.NotTaken();
            }
            case LAST -> ended(delivery, Delivery.State.FAILED, Optional.of(problem));
        };
    }

    private Sent ended(Delivery delivery, Delivery.State state, Optional<String> problem) {
        boolean _ = outbox.end(delivery.notice().org(), delivery.id(), state, problem);
        return new Sent.Ended();
    }

    /** Whether there still is a reason to write. */
    private sealed interface Reason {
        record Stands(NotificationChannel channel, NotificationChannel.Message message) implements Reason {}

        record Gone(String why) implements Reason {}
    }

    private Reason reason(Delivery delivery, OrgView view) {
        Notice notice = delivery.notice();
        Optional<CommandRecord> stored = ledger.command(notice.org(), notice.command())
                .filter(each -> each.decision().isEmpty());
        Optional<Person> person = Optional.ofNullable(view.people().get(delivery.recipient()));
        Optional<NotificationChannel> channel = channels.stream()
                .filter(each -> each.name().equals(delivery.channel()))
                .findFirst();
        if (stored.isEmpty()) {
            return new Reason.Gone("the command no longer waits");
        }
        if (person.isEmpty()
                || !Standing.mayDecide(view, delivery.recipient(), stored.get().excluded())) {
            return new Reason.Gone("this person may no longer decide the command");
        }
        if (!choices.of(notice.org(), delivery.recipient()).wants(notice.kind())) {
            return new Reason.Gone("this person no longer wants such messages");
        }
        if (channel.isEmpty()) {
            return new Reason.Gone("the channel is not there any more");
        }
        return new Reason.Stands(
                channel.get(),
                new NotificationChannel.Message(
                        notice,
                        person.get(),
                        stored.get(),
                        view,
                        stored.get().deadline().orElse(ledger.now())));
    }
}
