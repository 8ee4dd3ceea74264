package com.expacti.domain.risk;

import com.expacti.shell.Word;
import java.lang.Character.UnicodeScript;

/** Tells text that looks to a person like something other than what it is. */
public final class Disguise {
    private Disguise() {}

    /**
     * Where the first character stands that a person doesn't see or that changes how others are shown: controls but tab
     * and line feed, format characters (bidi, zero width, tags), line and paragraph separators, unusual blanks, private use.
     *
     * @return its UTF-16 offset, or -1
     */
    public static int hiddenCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f || c == '\n' || c == '\t') {
                continue;
            }
            if (isHidden(text.codePointAt(i))) {
                return i;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
            }
        }
        return -1;
    }

    private static boolean isHidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> codePoint != ' ';
            // U+115F, U+1160, U+3164, U+FFA0: letters without a shape; U+FE00–FE0F: variation selectors.
            default ->
                codePoint == 0x115F
                        || codePoint == 0x1160
                        || codePoint == 0x3164
                        || codePoint == 0xFFA0
                        || codePoint == 0x2800
                        || codePoint == 0x034F
                        || codePoint >= 0xFE00 && codePoint <= 0xFE0F;
        };
    }

    /** Whether a run of letters mixes Latin with letters that look like Latin ones. */
    static boolean hasLookalikes(String text) {
        boolean latin = false;
        boolean other = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
                latin = letter || latin && c >= '0' && c <= '9';
                other &= letter;
            } else {
                UnicodeScript script = UnicodeScript.of(c);
                other |=
                        script == UnicodeScript.CYRILLIC || script == UnicodeScript.GREEK || c >= 0xFF00 && c <= 0xFF5E;
            }
            if (latin && other) {
                return true;
            }
        }
        return false;
    }

    /** Whether a program's name is written so that it doesn't read as what it is ({@code r\m}, {@code r""m}, {@code $'\x72m'}). */
    static boolean isDisguisedName(Word word, Argument name) {
        String raw = word.raw();
        String text = name.text();
        if (raw.equals(text)) {
            return !name.certain() && !text.startsWith("~") || !isAscii(text);
        }
        boolean quotedWhole =
                raw.length() == text.length() + 2 && raw.startsWith(text, 1) && "\"'".indexOf(raw.charAt(0)) >= 0;
        return !quotedWhole || !isAscii(text);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /** Whether an ANSI-C quoted part spells ordinary characters by number. */
    static boolean spellsByNumber(Word word) {
        String raw = word.raw();
        int from = raw.indexOf("$'");
        while (from >= 0 && from + 2 < raw.length()) {
            int escape = raw.indexOf('\\', from);
            if (escape < 0 || escape + 1 >= raw.length()) {
                return false;
            }
            if ("xuUc01234567".indexOf(raw.charAt(escape + 1)) >= 0) {
                return true;
            }
            from = escape + 2;
        }
        return false;
    }
}
