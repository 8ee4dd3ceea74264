package com.expacti.application.account;

import com.expacti.application.failure.GateException;
import java.util.regex.Pattern;

/** E-mail addresses as they are taken in: those that HTML's own input takes, up to 254 characters. */
public final class Emails {
    private static final int LENGTH_MAX = 254;
    private static final Pattern SHAPE =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})*");

    private Emails() {}

    /** @throws GateException {@code invalid}, field {@code email} */
    public static String require(String text) {
        if (!isOne(text)) {
            throw GateException.invalid("email", "email is an address like you@example.com, up to 254 characters");
        }
        return text;
    }

    public static boolean isOne(String text) {
        return text.length() <= LENGTH_MAX && SHAPE.matcher(text).matches();
    }
}
