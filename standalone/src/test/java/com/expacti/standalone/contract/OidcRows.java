package com.expacti.standalone.contract;

import static com.expacti.standalone.contract.Row.Who.ANYBODY;
import static com.expacti.standalone.contract.Row.Who.PEOPLE;

import com.expacti.standalone.contract.Outsiders.Back;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of {@code /auth/oidc} and {@code /auth/identities}. */
final class OidcRows {
    private OidcRows() {}

    private static Row.Asked shown(Back back, Optional<String> token, String more) {
        return new Row.Asked(
                Map.of(),
                Optional.of("{\"ticket\":\"%s\"%s}".formatted(back.ticket(), more)),
                token,
                Optional.of(back.cookie()));
    }

    static List<Row> all() {
        String password = "\"password\":\"%s\"".formatted(SignIns.PASSWORD);
        return List.of(
                Row.of("listSignInProviders", ANYBODY, 200),
                Row.of("startProviderSignIn", ANYBODY, 303).with("provider", f -> Outsiders.PROVIDER),
                Row.of("returnFromProvider", ANYBODY, 303).with("provider", f -> Outsiders.PROVIDER),
                Row.of("finishProviderSignIn", ANYBODY, 200)
                        .asked(f ->
                                shown(f.outsiders().stranger(f.email()), Optional.empty(), ",\"org_name\":\"Acme\""))
                        .wrong("{}", "ticket")
                        .wrong("{\"ticket\":1}", "ticket")
                        .wrong("{\"ticket\":\"t\",\"org_name\":1}", "org_name")
                        .wrong(
                                "{\"ticket\":\"t\",\"org_name\":\"o\",\"allow_self_approval\":\"no\"}",
                                "allow_self_approval")
                        .invalid("{\"ticket\":\"t\",\"org_name\":\"\"}", "org_name")
                        .invalid("{\"ticket\":\"t\",\"org_name\":\"a\\n\"}", "org_name"),
                Row.of("listLinkedSignIns", PEOPLE, 200).by(f -> f.signIns().standing()),
                Row.of("beginLink", PEOPLE, 200)
                        .by(f -> f.signIns().standing())
                        .body("{\"provider\":\"local\",%s}".formatted(password))
                        .wrong("{%s}".formatted(password), "provider")
                        .wrong("{\"provider\":\"local\"}", "password"),
                Row.of("linkSignIn", PEOPLE, 201)
                        .asked(f -> {
                            String token = f.signIns().accessToken(f.email());
                            String email = f.email();
                            return shown(
                                    f.outsiders().back(f.outsiders().linking(token), "sub-" + email, email),
                                    Optional.of(token),
                                    "");
                        })
                        .by(f -> f.signIns().standing())
                        .wrong("{}", "ticket"),
                Row.of("unlinkSignIn", PEOPLE, 204)
                        .asked(f -> {
                            String token = f.signIns().accessToken(f.email());
                            return new Row.Asked(
                                    Map.of("id", f.outsiders().linked(token, f.email())),
                                    Optional.of("{%s}".formatted(password)),
                                    Optional.of(token));
                        })
                        .by(f -> f.signIns().standing())
                        .wrong("{}", "password"));
    }
}
