package com.expacti.application.egress;

import java.net.InetAddress;
import java.util.List;

/** Where a destination is, at this moment. */
public sealed interface Reach {
    /**
     * Connect to one of these, and to nothing a second look-up would say.
     *
     * @param addresses at least one, all of them judged
     */
    record At(List<InetAddress> addresses) implements Reach {
        public At {
            addresses = List.copyOf(addresses);
        }
    }

    /** @param why a sentence */
    record Barred(String why) implements Reach {}

    /** The name has no address now. */
    record Nowhere() implements Reach {}
}
