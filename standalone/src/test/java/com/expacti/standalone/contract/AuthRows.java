package com.expacti.standalone.contract;

import static com.expacti.standalone.contract.Row.Who.ANYBODY;
import static com.expacti.standalone.contract.Row.Who.PEOPLE;

import java.util.List;

/** The rows of {@code /auth}. */
final class AuthRows {
    private AuthRows() {}

    private static String signUp(String email, String password, String org) {
        return "{\"email\":\"%s\",\"password\":\"%s\",\"org_name\":\"%s\"}".formatted(email, password, org);
    }

    static List<Row> all() {
        String good = SignIns.PASSWORD;
        return List.of(
                Row.of("signUp", ANYBODY, 201)
                        .body(f -> SignIns.signUpBody(f.email()))
                        .wrong("{\"password\":\"p\",\"org_name\":\"o\"}", "email")
                        .wrong("{\"email\":\"a@b\",\"password\":7,\"org_name\":\"o\"}", "password")
                        .wrong("{\"email\":\"a@b\",\"password\":\"p\"}", "org_name")
                        .wrong(
                                "{\"email\":\"a@b\",\"password\":\"p\",\"org_name\":\"o\",\"allow_self_approval\":1}",
                                "allow_self_approval")
                        .invalid(signUp("nobody", good, "o"), "email")
                        .invalid(signUp("a@b\\r\\nBcc: c@d", good, "o"), "email")
                        .invalid(signUp("a".repeat(250) + "@b.example", good, "o"), "email")
                        .invalid(signUp("a@b", "eleven char", "o"), "password")
                        .invalid(signUp("a@b", "p".repeat(257), "o"), "password")
                        .invalid(signUp("a@b", "Password1234", "o"), "password")
                        .invalid(signUp("a@b", "aaaaaaaaaaaa", "o"), "password")
                        .invalid(signUp("ada@example.com", "ada@example.com", "o"), "password")
                        .invalid(signUp("a@b", good, ""), "org_name")
                        .invalid(signUp("a@b", good, "o\\n"), "org_name"),
                Row.of("verifyEmail", ANYBODY, 200)
                        .body(f -> "{\"token\":\"%s\"}".formatted(f.signIns().signedUp(f.email())))
                        .wrong("{}", "token")
                        .wrong("{\"token\":\"t\",\"password\":1}", "password")
                        .wrong("{\"token\":null}", "token"),
                Row.of("login", ANYBODY, 200)
                        .body(f -> {
                            String email = f.email();
                            var _ = f.signIns().member(email);
                            return SignIns.loginBody(email);
                        })
                        .wrong("{\"password\":\"p\"}", "email")
                        .wrong("{\"email\":\"a@b\"}", "password")
                        .wrong("{\"email\":\"a@b\",\"password\":\"p\",\"org_id\":1}", "org_id"),
                Row.of("refresh", ANYBODY, 200)
                        .body(f -> {
                            String email = f.email();
                            var _ = f.signIns().member(email);
                            return "{\"refresh_token\":\"%s\"}"
                                    .formatted(f.signIns()
                                            .login(email)
                                            .path("refresh_token")
                                            .asText());
                        })
                        .wrong("{}", "refresh_token")
                        .wrong("{\"refresh_token\":[]}", "refresh_token"),
                Row.of("logout", PEOPLE, 204).by(f -> f.signIns().accessToken(f.email())),
                Row.of("listLogins", PEOPLE, 200).by(f -> f.signIns().accessToken(f.email())),
                Row.of("endLogin", PEOPLE, 204)
                        .with("id", f -> f.signIns().idOf(f.signIns().standing()))
                        .by(f -> f.signIns().standing()),
                Row.of("endAllLogins", PEOPLE, 204).by(f -> f.signIns().accessToken(f.email())),
                Row.of("beginTotp", PEOPLE, 201)
                        .by(f -> f.signIns().standing())
                        .body("{\"password\":\"%s\"}".formatted(good))
                        .wrong("{}", "password"),
                Row.of("confirmTotp", PEOPLE, 200)
                        .by(f -> f.signIns().accessToken(f.email()))
                        .bodyBy((f, token) ->
                                "{\"code\":\"%s\"}".formatted(f.signIns().firstCode(token)))
                        .wrong("{\"code\":123456}", "code")
                        .invalid("{\"code\":\"\"}", "code"),
                Row.of("removeTotp", PEOPLE, 204)
                        .by(f -> f.signIns().accessToken(f.email()))
                        .bodyBy((f, token) -> f.signIns().proofBody(token))
                        .wrong("{}", "password")
                        .wrong("{\"password\":\"p\",\"backup_code\":1}", "backup_code"),
                Row.of("replaceBackupCodes", PEOPLE, 200)
                        .by(f -> f.signIns().accessToken(f.email()))
                        .bodyBy((f, token) -> f.signIns().proofBody(token))
                        .wrong("{}", "password")
                        .wrong("{\"password\":\"p\",\"totp_code\":1}", "totp_code"),
                Row.of("askPasswordReset", ANYBODY, 204)
                        .body(f -> "{\"email\":\"%s\"}".formatted(f.email()))
                        .wrong("{}", "email")
                        .invalid("{\"email\":\"no\"}", "email"),
                Row.of("confirmPasswordReset", ANYBODY, 204)
                        .body(f -> {
                            String email = f.email();
                            var _ = f.signIns().member(email);
                            return "{\"token\":\"%s\",\"password\":\"another good password\"}"
                                    .formatted(f.signIns().resetToken(email));
                        })
                        .wrong("{\"password\":\"p\"}", "token")
                        .wrong("{\"token\":\"t\"}", "password")
                        .wrong(
                                "{\"token\":\"t\",\"password\":\"p\",\"second_factor_not_mine\":1}",
                                "second_factor_not_mine")
                        .invalid("{\"token\":\"t\",\"password\":\"short\"}", "password"));
    }
}
