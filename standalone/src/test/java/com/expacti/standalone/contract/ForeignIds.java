package com.expacti.standalone.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.expacti.standalone.contract.People.Somebody;
import com.expacti.standalone.contract.Wire.Answer;
import com.expacti.standalone.contract.Wire.Call;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** Another org on the same server, with one of everything, and where its ids could be put into a request. */
record ForeignIds(Somebody owner, String agentToken, String agent, String target, String group, String session) {
    /** What an id is of. */
    enum Kind {
        PERSON,
        AGENT,
        TARGET,
        GROUP,
        SESSION
    }

    /**
     * A field that takes an id.
     *
     * @param body with {@code $} where the id stands and {@code @} for a name nobody has used
     */
    record Place(String operation, Kind kind, String body, int status, String field) {
        String body(String id, String name) {
            return body.replace("$", id).replace("@", name);
        }
    }

    private static final String TARGET_START =
            "{'name':'@','host':'db.example.com','port':22,'login':'l','auth':{'password':'p'},";
    private static final String RULE = "'pattern_type':'exact','pattern':'echo @',";

    static final List<Place> PLACES = List.of(
            refused("createAgent", Kind.TARGET, "{'name':'@','target_ids':['$']}", "target_ids"),
            refused("createAgent", Kind.TARGET, "{'name':'@','default_target_id':'$'}", "default_target_id"),
            refused("createAgent", Kind.PERSON, "{'name':'@','owner_id':'$'}", "owner_id"),
            refused("updateAgent", Kind.TARGET, "{'target_ids':['$']}", "target_ids"),
            refused("updateAgent", Kind.TARGET, "{'default_target_id':'$'}", "default_target_id"),
            refused("updateAgent", Kind.PERSON, "{'owner_id':'$'}", "owner_id"),
            refused("createAgentToken", Kind.TARGET, "{'name':'@','target_ids':['$']}", "target_ids"),
            refused(
                    "createApiKey",
                    Kind.AGENT,
                    "{'name':'@','permissions':['commands:submit'],'agent_id':'$'}",
                    "agent_id"),
            refused("createTarget", Kind.GROUP, TARGET_START + "'group_ids':['$']}", "group_ids"),
            refused("updateTarget", Kind.GROUP, "{'group_ids':['$']}", "group_ids"),
            refused("createRule", Kind.TARGET, "{'effect':'deny'," + RULE + "'scope':'target:$'}", "scope"),
            refused("createRule", Kind.GROUP, "{'effect':'deny'," + RULE + "'scope':'group:$'}", "scope"),
            refused("updateRule", Kind.TARGET, "{'scope':'target:$'}", "scope"),
            refused("updateRule", Kind.GROUP, "{'scope':'group:$'}", "scope"),
            refused(
                    "importRules",
                    Kind.TARGET,
                    "{'rules':[{'effect':'allow'," + RULE + "'scope':'target:$'}]}",
                    "rules[0].scope"),
            refused("backtestRule", Kind.TARGET, "{" + RULE + "'scope':'target:$'}", "scope"),
            refused("createPolicy", Kind.TARGET, "{'type':'any_reviewer'," + RULE + "'scope':'target:$'}", "scope"),
            refused("createPolicy", Kind.GROUP, "{'type':'any_reviewer'," + RULE + "'scope':'group:$'}", "scope"),
            refused(
                    "createPolicy",
                    Kind.PERSON,
                    "{'type':'all_of'," + RULE + "'scope':'global','reviewer_ids':['$']}",
                    "reviewer_ids"),
            refused("updatePolicy", Kind.GROUP, "{'scope':'group:$'}", "scope"),
            refused("updatePolicy", Kind.PERSON, "{'type':'all_of','reviewer_ids':['$']}", "reviewer_ids"),
            refused("acceptSuggestion", Kind.TARGET, "{'scope':'target:$'}", "scope"),
            refused(
                    "approveCommand",
                    Kind.TARGET,
                    "{'whitelist':{'pattern':'ls','scope':'target:$'}}",
                    "whitelist.scope"),
            new Place("submitCommand", Kind.TARGET, body("{'ref':'@','command':'ls','target':'$'}"), 403, ""),
            new Place("submitCommand", Kind.SESSION, body("{'ref':'@','command':'ls','session_id':'$'}"), 404, ""),
            new Place("explainCommand", Kind.TARGET, body("{'command':'ls','target':'$'}"), 404, ""));

    private static Place refused(String operation, Kind kind, String body, String field) {
        return new Place(operation, kind, body(body), 422, field);
    }

    private static String body(String quoted) {
        return quoted.replace('\'', '"');
    }

    static ForeignIds of(Wire wire) {
        People people = new People(wire);
        Somebody owner = people.in(people.org(), "owner");
        Other other = new Other(wire, owner.token());
        String agent = other.made("/agents", "{\"name\":\"theirs\"}").path("id").asText();
        String token = other.made("/agents/" + agent + "/tokens", "{\"name\":\"ci\"}")
                .path("token")
                .asText();
        String target = other.made(
                        "/targets",
                        "{\"name\":\"theirs\",\"host\":\"db.example.com\",\"port\":22,\"login\":\"l\",\"auth\":{\"password\":\"p\"}}")
                .path("id")
                .asText();
        String group =
                other.made("/target-groups", "{\"name\":\"theirs\"}").path("id").asText();
        String session = new Other(wire, token)
                .made("/commands", "{\"ref\":\"r\",\"command\":\"touch x\"}")
                .path("session_id")
                .asText();
        return new ForeignIds(owner, token, agent, target, group, session);
    }

    String id(Kind kind) {
        return switch (kind) {
            case PERSON -> owner.id();
            case AGENT -> agent;
            case TARGET -> target;
            case GROUP -> group;
            case SESSION -> session;
        };
    }

    private record Other(Wire wire, String token) {
        JsonNode made(String path, String body) {
            Answer answer = wire.send(Call.of("POST", "/api/v1" + path, token).body(body));
            assertEquals(2, answer.status() / 100, answer.toString().toLowerCase(Locale.ROOT));
            return answer.json();
        }
    }
}
