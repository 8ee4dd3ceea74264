package com.expacti.client.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a gate listens, from the one URL a person is given. {@code http} and {@code ws} (and their secure forms) are
 * the same place; an agent URL without a path gets {@code /shell/ws}.
 */
public final class Endpoint {
    private static final String AGENT_PATH = "/shell/ws";

    private final boolean secure;
    private final String authority;
    private final String agentPath;
    private final String base;

    private Endpoint(boolean secure, String authority, String path) {
        this.secure = secure;
        this.authority = authority;
        this.agentPath = path.isEmpty() ? AGENT_PATH : path;
        this.base = path.endsWith(AGENT_PATH) ? path.substring(0, path.length() - AGENT_PATH.length()) : "";
    }

    /**
     * @param url {@code http(s)://} or {@code ws(s)://}, host, optional port and path; no user, query or fragment
     * @throws IllegalArgumentException with a sentence that names what is wrong
     */
    public static Endpoint of(String url) {
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException bad) {
            throw new IllegalArgumentException("the URL `" + url.strip() + "` can't be read: " + bad.getReason(), bad);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https") || scheme.equals("wss");
        if (!secure && !scheme.equals("http") && !scheme.equals("ws") || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "the URL must look like https://gate.example.com or ws://localhost:3001");
        }
        if (uri.getUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "the URL must not carry a user, a query or a fragment: the token has its own setting");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
        return new Endpoint(secure, uri.getRawAuthority(), path);
    }

    /** The agent socket, {@code ws} or {@code wss}. */
    public URI agentSocket() {
        return URI.create(socketScheme() + authority + agentPath);
    }

    /** The reviewer socket, {@code ws} or {@code wss}. */
    public URI reviewerSocket() {
        return URI.create(socketScheme() + authority + base + "/reviewer/ws");
    }

    /** A REST address; {@code path} begins with a slash and follows {@code /api/v1}. */
    public URI rest(String path) {
        return URI.create((secure ? "https://" : "http://") + authority + base + "/api/v1" + path);
    }

    /** The address of the place itself, as a person would type it. */
    @Override
    public String toString() {
        return (secure ? "https://" : "http://") + authority + base;
    }

    private String socketScheme() {
        return secure ? "wss://" : "ws://";
    }
}
