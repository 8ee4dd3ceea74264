package com.expacti.application.passkey;

import java.time.Duration;
import java.util.List;

/**
 * What a browser asks a passkey to sign by.
 *
 * @param challenge base64url, good once, for one purpose
 * @param allowed the account's passkeys
 * @param patience how long the challenge is good
 */
public record RequestOptions(String challenge, String rpId, List<Passkey> allowed, Duration patience) {}
