package com.expacti.standalone.contract;

import static com.expacti.standalone.contract.Row.Who.ANYBODY;
import static com.expacti.standalone.contract.Row.Who.PEOPLE;

import java.util.List;

/** The rows of {@code /invites}. */
final class InviteRows {
    private InviteRows() {}

    private static String invite(String email, String role) {
        return "{\"email\":%s,\"role\":%s}".formatted(email, role);
    }

    private static String accept(String token, String password) {
        return "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, password);
    }

    static List<Row> all() {
        return List.of(
                Row.of("listInvites", PEOPLE, 200),
                Row.of("createInvite", PEOPLE, 201)
                        .body(f -> invite("\"" + f.unique() + "@example.com\"", "\"auditor\""))
                        .wrong("{\"role\":\"auditor\"}", "email")
                        .wrong("{\"email\":\"a@example.com\"}", "role")
                        .wrong(invite("1", "\"auditor\""), "email")
                        .wrong(invite("\"a@example.com\"", "{}"), "role")
                        .invalid(invite("\"nobody\"", "\"auditor\""), "email")
                        .invalid(invite("\"a@example.com\\nBcc: b@example.com\"", "\"auditor\""), "email")
                        .invalid(invite("\"a@example.com\"", "\"boss\""), "role"),
                Row.of("getInvite", PEOPLE, 200).with("id", f -> f.invite().id()),
                Row.of("resendInvite", PEOPLE, 200).with("id", f -> f.invite().id()),
                Row.of("revokeInvite", PEOPLE, 204).with("id", f -> f.invite().id()),
                Row.of("acceptInvite", ANYBODY, 200)
                        .body(f -> accept(f.invite().token(), "several words do well"))
                        .wrong("{\"token\":\"t\"}", "password")
                        .wrong("{\"password\":\"several words do well\"}", "token")
                        .wrong("{\"token\":1,\"password\":\"several words do well\"}", "token")
                        .invalid(accept("t", "short"), "password")
                        .invalid(accept("t", "password1234"), "password"));
    }
}
