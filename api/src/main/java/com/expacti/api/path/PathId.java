package com.expacti.api.path;

import com.expacti.application.failure.GateException;
import java.util.Optional;
import java.util.regex.Pattern;

/** An id as a path or a parameter brings it. What cannot be one of ours is not looked up: it does not exist. */
public final class PathId {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private PathId() {}

    /**
     * @param what the kind of thing, for the sentence
     * @throws GateException {@code not_found}
     */
    public static String of(String what, String text) {
        return plausible(text).orElseThrow(() -> GateException.notFound(what));
    }

    /** Empty where the text cannot be one of our ids. */
    public static Optional<String> plausible(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}
