package com.expacti.application.secret;

/** The port to authenticated encryption. What was sealed for one context opens in no other. */
public interface SecretBox {
    byte[] seal(byte[] secret, String context);

    /** @throws IllegalStateException where it was not sealed here for this context, or was changed */
    byte[] open(byte[] sealed, String context);
}
