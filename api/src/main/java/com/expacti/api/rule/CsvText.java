package com.expacti.api.rule;

/**
 * Cells that no spreadsheet takes for a formula, and that read back as what they were (OWASP, "CSV Injection"): a text that
 * begins like a formula gets an apostrophe in front, and so does one that would otherwise be taken for such a text.
 */
public final class CsvText {
    private static final char GUARD = '\'';
    private static final String TRIGGERS = "=+-@\t\r\n＝＋－＠";

    /** A text that is there and empty; a cell with nothing in it means that there is none. */
    private static final String EMPTY = "''";

    private CsvText() {}

    public static String guarded(String text) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        return isTrigger(text, 0) || text.charAt(0) == GUARD && needsGuard(text) ? GUARD + text : text;
    }

    static String unguarded(String cell) {
        if (cell.equals(EMPTY)) {
            return "";
        }
        return cell.length() > 1 && cell.charAt(0) == GUARD && needsGuard(cell) ? cell.substring(1) : cell;
    }

    /** Of a text that begins with an apostrophe: whether it looks like a guarded one. */
    private static boolean needsGuard(String text) {
        return text.length() > 1 && (text.charAt(1) == GUARD || isTrigger(text, 1));
    }

    private static boolean isTrigger(String text, int at) {
        return TRIGGERS.indexOf(text.charAt(at)) >= 0;
    }
}
