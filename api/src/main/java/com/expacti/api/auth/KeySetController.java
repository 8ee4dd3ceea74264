package com.expacti.api.auth;

import com.expacti.application.access.AccessTokens;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** {@code /.well-known/jwks.json}: the public keys of access tokens, for whoever checks one elsewhere. */
@Controller
final class KeySetController {
    private final AccessTokens tokens;

    KeySetController(AccessTokens tokens) {
        this.tokens = tokens;
    }

    @Get(value = "/.well-known/jwks.json", produces = MediaType.APPLICATION_JSON)
    String keys() {
        return tokens.publicKeys();
    }
}
