package com.expacti.domain.egress;

import java.util.Set;

/** What the gate calls an address for, and the ports it is called at. */
public enum Purpose {
    /** SSH to a target: its own port, HTTPS' one (where that is all a network lets out), and any above the well-known ones. */
    TARGET(Set.of(22, 443), 1024),
    /** A customer's web hook. */
    WEBHOOK(Set.of(443, 8443), Purpose.NONE_ABOVE),
    /** A sign-in provider: its configuration, keys and token end points. */
    ISSUER(Set.of(443, 8443), Purpose.NONE_ABOVE),
    /** The push service of somebody's browser. */
    PUSH(Set.of(443), Purpose.NONE_ABOVE);

    private static final int NONE_ABOVE = 65_536;

    private final Set<Integer> ports;
    private final int anyFrom;

    Purpose(Set<Integer> ports, int anyFrom) {
        this.ports = ports;
        this.anyFrom = anyFrom;
    }

    boolean takes(int port) {
        return ports.contains(port) || port >= anyFrom;
    }

    String ports() {
        String named =
                String.join(", ", ports.stream().sorted().map(String::valueOf).toList());
        return anyFrom == NONE_ABOVE ? named : named + " and " + anyFrom + " to 65535";
    }
}
