package com.expacti.standalone.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.expacti.standalone.contract.Wire.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An org's own issuer over the wire: a real service, real cookies, and what its sign-ins are refused. */
@ExtendWith(OneServer.class)
final class OwnIssuerWireTest {
    private final Insiders insiders;

    OwnIssuerWireTest(Wire wire) {
        this.insiders = new Insiders(wire);
    }

    @Test
    void a_member_links_it_signs_in_by_it_and_is_signed_out_when_it_is_removed() {
        String issuer = insiders.linked();
        String confined = insiders.signedIn(issuer);
        assertEquals(200, insiders.ask("GET", "/me", confined, Optional.empty()).status());

        assertEquals(
                204,
                insiders.ask("DELETE", "/oidc-issuers/" + issuer, insiders.owner, Optional.empty())
                        .status());

        Problem.assertIs(401, "unauthorized", insiders.ask("GET", "/me", confined, Optional.empty()));
        Problem.assertIs(404, "not_found", insiders.outsiders.get("/api/v1/auth/oidc/" + issuer));
        assertEquals(
                200,
                insiders.ask("GET", "/me", insiders.owner, Optional.empty()).status());
    }

    @Test
    void what_is_about_the_whole_account_refuses_its_sign_in() {
        String issuer = insiders.linked();
        String confined = insiders.signedIn(issuer);
        String password = "{\"password\":\"%s\"}".formatted(SignIns.PASSWORD);
        Map<String, Optional<String>> refused = Map.ofEntries(
                Map.entry("GET /auth/sessions", Optional.empty()),
                Map.entry("POST /auth/logout-everywhere", Optional.empty()),
                Map.entry("DELETE /auth/sessions/login_x", Optional.empty()),
                Map.entry("POST /auth/totp", Optional.of(password)),
                Map.entry("DELETE /auth/totp", Optional.of(password)),
                Map.entry("POST /auth/totp/confirm", Optional.of("{\"code\":\"123456\"}")),
                Map.entry("POST /auth/backup-codes", Optional.of(password)),
                Map.entry("GET /auth/passkeys", Optional.empty()),
                Map.entry("GET /auth/identities", Optional.empty()),
                Map.entry(
                        "POST /auth/identities/begin",
                        Optional.of("{\"provider\":\"%s\",\"password\":\"%s\"}".formatted(issuer, SignIns.PASSWORD))),
                Map.entry("POST /auth/identities", Optional.of("{\"ticket\":\"t\"}")),
                Map.entry("DELETE /auth/identities/idn_x", Optional.of(password)),
                Map.entry("DELETE /auth/recovery", Optional.empty()),
                Map.entry("POST /oidc-issuers", Optional.of(IssuerRows.body("Another"))),
                Map.entry("PATCH /oidc-issuers/" + issuer, Optional.of("{\"enabled\":false}")),
                Map.entry("DELETE /oidc-issuers/" + issuer, Optional.empty()),
                Map.entry("POST /api-keys", Optional.of("{\"name\":\"mine\",\"permissions\":[\"commands:read\"]}")));

        refused.forEach((operation, body) -> {
            String[] words = operation.split(" ");
            Problem.assertIs(403, "forbidden", insiders.ask(words[0], words[1], confined, body));
        });

        assertEquals(
                204,
                insiders.ask("POST", "/auth/logout", confined, Optional.empty()).status());
        Problem.assertIs(401, "unauthorized", insiders.ask("GET", "/me", confined, Optional.empty()));
    }

    @Test
    void what_nobody_knows_is_disabled_or_was_is_one_and_the_same_404_and_no_list_has_it() {
        String issuer = insiders.issuer();
        assertEquals(303, insiders.outsiders.get("/api/v1/auth/oidc/" + issuer).status());
        assertFalse(insiders.outsiders.get("/api/v1/auth/oidc").text().contains("iss_"));

        assertEquals(
                200,
                insiders.ask("PATCH", "/oidc-issuers/" + issuer, insiders.owner, Optional.of("{\"enabled\":false}"))
                        .status());

        List<Answer> answers = List.of(
                insiders.outsiders.get("/api/v1/auth/oidc/" + issuer),
                insiders.outsiders.get("/api/v1/auth/oidc/iss_01k5q3v7md29hb1t3w5x7y9a1c"),
                insiders.outsiders.get("/api/v1/auth/oidc/nobody"));
        answers.forEach(answer -> Problem.assertIs(404, "not_found", answer));
        assertEquals(
                1,
                answers.stream()
                        .map(answer -> answer.json().path("message").asText())
                        .distinct()
                        .count());
    }
}
