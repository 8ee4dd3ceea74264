package com.expacti.cli;

import com.expacti.client.rest.RestClient;
import com.expacti.client.shown.Printable;
import com.expacti.client.wire.Message;
import java.io.IOException;
import java.util.Map;

/** `approve` and `deny`. */
final class Decide {
    private final Desk desk;

    Decide(Desk desk) {
        this.desk = desk;
    }

    int decide(String id, String verb, String comment) throws IOException {
        if (!id.matches("cmd_[0-9A-Za-z]{1,64}")) {
            throw new IOException("`" + Printable.of(id) + "` is no command id: they look like cmd_01h3…");
        }
        Map<String, Object> body = comment.isBlank() ? Map.of() : Map.of("comment", comment);
        try (RestClient rest = desk.rest()) {
            Message command = rest.post("/commands/" + id + "/" + verb, body);
            desk.out().println(said(id, command));
        }
        return 0;
    }

    private static String said(String id, Message command) {
        String status = command.text("status").orElse("");
        return status.equals("pending")
                ? id + ": your vote counts, more are needed"
                : id + ": " + Printable.of(status.isEmpty() ? "decided" : status.replace('_', ' '));
    }
}
