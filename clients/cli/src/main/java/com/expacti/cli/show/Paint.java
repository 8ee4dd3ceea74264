package com.expacti.cli.show;

import java.util.Map;

/** Risk as shape, word and colour, in that order; colour only where the terminal has it and nobody said NO_COLOR. */
public record Paint(boolean colours) {
    public static Paint of(boolean terminal, Map<String, String> environment) {
        String noColor = environment.getOrDefault("NO_COLOR", "");
        return new Paint(terminal
                && noColor.isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb"));
    }

    public String shape(String level) {
        return switch (level) {
            case "CRITICAL" -> risk(level, "■");
            case "HIGH" -> risk(level, "▲");
            case "MEDIUM" -> risk(level, "◆");
            default -> risk(level, "●");
        };
    }

    public String risk(String level, String text) {
        return switch (level) {
            case "CRITICAL" -> code("1;31", text);
            case "HIGH" -> code("33", text);
            case "MEDIUM" -> code("93", text);
            default -> code("32", text);
        };
    }

    public String strong(String text) {
        return code("1", text);
    }

    public String faint(String text) {
        return code("2", text);
    }

    private String code(String code, String text) {
        return colours ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
