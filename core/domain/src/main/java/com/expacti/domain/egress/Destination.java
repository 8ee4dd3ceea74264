package com.expacti.domain.egress;

/**
 * What is to be called.
 *
 * @param port 1 to 65535
 * @param encrypted whether what is spoken there proves the other side and hides what is said: SSH and TLS do
 */
public record Destination(Purpose purpose, Host host, int port, boolean encrypted) {
    public Destination {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("`%d` is no port".formatted(port));
        }
    }
}
