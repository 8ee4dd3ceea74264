package com.expacti.standalone;

import com.expacti.standalone.database.DatabaseUnavailable;
import com.expacti.standalone.start.Settings;
import com.expacti.standalone.start.StartFailure;
import com.expacti.standalone.start.Startup;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Starts expacti as one process. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            Startup.run(Settings.of(List.of(arguments), System.getenv()), line -> out.println("expacti: " + line));
        } catch (StartFailure | DatabaseUnavailable e) {
            out.println("expacti: " + e.getMessage());
            System.exit(1);
        }
    }
}
