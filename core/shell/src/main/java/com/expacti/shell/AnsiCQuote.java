package com.expacti.shell;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The value of {@code $'…'} (bash manual, "ANSI-C Quoting"). Refuses what differs between shells and releases: NUL,
 * octal above 377, escapes without digits, bytes that are no UTF-8, and escapes the manual doesn't name.
 */
final class AnsiCQuote {
    private static final String NAMED = "abeEfnrtv\\'\"?";
    private static final String NAMED_VALUES = "\u0007\b\u001b\u001b\f\n\r\t\u000b\\'\"?";

    private final String written;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int at;
    private boolean ascii = true;

    private AnsiCQuote(String written) {
        this.written = written;
    }

    static Optional<String> decode(String written) {
        return new AnsiCQuote(written).decode();
    }

    private Optional<String> decode() {
        while (at < written.length()) {
            int unit = written.codePointAt(at);
            at += Character.charCount(unit);
            boolean known = unit == '\\' ? escape() : code(unit);
            if (!known) {
                return Optional.empty();
            }
        }
        if (ascii) {
            return Optional.of(bytes.toString(StandardCharsets.US_ASCII));
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private boolean escape() {
        if (at >= written.length()) {
            return false;
        }
        char kind = written.charAt(at);
        int named = NAMED.indexOf(kind);
        if (named >= 0) {
            at++;
            return code(NAMED_VALUES.charAt(named));
        }
        if (kind >= '0' && kind <= '7') {
            return oneByte(number(8, 3));
        }
        at++;
        return switch (kind) {
            case 'x' -> oneByte(number(16, 2));
            case 'u' -> code(number(16, 4));
            case 'U' -> code(number(16, 8));
            case 'c' -> control();
            default -> false;
        };
    }

    private boolean control() {
        if (at >= written.length() || !Units.startsName(written.charAt(at)) || written.charAt(at) == '_') {
            return false;
        }
        return code(written.charAt(at++) & 0x1f);
    }

    private boolean oneByte(long value) {
        if (value < 1 || value > 0xff) {
            return false;
        }
        ascii &= value < 0x80;
        bytes.write((int) value);
        return true;
    }

    private boolean code(long value) {
        if (value < 1 || value > Character.MAX_CODE_POINT || value >= 0xd800 && value <= 0xdfff) {
            return false;
        }
        if (value < 0x80) {
            return oneByte(value);
        }
        ascii = false;
        bytes.writeBytes(Character.toString((int) value).getBytes(StandardCharsets.UTF_8));
        return true;
    }

    /** Up to {@code digitsMax} digits; -1 when there is none. */
    private long number(int radix, int digitsMax) {
        long value = -1;
        for (int i = 0; i < digitsMax && at < written.length(); i++) {
            char unit = written.charAt(at);
            int digit = unit < 0x80 ? Character.digit(unit, radix) : -1;
            if (digit < 0) {
                break;
            }
            value = Math.max(value, 0) * radix + digit;
            at++;
        }
        return value;
    }
}
