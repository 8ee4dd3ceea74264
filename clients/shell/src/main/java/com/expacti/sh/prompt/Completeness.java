package com.expacti.sh.prompt;

import com.expacti.sh.bash.ChildEnvironment;
import com.expacti.sh.bash.Shells;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Whether a text is a whole command. bash reads it without running it, so its grammar is the one that counts. */
public final class Completeness {
    /** What bash makes of the text so far. */
    public sealed interface Reading {
        record Whole() implements Reading {}

        record Unfinished() implements Reading {}

        /** No continuation makes it a command. */
        record Wrong(String message) implements Reading {}
    }

    private final Map<String, String> environment;

    public Completeness(Map<String, String> environment) {
        this.environment = new HashMap<>(ChildEnvironment.of(environment));
        this.environment.put("LC_ALL", "C");
    }

    public Reading of(String text) {
        if (continues(text)) {
            return new Reading.Unfinished();
        }
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(Shells.any().toString(), "--noprofile", "--norc", "-O", "extglob", "-n");
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process bash = builder.redirectErrorStream(true).start();
            try (OutputStream in = bash.getOutputStream()) {
                in.write((text + "\n").getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return reading(bash.waitFor(), said);
        } catch (IOException failed) {
            return new Reading.Wrong("bash could not read it: " + failed.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Reading.Wrong("interrupted");
        }
    }

    private static Reading reading(int code, String said) {
        if (said.contains("unexpected end of file")
                || said.contains("unexpected EOF while looking for")
                || said.contains("here-document at line") && said.contains("delimited by end-of-file")) {
            return new Reading.Unfinished();
        }
        if (code == 0) {
            return new Reading.Whole();
        }
        String first = said.lines().findFirst().orElse("syntax error");
        return new Reading.Wrong(first.replaceFirst("^[^:]*: line (\\d+): ", "line $1: "));
    }

    /** An odd number of backslashes before the end joins the next line. */
    private static boolean continues(String text) {
        int slashes = 0;
        for (int i = text.length() - 1; i >= 0 && text.charAt(i) == '\\'; i--) {
            slashes++;
        }
        return slashes % 2 == 1;
    }
}
