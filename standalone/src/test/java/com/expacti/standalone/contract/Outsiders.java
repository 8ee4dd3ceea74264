package com.expacti.standalone.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.standalone.contract.Wire.Answer;
import com.expacti.standalone.contract.Wire.Call;
import com.expacti.testkit.issuer.TestIssuer;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** People who come by another service, and the service, which runs beside the server under test. */
final class Outsiders {
    static final TestIssuer ISSUER = new TestIssuer();
    static final String PROVIDER = "local";
    private static final Pattern TICKET = Pattern.compile("#ticket=([0-9a-f]{64})&next=([a-z_]+)&provider=local$");

    private final Wire wire;

    Outsiders(Wire wire) {
        this.wire = wire;
    }

    /** What a server is set to know the service by. */
    static Map<String, String> environment() {
        return Map.of(
                "EXPACTI_OIDC_LOCAL_CLIENT_ID",
                TestIssuer.CLIENT,
                "EXPACTI_OIDC_LOCAL_CLIENT_SECRET",
                TestIssuer.SECRET,
                "EXPACTI_OIDC_LOCAL_ISSUER",
                ISSUER.issuer(),
                "EXPACTI_OIDC_LOCAL_NAME",
                "Local");
    }

    /** A browser that is on its way. @param cookie its whole {@code Cookie} header */
    record Away(URI to, String cookie) {}

    /** A browser that is back. */
    record Back(String ticket, String next, String cookie) {}

    Answer get(String path) {
        return wire.send(Call.of("GET", path, "none").byNobody());
    }

    Away start() {
        Answer answer = get("/api/v1/auth/oidc/" + PROVIDER);
        assertEquals(303, answer.status(), answer.toString());
        return new Away(URI.create(answer.header("Location")), cookie(answer));
    }

    /** On the way to link. */
    Away linking(String token) {
        Answer answer = wire.send(Call.of("POST", "/api/v1/auth/identities/begin", token)
                .body("{\"provider\":\"local\",\"password\":\"%s\"}".formatted(SignIns.PASSWORD)));
        assertEquals(200, answer.status(), answer.toString());
        return new Away(URI.create(answer.json().path("url").asText()), cookie(answer));
    }

    static String cookie(Answer answer) {
        String set = answer.header("Set-Cookie");
        assertTrue(set.startsWith("expacti_journey="), set);
        return set.substring(0, set.indexOf(';'));
    }

    /** Consents as this subject and comes back; where the server sends the browser then. */
    String arrive(Away away, String subject, Optional<String> email) {
        ISSUER.person(email.<Map<String, Object>>map(
                        address -> Map.of("sub", subject, "email", address, "email_verified", true))
                .orElse(Map.of("sub", subject)));
        URI back = ISSUER.consent(away.to());
        Answer answer = wire.send(Call.of("GET", back.getRawPath() + "?" + back.getRawQuery(), "none")
                .byNobody()
                .with("Cookie", away.cookie()));
        assertEquals(303, answer.status(), answer.toString());
        return answer.header("Location");
    }

    Back back(Away away, String subject, String email) {
        String location = arrive(away, subject, Optional.of(email));
        Matcher ticket = TICKET.matcher(location);
        assertTrue(ticket.find(), location);
        return new Back(ticket.group(1), ticket.group(2), away.cookie());
    }

    /** Somebody nobody knows yet. */
    Back stranger(String email) {
        return back(start(), "sub-" + email, email);
    }

    Answer finish(Back back, String more) {
        return wire.send(Call.of("POST", "/api/v1/auth/oidc/finish", "none")
                .byNobody()
                .with("Cookie", back.cookie())
                .body("{\"ticket\":\"%s\"%s}".formatted(back.ticket(), more)));
    }

    /** Links a fresh identity to the account behind this token; its id. */
    String linked(String token, String email) {
        Back back = back(linking(token), "sub-" + email, email);
        Answer answer = wire.send(Call.of("POST", "/api/v1/auth/identities", token)
                .with("Cookie", back.cookie())
                .body("{\"ticket\":\"%s\"}".formatted(back.ticket())));
        assertEquals(201, answer.status(), answer.toString());
        return answer.json().path("id").asText();
    }
}
