package com.expacti.client.wire;

import java.io.IOException;

/** The socket could not be opened, or is gone. */
public final class Lost extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Loss loss;

    public Lost(Loss loss) {
        super(loss.reason());
        this.loss = loss;
    }

    public Loss loss() {
        return loss;
    }
}
