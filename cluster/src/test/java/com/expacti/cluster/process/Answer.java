package com.expacti.cluster.process;

import java.util.Map;

/** An answer of a node: its status and its body as a map. */
public record Answer(int status, Map<String, Object> body) {
    public String text(String field) {
        return String.valueOf(body.get(field));
    }

    /** Whether it is what was asked for and no error, whose body has a status too. */
    public boolean isCommand() {
        return status >= 200 && status < 300 && body.containsKey("status");
    }

    public boolean is(String field, Object value) {
        return value.equals(body.get(field));
    }
}
