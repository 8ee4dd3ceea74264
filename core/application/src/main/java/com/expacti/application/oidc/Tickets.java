package com.expacti.application.oidc;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.oidc.Journeys.Ticket;
import com.expacti.domain.command.Digest;
import java.util.Optional;

/** Tickets as they are shown: each good once, in the browser that set out, for what it set out for. */
public final class Tickets {
    private final Journeys journeys;

    public Tickets(Journeys journeys) {
        this.journeys = journeys;
    }

    /**
     * A ticket and the secret of the browser that shows it. Whoever is led to a page with somebody else's ticket does not have it,
     * and so is not signed in as somebody else.
     */
    public record Shown(String ticket, Optional<String> browser) {
        @Override
        public String toString() {
            return "Shown";
        }
    }

    /** Leaves it as it is. @throws GateException {@code unauthorized} */
    Ticket look(Shown shown) {
        return journeys.look(Digest.ofText(shown.ticket()))
                .filter(ticket -> Travel.isOf(ticket.browser(), shown.browser()))
                .orElseThrow(Tickets::refused);
    }

    /** Of those who do it at once, one does. @throws GateException {@code unauthorized} */
    void spend(Shown shown) {
        var _ = journeys.spend(Digest.ofText(shown.ticket())).orElseThrow(Tickets::refused);
    }

    static GateException refused() {
        return new GateException(
                ErrorCode.UNAUTHORIZED, "the ticket is unknown, used, over or another browser's; begin again");
    }
}
