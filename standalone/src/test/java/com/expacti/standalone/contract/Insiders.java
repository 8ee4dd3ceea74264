package com.expacti.standalone.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.standalone.contract.Outsiders.Away;
import com.expacti.standalone.contract.Wire.Answer;
import com.expacti.standalone.contract.Wire.Call;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The owner of an org that brings an issuer of its own, and what they do with it. */
final class Insiders {
    private static final Pattern TICKET =
            Pattern.compile("#ticket=([0-9a-f]{64})&next=([a-z_]+)&provider=(iss_[a-z0-9]+)$");

    final Outsiders outsiders;
    final String owner;
    private final Wire wire;
    private final String email;

    Insiders(Wire wire) {
        Fixtures fixtures = new Fixtures(wire);
        this.wire = wire;
        this.outsiders = fixtures.outsiders();
        this.email = fixtures.email();
        this.owner = fixtures.signIns().accessToken(email);
    }

    Answer ask(String method, String path, String token, Optional<String> body) {
        Call call = Call.of(method, "/api/v1" + path, token);
        return wire.send(body.map(call::body).orElse(call));
    }

    String issuer() {
        Answer made = ask("POST", "/oidc-issuers", owner, Optional.of(IssuerRows.body("Acme")));
        assertEquals(201, made.status(), made.toString());
        assertFalse(made.text().contains("secret"), made.text());
        return made.json().path("id").asText();
    }

    Away start(String issuer) {
        Answer answer = outsiders.get("/api/v1/auth/oidc/" + issuer);
        assertEquals(303, answer.status(), answer.toString());
        return new Away(URI.create(answer.header("Location")), Outsiders.cookie(answer));
    }

    Away linking(String issuer) {
        Answer answer = ask(
                "POST",
                "/auth/identities/begin",
                owner,
                Optional.of("{\"provider\":\"%s\",\"password\":\"%s\"}".formatted(issuer, SignIns.PASSWORD)));
        assertEquals(200, answer.status(), answer.toString());
        return new Away(URI.create(answer.json().path("url").asText()), Outsiders.cookie(answer));
    }

    Outsiders.Back back(Away away, String next) {
        String location = outsiders.arrive(away, "sub-" + email, Optional.of(email));
        Matcher ticket = TICKET.matcher(location);
        assertTrue(ticket.find(), location);
        assertEquals(next, ticket.group(2));
        return new Outsiders.Back(ticket.group(1), ticket.group(2), away.cookie());
    }

    String linked() {
        String issuer = issuer();
        Answer link = wire.send(Call.of("POST", "/api/v1/auth/identities", owner)
                .with("Cookie", "")
                .body("{}"));
        assertEquals(400, link.status(), link.toString());
        Outsiders.Back back = back(linking(issuer), "link");
        Answer done = wire.send(Call.of("POST", "/api/v1/auth/identities", owner)
                .with("Cookie", back.cookie())
                .body("{\"ticket\":\"%s\"}".formatted(back.ticket())));
        assertEquals(201, done.status(), done.toString());
        assertEquals("Acme", done.json().path("name").asText());
        return issuer;
    }

    String signedIn(String issuer) {
        Answer tokens = outsiders.finish(back(start(issuer), "sign_in"), "");
        assertEquals(200, tokens.status(), tokens.toString());
        return tokens.json().path("access_token").asText();
    }
}
