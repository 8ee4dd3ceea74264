package com.expacti.shell;

/**
 * Reads command text by the grammar of bash 5.2 in its default, non-interactive, non-POSIX mode with {@code extglob}
 * off. Time is linear in the text.
 */
public final class ShellParser {
    private static final int STEPS_A_PARSE = 512;
    private static final int STEPS_A_UNIT = 4;

    private ShellParser() {}

    /**
     * Never throws; what is not understood to the last character is {@link Unparsed}. So is text of more than 65,536
     * UTF-8 bytes, 64 levels of nesting or 2,000 simple commands.
     */
    public static Parse parse(String text) {
        try {
            Effort.spend(STEPS_A_PARSE + (long) STEPS_A_UNIT * text.length());
            requireReadable(text);
            return new Parsed(text, new Reading(Source.of(text), new Budget()).script());
        } catch (Refusal refusal) {
            return new Unparsed(text, refusal.reason(), Math.clamp(refusal.at(), 0, text.length()));
        }
    }

    /** Reads shell text that another command's words spell; spans point into the text those words stand in. */
    static Parse parse(Source source, String text) {
        try {
            Effort.spend(STEPS_A_PARSE + (long) STEPS_A_UNIT * text.length());
            requireReadable(text);
            return new Parsed(text, new Reading(source, new Budget()).script());
        } catch (Refusal refusal) {
            return new Unparsed(text, refusal.reason(), 0);
        }
    }

    private static void requireReadable(String text) {
        if (text.length() > Budget.BYTES_MAX || utf8Bytes(text) > Budget.BYTES_MAX) {
            throw new Refusal("the text is longer than " + Budget.BYTES_MAX + " bytes", 0);
        }
        if (text.endsWith("\\\n")) {
            throw new Refusal("the text ends in the middle of a continued line", text.length() - 2);
        }
        // bash drops NUL from a script and can't be given one as an argument, so r<NUL>m may be rm.
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw new Refusal("the text holds a NUL, which shells drop or stop at", nul);
        }
    }

    private static int utf8Bytes(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit < 0x80) {
                bytes++;
            } else if (unit < 0x800) {
                bytes += 2;
            } else if (!Character.isSurrogate(unit)) {
                bytes += 3;
            } else if (Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else {
                throw new Refusal("the text holds half a character and has no exact form in UTF-8", 0);
            }
        }
        return bytes;
    }
}
