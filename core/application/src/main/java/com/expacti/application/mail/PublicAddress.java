package com.expacti.application.mail;

import java.net.URI;

/**
 * Where people reach this instance. Links in mails come from here and never from a request, whose {@code Host} anybody
 * can write.
 */
public record PublicAddress(String url) {
    /** @throws IllegalArgumentException unless it is {@code http://host} or {@code https://host}, with or without a port and path */
    public PublicAddress {
        URI uri = URI.create(url);
        String scheme = String.valueOf(uri.getScheme());
        if (!(scheme.equals("http") || scheme.equals("https"))
                || uri.getHost() == null
                || uri.getUserInfo() != null
                || uri.getQuery() != null
                || uri.getFragment() != null) {
            throw new IllegalArgumentException("the public address is like https://gate.example.com");
        }
        url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** A page of the dashboard with a token behind {@code #}, where no server and no log sees it. */
    public String link(String page, String token) {
        return url + "/app/" + page + "#token=" + token;
    }
}
