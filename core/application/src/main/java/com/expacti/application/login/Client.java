package com.expacti.application.login;

import java.util.Optional;

/**
 * Where a sign-in comes from, for its owner to recognise.
 *
 * @param address the network address
 * @param userAgent as the client names itself; cut to 200 characters, those that can't be shown left out
 * @param device the secret that an earlier sign-in gave this device
 */
public record Client(Optional<String> address, Optional<String> userAgent, Optional<String> device) {
    private static final int USER_AGENT_MAX = 200;
    private static final int DEVICE_MAX = 100;

    public Client {
        userAgent = userAgent
                .map(text -> text.replaceAll("[^\\x20-\\x7e]", ""))
                .map(text -> text.length() > USER_AGENT_MAX ? text.substring(0, USER_AGENT_MAX) : text)
                .filter(text -> !text.isBlank());
        device = device.filter(secret -> secret.length() <= DEVICE_MAX);
    }

    public Client(Optional<String> address, Optional<String> userAgent) {
        this(address, userAgent, Optional.empty());
    }

    public Client withDevice(String secret) {
        return new Client(address, userAgent, Optional.of(secret));
    }

    @Override
    public String toString() {
        return "Client[" + address.orElse("") + "]";
    }
}
