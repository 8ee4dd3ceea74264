package com.expacti.standalone.contract;

import static com.expacti.standalone.contract.Row.Who.PEOPLE;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of {@code /auth/passkeys}. */
final class PasskeyRows {
    private PasskeyRows() {}

    static List<Row> all() {
        return List.of(
                Row.of("listPasskeys", PEOPLE, 200).by(f -> f.signIns().accessToken(f.email())),
                Row.of("beginPasskey", PEOPLE, 201)
                        .by(f -> f.signIns().accessToken(f.email()))
                        .body(KeyedPerson.passwordBody())
                        .wrong("{}", "password")
                        .wrong("{\"password\":\"p\",\"passkey\":7}", "passkey")
                        .wrong("{\"password\":\"p\",\"passkey\":{}}", "passkey.response")
                        .wrong("{\"password\":\"p\",\"passkey\":{\"response\":{}}}", "passkey.id"),
                Row.of("askPasskey", PEOPLE, 201).by(f -> f.keyed().token()),
                Row.of("addPasskey", PEOPLE, 201)
                        .by(f -> f.signIns().accessToken(f.email()))
                        .bodyBy((f, token) -> f.newPasskeyBody(token))
                        .wrong("{\"credential\":{\"id\":\"x\",\"response\":{}}}", "name")
                        .wrong("{\"name\":\"laptop\"}", "credential")
                        .wrong("{\"name\":\"laptop\",\"credential\":{\"id\":\"x\"}}", "credential.response")
                        .invalid(credential("", "[]"), "name")
                        .invalid(credential("laptop", "[]"), "credential")
                        .invalid(credential("laptop", "[\"USB\"]"), "credential.response.transports"),
                Row.of("renamePasskey", PEOPLE, 200)
                        .by(f -> f.signIns().standing())
                        .asked(f -> of(f.keyed(), "{\"name\":\"work laptop\"}"))
                        .wrong("{}", "name")
                        .invalid("{\"name\":\"\"}", "name"),
                Row.of("removePasskey", PEOPLE, 204)
                        .by(f -> f.signIns().standing())
                        .asked(f -> {
                            KeyedPerson person = f.keyed();
                            return of(person, person.proofBody());
                        })
                        .wrong("{}", "password")
                        .wrong("{\"password\":\"p\",\"totp_code\":1}", "totp_code"),
                stepUp());
    }

    /** Of approving a command. */
    static Row stepUp() {
        return Row.of("askStepUp", PEOPLE, 201)
                .by(f -> f.joined("reviewer"))
                .asked(f ->
                        new Row.Asked(Map.of("id", f.pendingId()), Optional.empty(), Optional.of(f.keyedReviewer())));
    }

    /** Of weakening the settings. */
    static Row settingsStepUp() {
        return Row.of("askSettingsStepUp", PEOPLE, 201)
                .by(f -> f.signIns().accessToken(f.email()))
                .asked(f -> new Row.Asked(
                        Map.of(), Optional.of("{\"require_step_up\":false}"), Optional.of(f.keyedOwner())))
                .wrong("{\"require_totp\":1}", "require_totp")
                .invalid("{\"auto_approve_below\":101}", "auto_approve_below");
    }

    private static Row.Asked of(KeyedPerson person, String body) {
        return new Row.Asked(Map.of("id", person.passkeyId()), Optional.of(body), Optional.of(person.token()));
    }

    private static String credential(String name, String transports) {
        return """
                {"name":"%s","credential":{"id":"eA","response":{"clientDataJSON":"eA","attestationObject":"eA",
                "transports":%s}}}
                """.formatted(name, transports);
    }
}
