package com.expacti.cli;

import com.expacti.cli.access.Credentials;
import com.expacti.cli.show.Paint;
import com.expacti.client.rest.RestClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/** What every command works with. */
record Desk(
        Map<String, String> environment, BufferedReader in, PrintStream out, InstantSource clock, String terminals) {
    Credentials credentials() {
        return new Credentials(environment);
    }

    /** The gate's REST side, with the stored access. */
    RestClient rest() throws IOException {
        return new RestClient(credentials().access(), () -> UUID.randomUUID().toString());
    }

    Paint paint() {
        return Paint.of(terminals.contains("1"), environment);
    }
}
