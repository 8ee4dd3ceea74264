package com.expacti.adapters.wire.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/** Knows the addresses of one host, which were judged, and of no other. */
final class Pin implements DnsResolver {
    private final String host;
    private final InetAddress[] addresses;

    Pin(String host, List<InetAddress> addresses) {
        this.host = host;
        this.addresses = addresses.toArray(InetAddress[]::new);
    }

    @Override
    public InetAddress[] resolve(String asked) throws UnknownHostException {
        if (!asked.equals(host)) {
            throw new UnknownHostException(asked + " was not judged");
        }
        return addresses.clone();
    }

    @Override
    public String resolveCanonicalHostname(String asked) {
        return asked;
    }
}
