package com.expacti.standalone.contract;

import static com.expacti.standalone.contract.Row.Who.ANYBODY;
import static com.expacti.standalone.contract.Row.Who.PEOPLE;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of {@code /auth/recovery}, and of what owners and admins see of it. */
final class RecoveryRows {
    private RecoveryRows() {}

    static List<Row> all() {
        return List.of(
                Row.of("askRecovery", ANYBODY, 204)
                        .body(f -> "{\"email\":\"%s\"}".formatted(f.email()))
                        .wrong("{}", "email")
                        .invalid("{\"email\":\"no\"}", "email"),
                Row.of("confirmRecovery", ANYBODY, 200)
                        .body(f -> Recovering.proof(Recovering.begun(f).link()))
                        .wrong("{\"password\":\"p\"}", "token")
                        .wrong("{\"token\":\"t\"}", "password"),
                Row.of("cancelRecoveryByLink", ANYBODY, 204)
                        .body(f -> "{\"token\":\"%s\"}"
                                .formatted(Recovering.begun(f).cancelToken()))
                        .wrong("{}", "token"),
                Row.of("cancelMyRecovery", PEOPLE, 204)
                        .by(f -> f.signIns().accessToken(f.email()))
                        .asked(f -> new Row.Asked(
                                Map.of(),
                                Optional.empty(),
                                Optional.of(Recovering.begun(f).token()))),
                Row.of("cancelRecovery", PEOPLE, 204)
                        .with("id", f -> Recovering.member(f).id())
                        .by(f -> f.joined("admin")));
    }
}
