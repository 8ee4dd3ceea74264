package com.expacti.sh;

import java.util.List;

/** What the shell was called for. */
sealed interface Arguments {
    /** Run one text. */
    record Once(String text) implements Arguments {}

    /** Take commands from standard input, as long as they come. */
    record Session() implements Arguments {}

    /** Print something and end. */
    record Say(String text, int exitCode) implements Arguments {}

    String USAGE = """
            usage: expacti-sh -c 'command' [name argument…]    ask for one command, then run it
                   expacti-sh                                  ask for each command that is typed or piped in
            The gate is EXPACTI_URL with EXPACTI_TOKEN. Exit code: the command's; 126 when it may not run.""";

    static Arguments of(List<String> words) {
        int at = 0;
        boolean once = false;
        for (; at < words.size() && words.get(at).matches("-[cil]+|--login|--help|--version|--"); at++) {
            String word = words.get(at);
            if (word.equals("--help")) {
                return new Say(USAGE, 0);
            }
            if (word.equals("--version")) {
                return new Say("expacti-sh 0.1.0", 0);
            }
            if (word.equals("--")) {
                at++;
                break;
            }
            once |= !word.startsWith("--") && word.contains("c");
        }
        List<String> rest = words.subList(at, words.size());
        if (once) {
            return rest.isEmpty() ? new Say("expacti-sh: -c needs a command", 2) : new Once(text(rest));
        }
        if (rest.isEmpty()) {
            return new Session();
        }
        return new Say(rest.getFirst().startsWith("-") ? USAGE : script(rest.getFirst()), 2);
    }

    private static String script(String file) {
        return "expacti-sh: a script file can change after it was approved, so `" + file
                + "` is not run: pass its text, as in  expacti-sh -c \"$(cat " + file + ")\"  or  expacti-sh <" + file;
    }

    /**
     * Arguments become part of the text, as assignments at its start: what is approved is everything that decides what
     * runs.
     */
    private static String text(List<String> rest) {
        StringBuilder text = new StringBuilder();
        if (rest.size() > 1) {
            text.append("BASH_ARGV0=").append(quoted(rest.get(1))).append('\n');
        }
        if (rest.size() > 2) {
            text.append("set --");
            rest.subList(2, rest.size()).forEach(word -> text.append(' ').append(quoted(word)));
            text.append('\n');
        }
        return text.append(rest.getFirst()).toString();
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
