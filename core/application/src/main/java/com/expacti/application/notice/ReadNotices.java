package com.expacti.application.notice;

import com.expacti.application.access.Authenticator;
import com.expacti.application.failure.GateException;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.notice.NoticeChoices.Choice;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.Permission;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** What people see of notices: their own choice, and who was told of a command. */
public final class ReadNotices {
    private final Outbox outbox;
    private final NoticeChoices choices;
    private final Ledger ledger;

    public ReadNotices(Outbox outbox, NoticeChoices choices, Ledger ledger) {
        this.outbox = outbox;
        this.choices = choices;
        this.ledger = ledger;
    }

    public Choice choice(PersonCaller caller) {
        return choices.of(caller.org(), caller.user());
    }

    /** Each member's own: it changes what they are told, and nothing of what they may do. */
    public Choice choose(PersonCaller caller, UnaryOperator<Choice> change) {
        Choice wanted = change.apply(choice(caller));
        choices.choose(caller.org(), caller.user(), wanted);
        return wanted;
    }

    /**
     * Newest first.
     *
     * @throws GateException {@code forbidden not_found}
     */
    public List<Delivery> history(PersonCaller caller, CommandId command) {
        Authenticator.require(caller, Permission.COMMANDS_READ);
        if (ledger.command(caller.org(), command).isEmpty()) {
            throw GateException.notFound("command");
        }
        return outbox.history(caller.org(), command).stream()
                .sorted(Comparator.comparing(Delivery::createdAt).reversed().thenComparing(Delivery::id))
                .toList();
    }
}
