package com.expacti.sh.bash;

import java.nio.charset.StandardCharsets;

/**
 * The lines we write on bash's command channel. Approved text travels as an ANSI-C quoted word of octal escapes, so no
 * byte of it can end the word, the line or the quoting, and {@code eval} gets exactly those bytes.
 */
final class Driver {
    /** The descriptor statuses come back on; above those people use, and closed while approved text runs. */
    static final int STATUS = 200;
    /** The descriptor approved text reads from: the terminal, or nothing. */
    static final int INPUT = 201;

    private Driver() {}

    /** Makes a fresh bash quiet and says that it is ready. */
    static String hello() {
        return " PS1= PS2= ; \\builtin export -n PS1 PS2 ; \\builtin set +o history +o histexpand ; " + report(0);
    }

    /**
     * Runs the text, then reports. The report stands on a line of its own: an interrupt discards the rest of the first
     * line, never the next one. Both channels are closed to what runs: bash keeps its own ends close-on-exec.
     *
     * @param lastCode what {@code $?} reads at the start of the text
     */
    static String run(String text, long number, int lastCode) {
        String before = lastCode == 0 ? "" : "(exit " + lastCode + ") || ";
        return " " + before + "\\builtin eval -- " + quoted(text) + " <&" + INPUT + " " + INPUT + ">&- " + STATUS
                + ">&-\n " + report(number);
    }

    private static String report(long number) {
        return "{ \\builtin printf '%s\\0%s\\0%s\\0' " + number + " \"$?\" \"$PWD\" >&" + STATUS
                + "; PS1= PS2= ; } 2>/dev/null\n";
    }

    static String quoted(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder word = new StringBuilder(bytes.length * 4 + 3).append("$'");
        for (byte b : bytes) {
            word.append('\\')
                    .append((char) ('0' + ((b >> 6) & 3)))
                    .append((char) ('0' + ((b >> 3) & 7)))
                    .append((char) ('0' + (b & 7)));
        }
        return word.append('\'').toString();
    }
}
