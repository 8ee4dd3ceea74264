package com.expacti.shell;

/** The limits of one parse, shared by every nested reading. */
final class Budget {
    /** Levels of nesting: substitutions, compound commands, expansions inside expansions, payloads. */
    static final int DEPTH_MAX = 64;

    static final int BYTES_MAX = 64 * 1024;
    static final int COMMANDS_MAX = 2_000;

    private int depth;
    private int commands;

    void enter(int at) {
        if (++depth > DEPTH_MAX) {
            throw new Refusal("the text nests more than " + DEPTH_MAX + " levels deep", at);
        }
    }

    void leave() {
        depth--;
    }

    void countCommand(int at) {
        if (++commands > COMMANDS_MAX) {
            throw new Refusal("the text holds more than " + COMMANDS_MAX + " commands", at);
        }
    }
}
