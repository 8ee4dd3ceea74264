package com.expacti.standalone.contract;

import static com.expacti.standalone.contract.Row.Who.PEOPLE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.expacti.standalone.contract.Row.Asked;
import com.expacti.standalone.contract.Wire.Answer;
import com.expacti.standalone.contract.Wire.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of {@code /oidc-issuers}. Each asks as an owner who signed in, in an org that has room for one more. */
final class IssuerRows {
    private static final String PATH = "/api/v1/oidc-issuers";

    private IssuerRows() {}

    private static String issuer(String name, String url, String client, String secret) {
        return "{\"name\":%s,\"issuer\":%s,\"client_id\":%s,\"client_secret\":%s}".formatted(name, url, client, secret);
    }

    /** One with the address of the service that runs beside the server. */
    static String body(String name) {
        return issuer(
                "\"" + name + "\"",
                "\"" + Outsiders.ISSUER.issuer() + "\"",
                "\"" + com.expacti.testkit.issuer.TestIssuer.CLIENT + "\"",
                "\"" + com.expacti.testkit.issuer.TestIssuer.SECRET + "\"");
    }

    private static String owner(Fixtures f) {
        String owner = f.joined("owner");
        for (var each : f.sent(Call.of("GET", PATH, owner)).json().path("items")) {
            Answer gone = f.sent(Call.of("DELETE", PATH + "/" + each.path("id").asText(), owner));
            assertEquals(204, gone.status(), gone.toString());
        }
        return owner;
    }

    private static Asked of(Fixtures f, Optional<String> body) {
        String owner = owner(f);
        Answer made = f.sent(Call.of("POST", PATH, owner).body(body(f.unique())));
        assertEquals(201, made.status(), made.toString());
        return new Asked(Map.of("id", made.json().path("id").asText()), body, Optional.of(owner));
    }

    private static Row refusing(Row row) {
        return row.wrong("{\"name\":1}", "name")
                .wrong(issuer("\"n\"", "1", "\"c\"", "\"s\""), "issuer")
                .wrong(issuer("\"n\"", "\"https://i.example\"", "1", "\"s\""), "client_id")
                .wrong(issuer("\"n\"", "\"https://i.example\"", "\"c\"", "[]"), "client_secret")
                .invalid(issuer("\"\"", "\"https://i.example\"", "\"c\"", "\"s\""), "name")
                .invalid(issuer("\"n\"", "\"i.example\"", "\"c\"", "\"s\""), "issuer")
                .invalid(issuer("\"n\"", "\"https://169.254.169.254/\"", "\"c\"", "\"s\""), "issuer")
                .invalid(issuer("\"n\"", "\"https://i.example/?q\"", "\"c\"", "\"s\""), "issuer")
                .invalid(issuer("\"n\"", "\"https://i.example\"", "\"a b\"", "\"s\""), "client_id")
                .invalid(issuer("\"n\"", "\"https://i.example\"", "\"c\"", "\"\\n\""), "client_secret");
    }

    static List<Row> all() {
        return List.of(
                Row.of("listOidcIssuers", PEOPLE, 200),
                refusing(Row.of("createOidcIssuer", PEOPLE, 201)
                                .by(f -> f.signIns().standing())
                                .asked(f -> {
                                    String owner = owner(f);
                                    return new Asked(Map.of(), Optional.of(body(f.unique())), Optional.of(owner));
                                }))
                        .wrong("{\"name\":\"n\"}", "issuer"),
                Row.of("getOidcIssuer", PEOPLE, 200)
                        .by(f -> f.signIns().standing())
                        .asked(f -> of(f, Optional.empty())),
                refusing(Row.of("updateOidcIssuer", PEOPLE, 200)
                                .by(f -> f.signIns().standing())
                                .asked(f -> of(f, Optional.of("{\"enabled\":false}"))))
                        .wrong("{\"enabled\":\"no\"}", "enabled")
                        .invalid("{\"client_id\":\"another\"}", "client_secret"),
                Row.of("deleteOidcIssuer", PEOPLE, 204)
                        .by(f -> f.signIns().standing())
                        .asked(f -> of(f, Optional.empty())));
    }
}
