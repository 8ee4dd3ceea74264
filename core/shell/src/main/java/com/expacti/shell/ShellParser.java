package com.expacti.shell;

/** Reads command text by the grammar of bash 5.2 in its default, non-interactive, non-POSIX mode. */
public final class ShellParser {
    private ShellParser() {}

    /** Never throws; what is not understood to the last character is {@link Unparsed}. */
    public static Parse parse(String text) {
        return new Unparsed(text, "the parser is not finished", 0);
    }
}
