package com.expacti.standalone.contract;

import static com.expacti.standalone.contract.Row.Who.PEOPLE;

import java.util.List;

/** The rows of {@code /targets} and {@code /target-groups}. */
final class TargetRows {
    private static final String AUTH = "{\"password\":\"p\"}";
    private static final String LONG_101 = "n".repeat(101);

    private TargetRows() {}

    private static String target(String name, String host, String port, String login, String auth) {
        return "{\"name\":%s,\"host\":%s,\"port\":%s,\"login\":%s,\"auth\":%s}"
                .formatted(name, host, port, login, auth);
    }

    private static String with(String more) {
        return "{\"name\":\"t\",\"host\":\"h\",\"port\":22,\"login\":\"l\",\"auth\":%s,%s}".formatted(AUTH, more);
    }

    private static Row made() {
        Row row = Row.of("createTarget", PEOPLE, 201)
                .body(f ->
                        "{\"name\":\"%s\",\"host\":\"10.0.0.7\",\"port\":22,\"login\":\"l\",\"auth\":%s,\"environment\":\"staging\",\"group_ids\":[\"%s\"]}"
                                .formatted(f.unique(), AUTH, f.group()))
                .wrong("{\"host\":\"h\",\"port\":22,\"login\":\"l\",\"auth\":{}}", "name")
                .wrong(target("\"t\"", "1", "22", "\"l\"", AUTH), "host")
                .wrong(target("\"t\"", "\"h\"", "\"22\"", "\"l\"", AUTH), "port")
                .wrong(target("\"t\"", "\"h\"", "22", "null", AUTH), "login")
                .wrong(target("\"t\"", "\"h\"", "22", "\"l\"", "null"), "auth")
                .wrong(target("\"t\"", "\"h\"", "22", "\"l\"", "\"p\""), "auth")
                .wrong(target("\"t\"", "\"h\"", "22", "\"l\"", "{\"password\":1}"), "auth.password")
                .wrong(with("\"group_ids\":\"g\""), "group_ids")
                .invalid(target("\"\"", "\"h\"", "22", "\"l\"", AUTH), "name")
                .invalid(target("\"demo\"", "\"h\"", "22", "\"l\"", AUTH), "name")
                .invalid(target("\"target_demo\"", "\"h\"", "22", "\"l\"", AUTH), "name")
                .invalid(target("\"" + LONG_101 + "\"", "\"h\"", "22", "\"l\"", AUTH), "name")
                .invalid(target("\"t\"", "\"h\"", "0", "\"l\"", AUTH), "port")
                .invalid(target("\"t\"", "\"h\"", "65536", "\"l\"", AUTH), "port")
                .invalid(target("\"t\"", "\"h\"", "22", "\"-oProxyCommand=x\"", AUTH), "login")
                .invalid(target("\"t\"", "\"h\"", "22", "\"a b\"", AUTH), "login")
                .invalid(target("\"t\"", "\"h\"", "22", "\"l\"", "{}"), "auth")
                .invalid(target("\"t\"", "\"h\"", "22", "\"l\"", "{\"password\":\"\"}"), "auth.password")
                .invalid(target("\"t\"", "\"h\"", "22", "\"l\"", "{\"private_key\":\"key\"}"), "auth.private_key")
                .invalid(with("\"environment\":\"none\""), "environment")
                .invalid(with("\"host_key\":\"key\""), "host_key")
                .invalid(with("\"group_ids\":[\"nowhere\"]"), "group_ids");
        for (String host :
                List.of("", " ", "a b", "ssh://h", "h:22", "h/x", "-h", "h..x", "2130706433", "127.1", "u@h")) {
            row.invalid(target("\"t\"", "\"" + host + "\"", "22", "\"l\"", AUTH), "host");
        }
        return row;
    }

    static List<Row> all() {
        return List.of(
                Row.of("listTargets", PEOPLE, 200),
                made(),
                Row.of("getTarget", PEOPLE, 200).with("id", Fixtures::target),
                Row.of("updateTarget", PEOPLE, 200)
                        .with("id", Fixtures::target)
                        .body("{\"environment\":\"production\",\"group_ids\":[]}")
                        .wrong("{\"port\":22.5}", "port")
                        .wrong("{\"auth\":[]}", "auth")
                        .invalid("{\"name\":\"demo\"}", "name")
                        .invalid("{\"host\":\"other.example.com\"}", "auth")
                        .invalid("{\"environment\":\"\"}", "environment")
                        .invalid("{\"group_ids\":[\"nowhere\"]}", "group_ids"),
                Row.of("deleteTarget", PEOPLE, 204).with("id", Fixtures::target),
                Row.of("listTargetGroups", PEOPLE, 200),
                Row.of("createTargetGroup", PEOPLE, 201)
                        .body(f -> "{\"name\":\"%s\"}".formatted(f.unique()))
                        .wrong("{}", "name")
                        .wrong("{\"name\":1}", "name")
                        .invalid("{\"name\":\"\"}", "name")
                        .invalid("{\"name\":\"" + LONG_101 + "\"}", "name"),
                Row.of("getTargetGroup", PEOPLE, 200).with("id", Fixtures::group),
                Row.of("renameTargetGroup", PEOPLE, 200)
                        .with("id", Fixtures::group)
                        .body(f -> "{\"name\":\"%s\"}".formatted(f.unique()))
                        .wrong("{}", "name")
                        .wrong("{\"name\":false}", "name")
                        .invalid("{\"name\":\" \"}", "name"),
                Row.of("deleteTargetGroup", PEOPLE, 204).with("id", Fixtures::group));
    }
}
