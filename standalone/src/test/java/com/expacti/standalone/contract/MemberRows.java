package com.expacti.standalone.contract;

import static com.expacti.standalone.contract.Row.Who.PEOPLE;

import java.util.List;

/** The rows of {@code /members}. */
final class MemberRows {
    private MemberRows() {}

    static List<Row> all() {
        return List.of(
                Row.of("listMembers", PEOPLE, 200),
                Row.of("getMember", PEOPLE, 200).with("id", Fixtures::member),
                Row.of("updateMember", PEOPLE, 200)
                        .with("id", Fixtures::member)
                        .body("{\"role\":\"senior_reviewer\",\"display_name\":\"Sara\"}")
                        .wrong("{\"role\":1}", "role")
                        .wrong("{\"display_name\":[]}", "display_name")
                        .invalid("{\"role\":\"boss\"}", "role")
                        .invalid("{\"display_name\":\" \"}", "display_name")
                        .invalid("{\"display_name\":\"a\\u0000b\"}", "display_name")
                        .invalid("{\"display_name\":\"" + "n".repeat(101) + "\"}", "display_name"),
                Row.of("removeMember", PEOPLE, 204).with("id", Fixtures::member),
                Row.of("removeSecondFactor", PEOPLE, 204)
                        .with("id", Fixtures::keyedMember)
                        .by(f -> f.joined("admin")));
    }
}
