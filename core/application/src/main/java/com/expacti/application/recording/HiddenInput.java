package com.expacti.application.recording;

import com.expacti.domain.risk.SecretMask;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Keeps secrets out of what is stored: those recognised in a text, and what is typed at a prompt for a password, which is not
 * shown on the screen either. A secret that comes in several events, or at a prompt that doesn't say so, is not recognised.
 */
final class HiddenInput {
    private static final int TAIL = 200;
    private static final Pattern PROMPT =
            Pattern.compile("(pass(word|phrase|code)|\\bpin|secret|token|verification code)[^\\r\\n]{0,80}[:?>]\\s*$");

    private String tail = "";
    private boolean hidden;

    CastEvent masked(CastEvent event) {
        return switch (event.kind()) {
            case OUTPUT -> output(event);
            case INPUT -> input(event);
            case RESIZE -> event;
            case MARKER -> event.saying(SecretMask.mask(event.text()));
        };
    }

    private CastEvent output(CastEvent event) {
        String all = tail + event.text();
        tail = all.length() > TAIL ? all.substring(all.length() - TAIL) : all;
        hidden = PROMPT.matcher(tail.toLowerCase(Locale.ROOT)).find();
        return event.saying(SecretMask.mask(event.text()));
    }

    /** Up to the end of the line each character is a star, so that its rhythm is all that is left. */
    private CastEvent input(CastEvent event) {
        if (!hidden) {
            return event.saying(SecretMask.mask(event.text()));
        }
        StringBuilder out = new StringBuilder();
        for (char c : event.text().toCharArray()) {
            hidden &= c != '\r' && c != '\n';
            out.append(hidden ? '*' : c);
        }
        return event.saying(out.toString());
    }
}
