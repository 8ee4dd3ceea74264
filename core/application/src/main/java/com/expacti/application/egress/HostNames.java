package com.expacti.application.egress;

import java.net.InetAddress;
import java.util.List;

/** The port that looks host names up. */
@FunctionalInterface
public interface HostNames {
    /**
     * One look-up, within seconds.
     *
     * @param name a name, never an address
     * @return all addresses it has; empty where it has none or nobody knows in time
     */
    List<InetAddress> lookUp(String name);
}
