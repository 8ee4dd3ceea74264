package com.expacti.application.login;

import java.util.Optional;

/**
 * Where a sign-in comes from, for its owner to recognise.
 *
 * @param address the network address
 * @param userAgent as the client names itself; cut to 200 characters, those that can't be shown left out
 */
public record Client(Optional<String> address, Optional<String> userAgent) {
    private static final int USER_AGENT_MAX = 200;

    public Client {
        userAgent = userAgent
                .map(text -> text.replaceAll("[^\\x20-\\x7e]", ""))
                .map(text -> text.length() > USER_AGENT_MAX ? text.substring(0, USER_AGENT_MAX) : text)
                .filter(text -> !text.isBlank());
    }
}
