package com.expacti.client.wire;

import java.io.IOException;

/** What came is not one JSON object of the contract. */
public final class BadMessage extends IOException {
    private static final long serialVersionUID = 1L;

    public BadMessage(String message) {
        super(message);
    }
}
