package com.expacti.client.wire;

/**
 * Why a socket is gone.
 *
 * @param kind what a client may do next
 * @param reason one clause for a person
 */
public record Loss(Kind kind, String reason) {
    /** What a lost socket allows. */
    public enum Kind {
        /** The line broke or the server drains: reconnect and resume. */
        BROKEN,
        /** The token was refused or revoked: don't come back with it. */
        REFUSED,
        /** The other side does not speak this protocol: trust nothing it said. */
        GARBAGE
    }
}
