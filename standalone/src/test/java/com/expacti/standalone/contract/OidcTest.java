package com.expacti.standalone.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.standalone.contract.Outsiders.Away;
import com.expacti.standalone.contract.Outsiders.Back;
import com.expacti.standalone.contract.Wire.Answer;
import com.expacti.standalone.contract.Wire.Call;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** E4: signing in with another service over the wire, and what strangers try on the way. */
@ExtendWith(OneServer.class)
final class OidcTest {
    private final Wire wire;
    private final Fixtures fixtures;
    private final Outsiders outsiders;

    OidcTest(Wire wire) {
        this.wire = wire;
        this.fixtures = new Fixtures(wire);
        this.outsiders = fixtures.outsiders();
    }

    private Answer callback(String query, Optional<String> cookie) {
        Call call = Call.of("GET", "/api/v1/auth/oidc/local/callback" + query, "none")
                .byNobody();
        return wire.send(cookie.map(c -> call.with("Cookie", c)).orElse(call));
    }

    private static void assertLost(String why, String location) {
        assertTrue(location.endsWith("/app/oidc#error=" + why + "&provider=local"), location);
    }

    private Answer me(String token) {
        return wire.send(Call.of("GET", "/api/v1/me", token));
    }

    private static String token(Answer signedIn) {
        assertEquals(200, signedIn.status(), signedIn.toString());
        return signedIn.json().path("access_token").asText();
    }

    @Test
    void a_stranger_signs_up_and_comes_back_without_a_password() {
        String email = fixtures.email();
        Back first = outsiders.stranger(email);
        assertEquals("sign_up", first.next());
        String token = token(outsiders.finish(first, ",\"org_name\":\"Acme\""));
        assertEquals(email, me(token).json().path("email").asText());
        assertEquals("owner", me(token).json().path("role").asText());

        Back again = outsiders.stranger(email);

        assertEquals("sign_in", again.next());
        String second = token(outsiders.finish(again, ""));
        assertEquals(
                me(token).json().path("id").asText(),
                me(second).json().path("id").asText());
        assertEquals(
                401,
                fixtures.signIns().post("/login", SignIns.loginBody(email)).status(),
                "no password is its password");
    }

    @Test
    void a_name_of_the_org_is_asked_for_and_the_ticket_waits_for_it() {
        Back back = outsiders.stranger(fixtures.email());

        Problem.assertIs(422, "invalid", outsiders.finish(back, ""));

        assertEquals(200, outsiders.finish(back, ",\"org_name\":\"Acme\"").status());
    }

    @Test
    void an_identity_never_takes_the_account_its_address_has() {
        String email = fixtures.email();
        var _ = fixtures.signIns().member(email);

        Back back = outsiders.stranger(email);

        assertEquals("password", back.next());
        Problem.assertIs(403, "forbidden", outsiders.finish(back, ""));
        Problem.assertIs(403, "forbidden", outsiders.finish(back, ",\"org_name\":\"Mine\""));
    }

    @Test
    void an_address_that_is_not_verified_signs_nobody_up() {
        Away away = outsiders.start();

        String location = outsiders.arrive(away, "sub-" + fixtures.unique(), Optional.empty());

        assertTrue(location.contains("&next=no_email&"), location);
    }

    @Test
    void whoever_is_signed_in_links_a_service_and_signs_in_with_it() {
        String email = fixtures.email();
        String token = fixtures.signIns().accessToken(email);
        String elsewhere = fixtures.email();
        String id = outsiders.linked(token, elsewhere);

        Back back = outsiders.stranger(elsewhere);

        assertEquals("sign_in", back.next());
        String second = token(outsiders.finish(back, ""));
        assertEquals(email, me(second).json().path("email").asText());
        Answer list = wire.send(Call.of("GET", "/api/v1/auth/identities", second));
        assertEquals(id, list.json().path("items").path(0).path("id").asText(), list.toString());
        Answer gone = wire.send(Call.of("DELETE", "/api/v1/auth/identities/" + id, token)
                .body("{\"password\":\"%s\"}".formatted(SignIns.PASSWORD)));
        assertEquals(204, gone.status(), gone.toString());
        assertEquals("sign_up", outsiders.stranger(elsewhere).next());
    }

