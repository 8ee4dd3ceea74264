package com.expacti.domain.command;

/** Which texts have a UTF-8 form, and so one meaning to whoever hashes, stores or shows them. */
public final class Utf8 {
    private Utf8() {}

    /** Whether no half of a surrogate pair stands alone in the text. */
    public static boolean encodes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
