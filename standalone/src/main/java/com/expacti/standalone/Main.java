package com.expacti.standalone;

import com.expacti.standalone.database.DatabaseUnavailable;
import com.expacti.standalone.start.RotateAuditKey;
import com.expacti.standalone.start.Settings;
import com.expacti.standalone.start.StartFailure;
import com.expacti.standalone.start.Startup;
import io.micronaut.context.ApplicationContext;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Starts expacti as one process, or does what an operator asks beside one that runs. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            if (RotateAuditKey.asks(List.of(arguments))) {
                out.println("expacti: " + RotateAuditKey.run(List.of(arguments), System.getenv()));
                return;
            }
            ApplicationContext _ = Startup.run(
                    Settings.of(List.of(arguments), System.getenv()), line -> out.println("expacti: " + line));
        } catch (StartFailure | DatabaseUnavailable e) {
            out.println("expacti: " + e.getMessage());
            System.exit(1);
        }
    }
}