    @Test
    void the_second_factor_is_asked_for_all_the_same() {
        String email = fixtures.email();
        String token = fixtures.signIns().accessToken(email);
        var _ = outsiders.linked(token, email);
        String proof = fixtures.signIns().proofBody(token);
        String code = proof.substring(proof.indexOf("backup_code\":\"") + 14, proof.lastIndexOf('"'));

        Back back = outsiders.stranger(email);

        Problem.assertIs(401, "totp_required", outsiders.finish(back, ""));
        Problem.assertIs(401, "unauthorized", outsiders.finish(back, ",\"totp_code\":\"000000\""));
        var _ = token(outsiders.finish(back, ",\"backup_code\":\"%s\"".formatted(code)));
        Problem.assertIs(401, "unauthorized", outsiders.finish(back, ""));
    }

    @Test
    void linking_takes_the_password_again() {
        String token = fixtures.signIns().accessToken(fixtures.email());

        Problem.assertIs(
                403,
                "forbidden",
                wire.send(Call.of("POST", "/api/v1/auth/identities/begin", token)
                        .body("{\"provider\":\"local\",\"password\":\"not the password\"}")));
    }

    @Test
    void a_ticket_to_link_is_one_account_s_and_signs_nobody_in() {
        String ada = fixtures.signIns().accessToken(fixtures.email());
        String eve = fixtures.signIns().accessToken(fixtures.email());
        String email = fixtures.email();
        Back back = outsiders.back(outsiders.linking(ada), "sub-" + email, email);
        assertEquals("link", back.next());

        Problem.assertIs(401, "unauthorized", outsiders.finish(back, ",\"org_name\":\"Acme\""));
        Problem.assertIs(
                401,
                "unauthorized",
                wire.send(Call.of("POST", "/api/v1/auth/identities", eve)
                        .with("Cookie", back.cookie())
                        .body("{\"ticket\":\"%s\"}".formatted(back.ticket()))));
    }

    @Test
    void an_identity_is_one_account_s() {
        String email = fixtures.email();
        var _ = outsiders.linked(fixtures.signIns().accessToken(fixtures.email()), email);
        String eve = fixtures.signIns().accessToken(fixtures.email());
        Back back = outsiders.back(outsiders.linking(eve), "sub-" + email, email);

        Problem.assertIs(
                409,
                "conflict",
                wire.send(Call.of("POST", "/api/v1/auth/identities", eve)
                        .with("Cookie", back.cookie())
                        .body("{\"ticket\":\"%s\"}".formatted(back.ticket()))));
    }

    @Test
    void the_last_way_into_an_account_stays() {
        String email = fixtures.email();
        String token = token(outsiders.finish(outsiders.stranger(email), ",\"org_name\":\"Acme\""));
        String id = wire.send(Call.of("GET", "/api/v1/auth/identities", token))
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asText();

        Problem.assertIs(
                403,
                "forbidden",
                wire.send(Call.of("DELETE", "/api/v1/auth/identities/" + id, token)
                        .body("{\"password\":\"%s\"}".formatted(SignIns.PASSWORD))));
        assertEquals("sign_in", outsiders.stranger(email).next());
    }

    @Test
    void an_invite_is_accepted_with_a_ticket_of_the_very_address() {
        Fixtures.Invited invited = fixtures.invite();
        String email = invited.email();
        String invite = invited.token();
        Back other = outsiders.stranger(fixtures.email());
        Back right = outsiders.stranger(email);

        Problem.assertIs(401, "unauthorized", accept(invite, other));
        Answer joined = accept(invite, right);

        assertEquals(200, joined.status(), joined.toString());
        assertEquals(email, joined.json().path("email").asText());
        String token = token(outsiders.finish(outsiders.stranger(email), ""));
        assertEquals(
                joined.json().path("org_id").asText(),
                me(token).json().path("org_id").asText());
    }

    private Answer accept(String invite, Back back) {
        return wire.send(Call.of("POST", "/api/v1/invites/accept", "none")
                .byNobody()
                .with("Cookie", back.cookie())
                .body("{\"token\":\"%s\",\"ticket\":\"%s\"}".formatted(invite, back.ticket())));
    }

    @Test
    void state_missing_foreign_or_reused_leads_nowhere() {
        Away away = outsiders.start();
        URI back = Outsiders.ISSUER.consent(away.to());
        Optional<String> cookie = Optional.of(away.cookie());
        assertLost("expired", callback("", cookie).header("Location"));
        assertLost(
                "expired", callback("?code=c&state=" + "0".repeat(64), cookie).header("Location"));
        assertLost("expired", callback("?code=c&state=a&state=b", cookie).header("Location"));

        assertTrue(callback("?" + back.getRawQuery(), cookie).header("Location").contains("#ticket="));

        assertLost("expired", callback("?" + back.getRawQuery(), cookie).header("Location"));
    }

