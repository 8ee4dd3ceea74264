package com.expacti.standalone.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.standalone.contract.Wire.Answer;
import com.expacti.standalone.contract.Wire.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** E2 at a whole server: the way back of who lost every second factor. */
@ExtendWith(OneServer.class)
final class RecoveryTest {
    private final Wire wire;
    private final Fixtures fixtures;

    RecoveryTest(Wire wire) {
        this.wire = wire;
        this.fixtures = new Fixtures(wire);
    }

    private Answer get(String path, String token) {
        return wire.send(Call.of("GET", "/api/v1" + path, token));
    }

    @Test
    void it_waits_is_told_of_and_takes_nothing_away_meanwhile() {
        Recovering ada = Recovering.begun(fixtures);

        Answer again = ada.confirm(ada.link());

        assertEquals("waiting", again.json().path("status").asText(), again.toString());
        assertTrue(
                ada.me().path("recovery").path("ready_at").isTextual(), ada.me().toString());
        String log = get("/audit?limit=200", ada.token()).text();
        assertTrue(log.contains("recovery_begun"), log);
        Problem.assertIs(401, "totp_required", fixtures.signIns().post("/login", SignIns.loginBody(ada.email())));
    }

    @Test
    void the_mails_link_cancels_it_once() {
        Recovering ada = Recovering.begun(fixtures);
        String body = "{\"token\":\"%s\"}".formatted(ada.cancelToken());

        assertEquals(204, fixtures.signIns().post("/recovery/cancel", body).status());

        Problem.assertIs(401, "unauthorized", fixtures.signIns().post("/recovery/cancel", body));
        assertTrue(ada.me().path("recovery").isMissingNode(), ada.me().toString());
        assertTrue(get("/audit?limit=200", ada.token()).text().contains("recovery_cancelled"));
    }

    @Test
    void owners_and_admins_see_their_members_and_reviewers_do_not() {
        Recovering rita = Recovering.member(fixtures);

        assertTrue(get("/members/" + rita.id(), fixtures.joined("admin")).text().contains("recovery"));
        assertFalse(
                get("/members/" + rita.id(), fixtures.joined("reviewer")).text().contains("recovery"));
    }

    @Test
    void an_unknown_address_is_answered_as_a_known_one() {
        KeyedPerson known = fixtures.keyed();

        Answer there = fixtures.signIns().post("/recovery", "{\"email\":\"%s\"}".formatted(known.email()));
        Answer nowhere = fixtures.signIns().post("/recovery", "{\"email\":\"%s\"}".formatted(fixtures.email()));

        assertEquals(204, there.status());
        assertEquals(there.status(), nowhere.status());
        assertEquals(there.text(), nowhere.text());
    }
}
