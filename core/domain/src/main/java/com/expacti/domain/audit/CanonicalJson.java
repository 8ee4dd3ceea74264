package com.expacti.domain.audit;

import com.expacti.domain.command.Utf8;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * RFC 8785 (JSON Canonicalization Scheme) for the values audit entries have: strings, integers within ±2^53, lists
 * of strings. Keys are sorted by UTF-16 code units, as {@link String#compareTo} does (section 3.2.3).
 */
final class CanonicalJson {
    private static final long INTEGER_MAX = 1L << 53;

    private CanonicalJson() {}

    static String write(SortedMap<String, Object> object) {
        StringBuilder out = new StringBuilder(256).append('{');
        String separator = "";
        for (Map.Entry<String, Object> field : object.entrySet()) {
            out.append(separator);
            string(field.getKey(), out);
            out.append(':');
            value(field.getValue(), out);
            separator = ",";
        }
        return out.append('}').toString();
    }

    /** Null is what a parser makes of {@code null}, which no entry has. */
    private static void value(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case String text -> string(text, out);
            case Long number when number >= -INTEGER_MAX && number <= INTEGER_MAX -> out.append(number.longValue());
            case Integer number -> out.append(number.intValue());
            case List<?> list -> list(list, out);
            case null -> throw new IllegalArgumentException("not a value of an audit entry: null");
            default -> throw new IllegalArgumentException("not a value of an audit entry: " + value.getClass());
        }
    }

    private static void list(List<?> list, StringBuilder out) {
        out.append('[');
        String separator = "";
        for (Object item : list) {
            out.append(separator);
            value(item, out);
            separator = ",";
        }
        out.append(']');
    }

    /**
     * Section 3.2.2.2: the short escapes, lower-case u00xx for the other controls, everything else as it is. Half a
     * surrogate pair is refused: it would be hashed as a question mark, and two texts would share a hash.
     */
    private static void string(String text, StringBuilder out) {
        if (!Utf8.encodes(text)) {
            throw new IllegalArgumentException("not a value of an audit entry: half a surrogate pair");
        }
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> plain(c, out);
            }
        }
        out.append('"');
    }

    private static void plain(char c, StringBuilder out) {
        if (c < 0x20) {
            out.append("\\u%04x".formatted((int) c));
        } else {
            out.append(c);
        }
    }
}