    @Test
    void a_journey_of_another_browser_leads_nowhere_and_is_over() {
        Away eve = outsiders.start();
        Away ada = outsiders.start();
        URI back = Outsiders.ISSUER.consent(eve.to());

        assertLost(
                "expired",
                callback("?" + back.getRawQuery(), Optional.of(ada.cookie())).header("Location"));
        assertLost(
                "expired",
                callback("?" + back.getRawQuery(), Optional.of(eve.cookie())).header("Location"));
        assertLost(
                "expired",
                callback("?" + Outsiders.ISSUER.consent(ada.to()).getRawQuery(), Optional.empty())
                        .header("Location"));
    }

    @Test
    void a_ticket_is_nobody_s_in_another_browser() {
        Back eve = outsiders.stranger(fixtures.email());
        Away ada = outsiders.start();

        Problem.assertIs(
                401,
                "unauthorized",
                outsiders.finish(new Back(eve.ticket(), eve.next(), ada.cookie()), ",\"org_name\":\"Eve\""));
        Problem.assertIs(
                401,
                "unauthorized",
                outsiders.finish(new Back(eve.ticket(), eve.next(), "x=y"), ",\"org_name\":\"Eve\""));
    }

    @Test
    void whoever_declines_is_told_so_and_what_a_provider_says_is_not_repeated() {
        Away away = outsiders.start();
        String state = query(away, "state");

        Answer answer = callback(
                "?error=access_denied&error_description=%3Cscript%3E&state=" + state, Optional.of(away.cookie()));

        assertLost("cancelled", answer.header("Location"));
        assertFalse(answer.text().contains("script"), answer.toString());
        Away other = outsiders.start();
        assertLost(
                "refused",
                callback("?error=%3Cscript%3E&state=" + query(other, "state"), Optional.of(other.cookie()))
                        .header("Location"));
    }

    private static String query(Away away, String name) {
        return List.of(away.to().getRawQuery().split("&")).stream()
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_code_with_a_foreign_state_is_not_even_shown_to_the_provider() {
        long before = Outsiders.ISSUER.asked().stream().filter("/token"::equals).count();
        Away away = outsiders.start();

        assertLost(
                "expired",
                callback("?code=stolen&state=" + "1".repeat(64), Optional.of(away.cookie()))
                        .header("Location"));

        assertEquals(
                before,
                Outsiders.ISSUER.asked().stream().filter("/token"::equals).count());
    }

    @Test
    void the_cookie_is_the_browser_s_alone_and_nothing_is_kept_on_the_way() {
        Answer answer = outsiders.get("/api/v1/auth/oidc/local");

        String cookie = answer.header("Set-Cookie");
        assertTrue(cookie.toLowerCase(java.util.Locale.ROOT).contains("; httponly"), cookie);
        assertTrue(cookie.contains("SameSite=Lax"), cookie);
        assertTrue(cookie.contains("Path=/"), cookie);
        assertTrue(cookie.contains("Max-Age=1200"), cookie);
        assertEquals("no-store", answer.header("Cache-Control"));
        assertEquals("no-referrer", answer.header("Referrer-Policy"));
    }

    @Test
    void the_way_back_is_the_configured_one_whatever_the_request_says_its_host_is() {
        Answer answer = wire.send(Call.of("GET", "/api/v1/auth/oidc/local", "none")
                .byNobody()
                .with("X-Forwarded-Host", "evil.example")
                .with("Forwarded", "host=evil.example")
                .with("X-Forwarded-Proto", "https"));

        String location = answer.header("Location");
        assertTrue(
                location.contains("redirect_uri=http%3A%2F%2Flocalhost%3A" + wire.port()
                        + "%2Fapi%2Fv1%2Fauth%2Foidc%2Flocal%2Fcallback"),
                location);
        assertFalse(location.contains("evil"), location);
    }

    @Test
    void what_is_offered_names_no_client_and_no_secret() {
        Answer answer = outsiders.get("/api/v1/auth/oidc");

        assertEquals("Local", answer.json().path("items").path(0).path("name").asText());
        assertFalse(answer.text().contains("client"), answer.text());
        Problem.assertIs(404, "not_found", outsiders.get("/api/v1/auth/oidc/google"));
    }
}
