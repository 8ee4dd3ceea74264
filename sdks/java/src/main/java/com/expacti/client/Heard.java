package com.expacti.client;

import com.expacti.client.wire.Loss;
import com.expacti.client.wire.Message;

/** What reaches somebody who waits on the agent socket. */
sealed interface Heard {
    record Came(Message message) implements Heard {}

    record Gone(Loss loss) implements Heard {}

    record Stopped() implements Heard {}
}
