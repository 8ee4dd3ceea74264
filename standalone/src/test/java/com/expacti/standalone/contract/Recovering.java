package com.expacti.standalone.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.standalone.contract.Wire.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Somebody with a passkey who says it is lost. */
final class Recovering {
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final Fixtures fixtures;
    private final String email;
    private final String token;

    private Recovering(Fixtures fixtures, String email, String token) {
        this.fixtures = fixtures;
        this.email = email;
        this.token = token;
    }

    /** The owner of an org of their own. */
    static Recovering begun(Fixtures fixtures) {
        KeyedPerson person = fixtures.keyed();
        return new Recovering(fixtures, person.email(), person.token()).begin();
    }

    /** A reviewer of the demo org. */
    static Recovering member(Fixtures fixtures) {
        String token = fixtures.keyedReviewer();
        return new Recovering(fixtures, fixtures.me(token).path("email").asText(), token).begin();
    }

    private Recovering begin() {
        Answer begun = confirm(link());
        assertEquals("waiting", begun.json().path("status").asText(), begun.toString());
        return this;
    }

    /** The token of a mail, which is sent beside the answer. */
    String link() {
        List<String> before = fixtures.signIns().mails(email);
        assertEquals(
                204,
                fixtures.signIns()
                        .post("/recovery", "{\"email\":\"%s\"}".formatted(email))
                        .status());
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (fixtures.signIns().mails(email).size() == before.size()) {
            assertTrue(System.nanoTime() < end, "no mail within 30 s");
            LockSupport.parkNanos(20_000_000);
        }
        return fixtures.signIns().mailedToken(email);
    }

    static String proof(String token) {
        return "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, SignIns.PASSWORD);
    }

    Answer confirm(String link) {
        return fixtures.signIns().post("/recovery/confirm", proof(link));
    }

    /** Of the mail that told of it; the newest, as long as nothing was asked since. */
    String cancelToken() {
        return fixtures.signIns().mailedToken(email);
    }

    JsonNode me() {
        return fixtures.me(token);
    }

    String id() {
        return me().path("id").asText();
    }

    String token() {
        return token;
    }

    String email() {
        return email;
    }
}
