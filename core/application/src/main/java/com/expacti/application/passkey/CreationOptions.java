package com.expacti.application.passkey;

import java.time.Duration;
import java.util.List;

/**
 * What a browser makes a passkey by.
 *
 * @param challenge base64url, good once
 * @param userHandle base64url, random: says nothing of whose it is
 * @param userName what the authenticator shows
 * @param exclude those the account has already
 */
public record CreationOptions(
        String challenge, String rpId, String userHandle, String userName, List<Passkey> exclude, Duration patience) {}
