package com.expacti.client.wire;

/** Takes what a socket brings, in order, on the socket's own thread: implementations hand over and return. */
public interface Inbox {
    void arrived(Message message);

    /** Called once; nothing arrives afterwards. */
    void lost(Loss loss);
}
